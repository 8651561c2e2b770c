package io.rmaflow.console.casepage;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The days from the one that a due time is counted from to the due day, as weeks of a calendar,
 * each from Sunday on.
 *
 * @param weeks in order; none where the days are too many to be drawn
 */
record CountedDays(List<Week> weeks) {

  /** Weeks that are still looked at as a picture; more are told in words alone. */
  private static final int MOST_WEEKS = 12;

  /** Seven days, Sunday first. */
  record Week(List<Day> days) {}

  /**
   * One day in Japan.
   *
   * @param skipped what it is called where it did not count; null otherwise
   * @param first whether it is counted from
   * @param due whether it is the due day
   * @param between whether it lies in the time that is counted
   */
  record Day(
      LocalDate date, @Nullable String skipped, boolean first, boolean due, boolean between) {

    /** Whether it says of which month it is. */
    public boolean namesItsMonth() {
      return date.getDayOfMonth() == 1 || first;
    }
  }

  /**
   * Draws them.
   *
   * @param from the day that is counted from
   * @param due the due day
   * @param skipped the days that did not count, with their names in one language
   */
  static CountedDays of(LocalDate from, LocalDate due, Map<LocalDate, String> skipped) {
    LocalDate begin = from.isAfter(due) ? due : from;
    LocalDate end = from.isAfter(due) ? from : due;
    LocalDate day = begin.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
    LocalDate last = end.with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY));
    if (ChronoUnit.WEEKS.between(day, last) >= MOST_WEEKS) {
      return new CountedDays(List.of());
    }
    List<Week> weeks = new ArrayList<>();
    while (!day.isAfter(last)) {
      List<Day> days = new ArrayList<>();
      for (int n = 0; n < 7; n++, day = day.plusDays(1)) {
        days.add(
            new Day(
                day,
                skipped.get(day),
                day.equals(from),
                day.equals(due),
                !day.isBefore(begin) && !day.isAfter(end)));
      }
      weeks.add(new Week(days));
    }
    return new CountedDays(weeks);
  }
}
