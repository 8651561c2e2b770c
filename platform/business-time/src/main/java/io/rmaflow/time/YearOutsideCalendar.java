package io.rmaflow.time;

/**
 * A business day was asked for in a year for which no national holidays are known. The calendar
 * never guesses: an unknown holiday would be a wrong deadline.
 */
public final class YearOutsideCalendar extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int year;

  YearOutsideCalendar(int year) {
    super(
        ("No holidays are known for the year %d: the calendar covers %d to %d. "
                + "Correct the date, or extend NationalHolidays to that year.")
            .formatted(year, NationalHolidays.FIRST_YEAR, NationalHolidays.LAST_YEAR));
    this.year = year;
  }

  /** The calendar year (JST) that is not covered. */
  public int year() {
    return year;
  }
}
