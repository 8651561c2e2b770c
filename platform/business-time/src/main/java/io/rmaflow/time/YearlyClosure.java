package io.rmaflow.time;

import io.rmaflow.events.Clause;
import java.time.LocalDate;
import java.time.MonthDay;

/**
 * Days on which the company is closed every year (CAL-3, A-07).
 *
 * @param first first closed day, inclusive
 * @param last last closed day, inclusive; before {@code first} where the closure runs over New Year
 * @param name what each of the days is called
 */
@Clause({"CAL-3", "A-07"})
public record YearlyClosure(MonthDay first, MonthDay last, DayName name) {

  /** Whether {@code date} lies in the closure, in whatever year. */
  public boolean includes(LocalDate date) {
    MonthDay day = MonthDay.from(date);
    boolean fromFirst = !day.isBefore(first);
    boolean untilLast = !day.isAfter(last);
    return first.isAfter(last) ? fromFirst || untilLast : fromFirst && untilLast;
  }
}
