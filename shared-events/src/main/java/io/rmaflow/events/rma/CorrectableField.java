package io.rmaflow.events.rma;

import io.rmaflow.events.values.Parsed;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One field of a fact that can be corrected.
 *
 * @param <F> the fact
 * @param <V> what the field holds; {@code toString} gives the notation in which events name it
 */
public final class CorrectableField<F, V> {

  private final Class<F> fact;
  private final List<RecordComponent> path;
  private final Notation<V> notation;

  /**
   * @param path from the fact to the field, through the records between
   */
  CorrectableField(Class<F> fact, List<RecordComponent> path, Notation<V> notation) {
    this.fact = fact;
    this.path = path;
    this.notation = notation;
  }

  /** Its name in the payload. */
  public String name() {
    return path.getLast().getName();
  }

  /** The same, where it holds values of that type. */
  @SuppressWarnings("unchecked") // asked before
  public <T> Optional<CorrectableField<F, T>> of(Class<T> type) {
    return notation.type() == type ? Optional.of((CorrectableField<F, T>) this) : Optional.empty();
  }

  /** Reads what somebody typed; what is wrong names the rule, in Japanese and in English. */
  public Parsed<V> parse(String typed) {
    return notation.parse(typed);
  }

  /** What the fact says there; nothing where it says nothing. */
  public Optional<V> value(F of) {
    @Nullable Object found = of;
    for (RecordComponent component : path) {
      found = found == null ? null : Components.value(found, component);
    }
    return Optional.ofNullable(found).map(notation.type()::cast);
  }

  /** The fact as it is where the field says this. */
  public F with(F of, V value) {
    return fact.cast(Components.with(of, path, value));
  }

  /**
   * The same by a value as it stands in a recorded correction.
   *
   * @throws RuntimeException where it is no value of this field, as none that was ever recorded is
   */
  F withRecorded(F of, String value) {
    return with(of, recorded(value));
  }

  V recorded(String value) {
    return notation.recorded(value);
  }
}
