package io.rmaflow.time;

import io.rmaflow.events.Clause;
import io.rmaflow.time.DispatchDue.Timing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * The noon cut-off of dispatch (CSB-1, CSB-2): decided by noon, leaves the same day; decided later,
 * leaves on the next business day.
 *
 * @param calendar the business days
 * @param noonInclusive whether 12:00:00.000 is still "by noon" (A-01; default true); any later
 *     nanosecond is after noon in either case
 */
@Clause({"CSB-1", "CSB-2"})
public record NoonCutOff(BusinessCalendar calendar, boolean noonInclusive) {

  /** The cut-off with noon itself still in time, the default of A-01. */
  @Clause("A-01")
  public static NoonCutOff of(BusinessCalendar calendar) {
    return new NoonCutOff(calendar, true);
  }

  /**
   * The day by which a unit has to leave.
   *
   * @param judgedAt when the exchange was judged to be needed; for the provisional date at
   *     intake, when the request was accepted
   * @param extraBusinessDays business days on top, where a software version is asked for (CSB-3,
   *     A-10); not negative
   * @throws IllegalArgumentException if {@code extraBusinessDays} is negative
   * @throws YearOutsideCalendar when a day outside 2009 to 2040 has to be looked at
   */
  public DispatchDue dispatchDue(Instant judgedAt, int extraBusinessDays) {
    LocalDate judgedOn = JapanTime.dateOf(judgedAt);
    Timing timing = timing(judgedAt);
    LocalDate effectiveOn =
        timing == Timing.CLOSED_DAY ? calendar.nextBusinessDay(judgedOn).result() : judgedOn;
    Instant countsFrom =
        switch (timing) {
          case BY_NOON, AFTER_NOON -> judgedAt;
          case BEFORE_OPENING, CLOSED_DAY -> JapanTime.at(effectiveOn, BusinessHours.OPEN);
        };
    LocalDate normalDue =
        timing == Timing.AFTER_NOON ? calendar.nextBusinessDay(effectiveOn).result() : effectiveOn;
    LocalDate due = calendar.addBusinessDays(normalDue, extraBusinessDays).result();
    return new DispatchDue(
        judgedAt,
        countsFrom,
        timing,
        normalDue,
        due,
        extraBusinessDays,
        calendar.closures(judgedOn, due),
        calendar.businessDaysBetween(effectiveOn, due).counted());
  }

  private Timing timing(Instant judgedAt) {
    var local = JapanTime.zoned(judgedAt);
    LocalTime time = local.toLocalTime();
    if (!calendar.isBusinessDay(local.toLocalDate())) {
      return Timing.CLOSED_DAY;
    }
    if (time.isBefore(BusinessHours.OPEN)) {
      return Timing.BEFORE_OPENING;
    }
    boolean byNoon =
        time.isBefore(LocalTime.NOON) || (time.equals(LocalTime.NOON) && noonInclusive);
    return byNoon ? Timing.BY_NOON : Timing.AFTER_NOON;
  }
}
