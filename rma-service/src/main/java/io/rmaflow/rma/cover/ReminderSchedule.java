package io.rmaflow.rma.cover;

import java.time.LocalTime;

/**
 * When the customer is reminded of a return (NOT-7): before the due day, on it, and once it is
 * over.
 *
 * @param businessDaysBefore the first reminder, business days before the due day
 * @param businessDaysAfter the overdue reminder, business days after the due day
 * @param at wall-clock time of every reminder, JST
 */
public record ReminderSchedule(int businessDaysBefore, int businessDaysAfter, LocalTime at) {

  /** Two business days before, on the day, one business day after, each at 09:00. */
  public static final ReminderSchedule STANDARD = new ReminderSchedule(2, 1, LocalTime.of(9, 0));

  /** Rejects negative counts with {@link IllegalArgumentException}. */
  public ReminderSchedule {
    if (businessDaysBefore < 0 || businessDaysAfter < 0) {
      throw new IllegalArgumentException(
          "a number of business days before or after the due day is never negative");
    }
  }
}
