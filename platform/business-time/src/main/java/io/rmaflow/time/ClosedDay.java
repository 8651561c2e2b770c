package io.rmaflow.time;

import io.rmaflow.events.Clause;
import java.time.LocalDate;

/**
 * A day that is not a business day (CAL-3), with the name it is known by.
 *
 * @param date the day, in Japan
 * @param ja Japanese name, for example 憲法記念日, 夏季休暇 or 土曜日
 * @param en English name
 * @param kind why it is closed; where several reasons hold, the first in the order of {@link Kind}
 */
@Clause("CAL-3")
public record ClosedDay(LocalDate date, String ja, String en, Kind kind) {

  /** Reasons for a closed day, the one that names the day first. */
  public enum Kind {
    /** A national, substitute or citizens' holiday. */
    NATIONAL,
    /** A holiday of the company: summer, year-end, or a designated day. */
    COMPANY,
    /** Saturday or Sunday. */
    WEEKEND
  }

  static ClosedDay of(NationalHoliday holiday) {
    return new ClosedDay(holiday.date(), holiday.ja(), holiday.en(), Kind.NATIONAL);
  }

  static ClosedDay of(LocalDate date, DayName name, Kind kind) {
    return new ClosedDay(date, name.ja(), name.en(), kind);
  }
}
