package io.rmaflow.kit.personal;

import io.rmaflow.events.ContactId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose the places and texts are that are taken in. What is taken in while somebody is said lies
 * under his key and is erased with him; otherwise it lies under a key of its own.
 */
public final class Belonging {

  private static final ScopedValue<Optional<ContactId>> PERSON = ScopedValue.newInstance();

  private Belonging() {}

  /**
   * Does the work, in this thread; what it takes in belongs to this person, or to nobody.
   *
   * @param person who is known already; null: nobody, whoever was said outside
   */
  public static <T extends @Nullable Object> T to(@Nullable ContactId person, Supplier<T> work) {
    return ScopedValue.where(PERSON, Optional.ofNullable(person)).call(work::get);
  }

  /** The person to whom what is taken in now belongs. */
  static Optional<ContactId> person() {
    return PERSON.isBound() ? PERSON.get() : Optional.empty();
  }
}
