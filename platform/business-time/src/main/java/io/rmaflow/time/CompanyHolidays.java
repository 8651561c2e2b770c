package io.rmaflow.time;

import io.rmaflow.events.Clause;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The days the company itself is closed (CAL-3): every year's summer and year-end holidays, single
 * days added by an operator, and single days withdrawn. An immutable value; each change is a new
 * one.
 *
 * @param yearly closures of every year
 * @param added single days closed in addition, each with its name
 * @param withdrawn single days of {@code yearly} on which the company works after all
 */
@Clause("CAL-3")
public record CompanyHolidays(
    List<YearlyClosure> yearly, Map<LocalDate, DayName> added, Set<LocalDate> withdrawn) {

  /** Year-end and New Year, Dec 29 to Jan 3 every year. */
  @Clause("A-07")
  public static final YearlyClosure YEAR_END =
      new YearlyClosure(
          MonthDay.of(Month.DECEMBER, 29),
          MonthDay.of(Month.JANUARY, 3),
          new DayName("年末年始休暇", "Year-end and New Year Holiday"));

  /** Summer, Aug 13 to Aug 15 every year. */
  @Clause("A-07")
  public static final YearlyClosure SUMMER =
      new YearlyClosure(
          MonthDay.of(Month.AUGUST, 13),
          MonthDay.of(Month.AUGUST, 15),
          new DayName("夏季休暇", "Summer Holiday"));

  /** The default of A-07: {@link #SUMMER} and {@link #YEAR_END}, nothing added or withdrawn. */
  @Clause("A-07")
  public static final CompanyHolidays STANDARD =
      new CompanyHolidays(List.of(SUMMER, YEAR_END), Map.of(), Set.of());

  /** No company holidays at all. */
  public static final CompanyHolidays NONE = new CompanyHolidays(List.of(), Map.of(), Set.of());

  /** Copies what it is given, so that a later change to the arguments changes nothing here. */
  public CompanyHolidays {
    yearly = List.copyOf(yearly);
    added = Collections.unmodifiableSortedMap(new TreeMap<>(added));
    withdrawn = Collections.unmodifiableSortedSet(new TreeSet<>(withdrawn));
  }

  /** The name of the company holiday on {@code date}, if the company is closed on it. */
  public Optional<DayName> on(LocalDate date) {
    var single = added.get(date);
    if (single != null) {
      return Optional.of(single);
    }
    return withdrawn.contains(date) ? Optional.empty() : everyYear(date);
  }

  /** These holidays and {@code date}; a day closed already takes the new name. */
  public CompanyHolidays with(LocalDate date, DayName name) {
    return with(date, date, name);
  }

  /**
   * These holidays and every day from {@code first} to {@code last}, both inclusive.
   *
   * @throws IllegalArgumentException if {@code last} is before {@code first}
   */
  public CompanyHolidays with(LocalDate first, LocalDate last, DayName name) {
    SortedMap<LocalDate, DayName> closed = new TreeMap<>(added);
    Collection<LocalDate> days = days(first, last);
    days.forEach(day -> closed.put(day, name));
    SortedSet<LocalDate> open = new TreeSet<>(withdrawn);
    open.removeAll(days);
    return new CompanyHolidays(yearly, closed, open);
  }

  /**
   * These holidays but {@code date}: the company works on it, unless it is closed for another
   * reason. A day that is no company holiday changes nothing.
   */
  public CompanyHolidays without(LocalDate date) {
    return without(date, date);
  }

  /**
   * These holidays but every day from {@code first} to {@code last}, both inclusive.
   *
   * @throws IllegalArgumentException if {@code last} is before {@code first}
   */
  public CompanyHolidays without(LocalDate first, LocalDate last) {
    SortedMap<LocalDate, DayName> closed = new TreeMap<>(added);
    SortedSet<LocalDate> open = new TreeSet<>(withdrawn);
    for (LocalDate day : days(first, last)) {
      closed.remove(day);
      if (everyYear(day).isPresent()) {
        open.add(day);
      }
    }
    return new CompanyHolidays(yearly, closed, open);
  }

  private Optional<DayName> everyYear(LocalDate date) {
    return yearly.stream()
        .filter(closure -> closure.includes(date))
        .map(YearlyClosure::name)
        .findFirst();
  }

  private static List<LocalDate> days(LocalDate first, LocalDate last) {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "The last day %s lies before the first day %s".formatted(last, first));
    }
    return first.datesUntil(last.plusDays(1)).toList();
  }
}
