package io.rmaflow.time;

import io.rmaflow.events.Clause;
import java.time.LocalDate;

/**
 * Contract terms and calendar deadlines. Two kinds of counting: a duration (年間) counts
 * its first day, a deadline (以内) does not. Neither is ever moved off a closed day (CAL-8, A-13), so
 * no calendar is needed and any year will do.
 */
@Clause({"A-11", "A-12", "CAL-8", "A-13"})
public final class Durations {

  private Durations() {}

  /**
   * The last day, inclusive, of {@code years} years that begin on {@code start}: the day before the
   * anniversary, or the last day of the month where the anniversary does not exist (A-12:
   * 2024-02-29 and one year end on 2025-02-28).
   *
   * @throws IllegalArgumentException if {@code years} is less than 1
   */
  @Clause({"A-11", "A-12"})
  public static LocalDate lastDayOfYears(LocalDate start, int years) {
    require(years >= 1, "A term has at least one year; years", years);
    LocalDate anniversary = start.plusYears(years);
    boolean exists = anniversary.getDayOfMonth() == start.getDayOfMonth();
    return exists ? anniversary.minusDays(1) : anniversary;
  }

  /**
   * The last day, inclusive, on which something due within {@code months} months of {@code base} is
   * in time: the same day of the month, or its last day where that does not exist (A-12: 2026-08-31
   * and six months are 2027-02-28). {@code base} is not counted.
   *
   * @throws IllegalArgumentException if {@code months} is negative
   */
  @Clause("A-12")
  public static LocalDate deadlineAfterMonths(LocalDate base, int months) {
    require(months >= 0, "A deadline never lies before its base; months", months);
    return base.plusMonths(months);
  }

  /**
   * The last day, inclusive, on which something due within {@code days} calendar days of {@code
   * base} is in time (CON-8, A-22: day 45 is in). {@code base} is not counted.
   *
   * @throws IllegalArgumentException if {@code days} is negative
   */
  @Clause({"CON-8", "A-22"})
  public static LocalDate daysAfter(LocalDate base, int days) {
    require(days >= 0, "A deadline never lies before its base; days", days);
    return base.plusDays(days);
  }

  private static void require(boolean condition, String rule, int actual) {
    if (!condition) {
      throw new IllegalArgumentException(rule + ": " + actual);
    }
  }
}
