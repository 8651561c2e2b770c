package io.rmaflow.time;

import io.rmaflow.events.Clause;
import io.rmaflow.time.ClosedDay.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one business calendar of the vendor (CAL-3, A-05, A-06): closed on Saturdays, Sundays,
 * national holidays and company holidays.
 *
 * <p>Dates are days in Japan. Every method throws {@link YearOutsideCalendar} when it has to look
 * at a day before 2009 or after 2040.
 *
 * @param version the version of the company's holidays, pinned in whatever was derived from it; 1
 *     is the calendar before any change
 * @param companyHolidays the company's own holidays in that version
 */
@Clause({"CAL-3", "A-05", "A-06"})
public record BusinessCalendar(int version, CompanyHolidays companyHolidays) {

  private static final DayName SATURDAY = new DayName("土曜日", "Saturday");
  private static final DayName SUNDAY = new DayName("日曜日", "Sunday");

  /** Rejects a version below 1 with {@link IllegalArgumentException}. */
  public BusinessCalendar {
    if (version < 1) {
      throw new IllegalArgumentException("Calendar versions begin at 1: " + version);
    }
  }

  /** The calendar before any change: version 1, {@link CompanyHolidays#STANDARD}. */
  public static BusinessCalendar standard() {
    return new BusinessCalendar(1, CompanyHolidays.STANDARD);
  }

  /** Whether the vendor works on {@code date}. */
  public boolean isBusinessDay(LocalDate date) {
    return closure(date).isEmpty();
  }

  /**
   * Why {@code date} is closed, empty on a business day. A national holiday gives the day its name
   * before a company holiday, and that before the weekend.
   */
  public Optional<ClosedDay> closure(LocalDate date) {
    return NationalHolidays.on(date)
        .map(ClosedDay::of)
        .or(() -> companyHolidays.on(date).map(name -> ClosedDay.of(date, name, Kind.COMPANY)))
        .or(() -> weekend(date));
  }

  /**
   * The closed days from {@code first} to {@code last}, both inclusive, in order.
   *
   * @throws IllegalArgumentException if {@code last} is before {@code first}
   */
  public List<ClosedDay> closures(LocalDate first, LocalDate last) {
    requireOrder(first, last);
    return first.datesUntil(last.plusDays(1)).flatMap(day -> closure(day).stream()).toList();
  }

  /** The first business day strictly after {@code date} (CAL-4, 翌営業日). */
  @Clause("CAL-4")
  public DayCount nextBusinessDay(LocalDate date) {
    return addBusinessDays(date, 1);
  }

  /**
   * The {@code n}-th business day after {@code date} (CAL-6, A-08): {@code date} is day 0 whatever
   * the hour and whether it is a business day or not, day 1 is the first business day after it. No
   * days after a date are that date, even a closed one.
   *
   * @param n business days, not negative
   * @throws IllegalArgumentException if {@code n} is negative
   */
  @Clause({"CAL-6", "A-08"})
  public DayCount addBusinessDays(LocalDate date, int n) {
    return count(date, n, 1);
  }

  /**
   * The {@code n}-th business day before {@code date}, counted like {@link #addBusinessDays}: a
   * reminder "two business days before" goes out on {@code subtractBusinessDays(due, 2)}.
   *
   * @param n business days, not negative
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public DayCount subtractBusinessDays(LocalDate date, int n) {
    return count(date, n, -1);
  }

  /**
   * The business days after {@code from} until {@code until}, that day included: how many business
   * days late something is that was due on {@code from}. The result is {@code until}, open or
   * closed.
   *
   * @throws IllegalArgumentException if {@code until} is before {@code from}
   */
  public DayCount businessDaysBetween(LocalDate from, LocalDate until) {
    requireOrder(from, until);
    List<ClosedDay> skipped = new ArrayList<>();
    List<LocalDate> counted = new ArrayList<>();
    for (LocalDate day = from.plusDays(1); !day.isAfter(until); day = day.plusDays(1)) {
      sort(day, skipped, counted);
    }
    return new DayCount(from, until, skipped, counted);
  }

  private DayCount count(LocalDate from, int n, int step) {
    if (n < 0) {
      throw new IllegalArgumentException(
          "A number of business days is never negative: %d. Count the other way instead."
              .formatted(n));
    }
    List<ClosedDay> skipped = new ArrayList<>();
    List<LocalDate> counted = new ArrayList<>();
    LocalDate day = from;
    while (counted.size() < n) {
      day = day.plusDays(step);
      sort(day, skipped, counted);
    }
    return new DayCount(from, day, skipped, counted);
  }

  private void sort(LocalDate day, List<ClosedDay> skipped, List<LocalDate> counted) {
    closure(day).ifPresentOrElse(skipped::add, () -> counted.add(day));
  }

  private static Optional<ClosedDay> weekend(LocalDate date) {
    return switch (date.getDayOfWeek()) {
      case SATURDAY -> Optional.of(ClosedDay.of(date, SATURDAY, Kind.WEEKEND));
      case SUNDAY -> Optional.of(ClosedDay.of(date, SUNDAY, Kind.WEEKEND));
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> Optional.empty();
    };
  }

  private static void requireOrder(LocalDate first, LocalDate last) {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "The last day %s lies before the first day %s".formatted(last, first));
    }
  }
}
