package io.rmaflow.events.rma;

import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.OfAVisit;
import java.time.Instant;
import java.util.Optional;

/**
 * A fact that somebody reported and that may turn out to have been otherwise (RMA-9). The fields
 * that can be corrected are marked {@link Correctable} where they are declared; one of them, the
 * only instant among them, says when it happened. The recorded event stays as it is: a corrected
 * fact takes its place in what follows, as if it had said so from the beginning.
 *
 * @param <F> the fact itself
 */
public interface CorrectableFact<F extends CaseEvent & CorrectableFact<F>> {

  /** What can be corrected of it. */
  default CorrectableFields<F> correctable() {
    return CorrectableFields.of(self());
  }

  /** When it happened, by what it says. */
  default Instant happenedAt() {
    return correctable().happenedAt().value(self()).orElseThrow();
  }

  /** Whether it is this fact that a correction is about: the same event, of the same visit. */
  default boolean isMeantBy(FactCorrected correction) {
    boolean ofThatVisit =
        correction.visit() == null
            || (this instanceof OfAVisit fact && correction.visit() == fact.visit());
    return ofThatVisit && correction.ofEvent().equals(correctable().event());
  }

  /**
   * What it says after a recorded correction of it.
   *
   * @throws IllegalArgumentException where it has no such field; whether it is {@link #isMeantBy
   *     meant} is for the caller to ask
   */
  default F corrected(FactCorrected correction) {
    return correctable()
        .field(correction.field())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    correction.field() + " of " + correctable().event() + " is not correctable"))
        .withRecorded(self(), correction.value());
  }

  /**
   * What a field says, in the notation of {@code FactCorrected}; empty where it says nothing, or
   * cannot be corrected.
   */
  default Optional<String> says(String field) {
    return correctable().field(field).flatMap(one -> one.value(self())).map(Object::toString);
  }

  @SuppressWarnings("unchecked") // every fact implements this for itself
  private F self() {
    return (F) this;
  }
}
