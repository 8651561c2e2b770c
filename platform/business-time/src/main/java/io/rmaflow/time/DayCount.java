package io.rmaflow.time;

import io.rmaflow.events.Clause;
import java.time.LocalDate;
import java.util.List;

/**
 * A count of business days with everything needed to explain it (CAL-6, A-08).
 *
 * @param from the day that starts the count; never counted itself, whatever the hour, and not
 *     listed in {@code skipped} even if it is closed
 * @param result the day the count arrived at
 * @param skipped the closed days that were passed over, in the order in which they were passed
 * @param counted the business days that were counted, in the order of counting; the last is the
 *     {@code result} of a count forward or back
 */
@Clause({"CAL-6", "A-08"})
public record DayCount(
    LocalDate from, LocalDate result, List<ClosedDay> skipped, List<LocalDate> counted) {

  /** Copies the lists. */
  public DayCount {
    skipped = List.copyOf(skipped);
    counted = List.copyOf(counted);
  }

  /** Whether the count reaches into a year whose national holidays are not yet published. */
  public boolean provisional() {
    return NationalHolidays.isProvisional(from.getYear())
        || NationalHolidays.isProvisional(result.getYear());
  }
}
