package io.rmaflow.rma.responsibility;

import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.BusinessHours;
import io.rmaflow.time.JapanTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Time, counted twice.
 *
 * @param calendar by the wall clock
 * @param business within 09:00 to 17:00 JST of business days (CAL-1, CAL-3), never more than {@code
 *     calendar}
 */
record TimeSpent(Duration calendar, Duration business) {

  static final TimeSpent NONE = new TimeSpent(Duration.ZERO, Duration.ZERO);

  /**
   * The time between two instants, each cut to the second that it lies in; none where the second is
   * not later.
   *
   * @throws io.rmaflow.time.YearOutsideCalendar where no holidays are known for a year in between
   */
  static TimeSpent between(Instant fromInstant, Instant untilInstant, BusinessCalendar days) {
    Instant from = fromInstant.truncatedTo(ChronoUnit.SECONDS);
    Instant until = untilInstant.truncatedTo(ChronoUnit.SECONDS);
    if (!until.isAfter(from)) {
      return NONE;
    }
    Duration business = Duration.ZERO;
    LocalDate last = JapanTime.dateOf(until);
    for (LocalDate day = JapanTime.dateOf(from); !day.isAfter(last); day = day.plusDays(1)) {
      if (days.isBusinessDay(day)) {
        Instant opens = later(from, JapanTime.at(day, BusinessHours.OPEN));
        Instant closes = earlier(until, JapanTime.at(day, BusinessHours.CLOSE));
        if (closes.isAfter(opens)) {
          business = business.plus(Duration.between(opens, closes));
        }
      }
    }
    return new TimeSpent(Duration.between(from, until), business);
  }

  TimeSpent plus(TimeSpent more) {
    return new TimeSpent(calendar.plus(more.calendar), business.plus(more.business));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
