package io.rmaflow.events.rma;

import io.rmaflow.events.Wire;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The fields of one fact that can be corrected (RMA-9), as the fact's own declaration marks them.
 *
 * @param <F> the fact
 */
public final class CorrectableFields<F extends CaseEvent> {

  /** Means the instant of a fact, whatever it is called there. */
  public static final String OCCURRED_AT = "occurredAt";

  private static final Map<String, CorrectableFields<?>> BY_EVENT = new TreeMap<>();
  private static final Map<Class<?>, CorrectableFields<?>> BY_FACT = new LinkedHashMap<>();

  static {
    for (Class<?> event : CaseEvent.class.getPermittedSubclasses()) {
      if (CorrectableFact.class.isAssignableFrom(event)) {
        CorrectableFields<?> fields = new CorrectableFields<>(event.asSubclass(CaseEvent.class));
        BY_EVENT.put(fields.event(), fields);
        BY_FACT.put(event, fields);
      }
    }
  }

  private final Class<F> fact;
  private final Map<String, CorrectableField<F, ?>> byName;
  private final CorrectableField<F, Instant> happenedAt;

  private CorrectableFields(Class<F> fact) {
    this.fact = fact;
    Map<String, CorrectableField<F, ?>> fields = new TreeMap<>();
    for (RecordComponent component : fact.getRecordComponents()) {
      declared(fact, List.of(), component).forEach(field -> fields.put(field.name(), field));
    }
    this.byName = Collections.unmodifiableMap(fields);
    List<CorrectableField<F, Instant>> instants =
        fields.values().stream().flatMap(field -> field.of(Instant.class).stream()).toList();
    if (instants.size() != 1) {
      throw new IllegalStateException(
          "one correctable instant says when " + event() + " happened, not " + instants.size());
    }
    this.happenedAt = instants.getFirst();
  }

  private static <F> Stream<CorrectableField<F, ?>> declared(
      Class<F> fact, List<RecordComponent> inside, RecordComponent component) {
    Correctable mark = component.getAnnotation(Correctable.class);
    if (mark == null) {
      return Stream.empty();
    }
    List<RecordComponent> path = Stream.concat(inside.stream(), Stream.of(component)).toList();
    Optional<Notation<?>> notation = Notation.of(component.getType(), mark.max());
    if (notation.isPresent()) {
      return Stream.of(new CorrectableField<>(fact, path, notation.get()));
    }
    if (!component.getType().isRecord()) {
      throw new IllegalStateException("nobody can write a value of " + component);
    }
    return Stream.of(component.getType().getRecordComponents())
        .flatMap(part -> declared(fact, path, part));
  }

  /** Those of a fact. */
  @SuppressWarnings("unchecked") // filled by class above
  static <F extends CaseEvent & CorrectableFact<F>> CorrectableFields<F> of(F fact) {
    return (CorrectableFields<F>) Objects.requireNonNull(BY_FACT.get(fact.getClass()));
  }

  /** Those of facts of that class. */
  static Optional<CorrectableFields<?>> of(Class<?> fact) {
    return Optional.ofNullable(BY_FACT.get(fact));
  }

  /** Those of the event with this name on the wire; nothing where it cannot be corrected. */
  public static Optional<CorrectableFields<?>> ofEvent(String name) {
    return Optional.ofNullable(BY_EVENT.get(name));
  }

  /** The names of all events that can be corrected, in alphabetical order. */
  public static List<String> events() {
    return List.copyOf(BY_EVENT.keySet());
  }

  /** The fact that they belong to. */
  public Class<F> fact() {
    return fact;
  }

  /** The name of its event on the wire. */
  public String event() {
    return Objects.requireNonNull(fact.getAnnotation(Wire.class)).value();
  }

  /** The names of the fields, as in the payload, in alphabetical order. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /**
   * The field of that name; nothing where there is none, or where it cannot be corrected.
   *
   * @param name as in the payload, or {@value #OCCURRED_AT}
   */
  public Optional<CorrectableField<F, ?>> field(String name) {
    return name.equals(OCCURRED_AT)
        ? Optional.of(happenedAt)
        : Optional.ofNullable(byName.get(name));
  }

  /** The field that says when it happened. */
  public CorrectableField<F, Instant> happenedAt() {
    return happenedAt;
  }
}
