package io.rmaflow.time;

import io.rmaflow.events.Clause;
import io.rmaflow.time.Acceptance.Timing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * Reception from 09:00 to 17:00 JST on business days (CAL-1, CAL-5).
 *
 * @param calendar the business days
 * @param openInclusive whether 09:00:00.000 is inside (A-03; default true)
 * @param closeInclusive whether 17:00:00.000 is inside (A-03; default true); any later nanosecond
 *     is outside in either case
 */
@Clause({"CAL-1", "CAL-5"})
public record BusinessHours(
    BusinessCalendar calendar, boolean openInclusive, boolean closeInclusive) {

  /** Opening time, JST. */
  public static final LocalTime OPEN = LocalTime.of(9, 0);

  /** Closing time, JST. */
  public static final LocalTime CLOSE = LocalTime.of(17, 0);

  /** The hours with both ends inside, the default of A-03. */
  @Clause("A-03")
  public static BusinessHours of(BusinessCalendar calendar) {
    return new BusinessHours(calendar, true, true);
  }

  /**
   * Whether {@code instant} lies in business hours (CAL-1).
   *
   * @throws YearOutsideCalendar outside 2009 to 2040
   */
  @Clause("CAL-1")
  public boolean includes(Instant instant) {
    return timing(instant) == Timing.IN_HOURS;
  }

  /**
   * Where {@code instant} lies.
   *
   * @throws YearOutsideCalendar outside 2009 to 2040
   */
  public Timing timing(Instant instant) {
    var local = JapanTime.zoned(instant);
    LocalTime time = local.toLocalTime();
    if (!calendar.isBusinessDay(local.toLocalDate())) {
      return Timing.CLOSED_DAY;
    }
    if (time.isBefore(OPEN) || (time.equals(OPEN) && !openInclusive)) {
      return Timing.BEFORE_OPENING;
    }
    if (time.isAfter(CLOSE) || (time.equals(CLOSE) && !closeInclusive)) {
      return Timing.AFTER_CLOSING;
    }
    return Timing.IN_HOURS;
  }

  /**
   * When something submitted at {@code submittedAt} counts as accepted (CAL-5, A-04): at once
   * inside the hours, at 09:00 of the same day before opening, else at 09:00 of the next business
   * day.
   *
   * @throws YearOutsideCalendar when a day outside 2009 to 2040 has to be looked at
   */
  @Clause({"CAL-5", "A-04"})
  public Acceptance acceptance(Instant submittedAt) {
    LocalDate day = JapanTime.dateOf(submittedAt);
    Timing timing = timing(submittedAt);
    return switch (timing) {
      case IN_HOURS -> new Acceptance(submittedAt, submittedAt, timing, List.of());
      case BEFORE_OPENING -> new Acceptance(submittedAt, opening(day), timing, List.of());
      case AFTER_CLOSING, CLOSED_DAY -> {
        LocalDate accepted = calendar.nextBusinessDay(day).result();
        yield new Acceptance(
            submittedAt, opening(accepted), timing, calendar.closures(day, accepted));
      }
    };
  }

  private static Instant opening(LocalDate day) {
    return JapanTime.at(day, OPEN);
  }
}
