package io.rmaflow.time;

import io.rmaflow.events.Clause;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * When a submission counts as accepted, and why then (CAL-5, A-04).
 *
 * @param submittedAt when it came in
 * @param acceptedAt when it counts as accepted: {@code submittedAt} itself inside the hours, else
 *     09:00 JST of a business day
 * @param timing where {@code submittedAt} lay
 * @param skipped the closed days from the day of submission (inclusive) to the day of acceptance
 */
@Clause({"CAL-5", "A-04"})
public record Acceptance(
    Instant submittedAt, Instant acceptedAt, Timing timing, List<ClosedDay> skipped) {

  /** Copies the list. */
  public Acceptance {
    skipped = List.copyOf(skipped);
  }

  /** The day of acceptance in Japan; always a business day. */
  public LocalDate acceptedOn() {
    return JapanTime.dateOf(acceptedAt);
  }

  /** Whether the customer has to be told of an acceptance later than the submission (CAL-5). */
  @Clause("CAL-5")
  public boolean deferred() {
    return acceptedAt.isAfter(submittedAt);
  }

  /** Where an instant lies in the vendor's week. */
  public enum Timing {
    /** On a business day within the hours. */
    IN_HOURS,
    /** On a business day before opening: counts from 09:00 of that day. */
    BEFORE_OPENING,
    /** On a business day after closing: counts from 09:00 of the next business day. */
    AFTER_CLOSING,
    /** On a closed day: counts from 09:00 of the next business day. */
    CLOSED_DAY
  }
}
