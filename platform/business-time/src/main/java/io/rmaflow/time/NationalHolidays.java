package io.rmaflow.time;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.Month.APRIL;
import static java.time.Month.AUGUST;
import static java.time.Month.DECEMBER;
import static java.time.Month.FEBRUARY;
import static java.time.Month.JANUARY;
import static java.time.Month.JULY;
import static java.time.Month.MARCH;
import static java.time.Month.MAY;
import static java.time.Month.NOVEMBER;
import static java.time.Month.OCTOBER;
import static java.time.Month.SEPTEMBER;

import io.rmaflow.events.Clause;
import io.rmaflow.time.NationalHoliday.Basis;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The national holidays of Japan (CAL-3), generated from the Act on National Holidays (articles 2
 * and 3) and the special laws for 2019, 2020 and 2021.
 *
 * <p>Years after {@link #LAST_PUBLISHED_YEAR} follow the law as it stands now and are marked
 * provisional.
 */
@Clause("CAL-3")
public final class NationalHolidays {

  /** First year covered: article 3 has had its present wording since 2007. */
  public static final int FIRST_YEAR = 2009;

  /** Last year covered, inclusive. */
  public static final int LAST_YEAR = 2040;

  /** Last year whose holidays the Cabinet Office has published; later ones are provisional. */
  public static final int LAST_PUBLISHED_YEAR = 2027;

  /** Article 2, in the order of the year. */
  private static final List<Rule> ARTICLE_2 =
      List.of(
          named("元日", "New Year's Day", on(JANUARY, 1)),
          named("成人の日", "Coming of Age Day", monday(2, JANUARY)),
          named("建国記念の日", "National Foundation Day", on(FEBRUARY, 11)),
          // The throne passed on 2019-05-01, between the two birthdays: 2019 has neither.
          named("天皇誕生日", "The Emperor's Birthday", on(FEBRUARY, 23)).since(2020),
          named("春分の日", "Vernal Equinox Day", NationalHolidays::vernalEquinox),
          named("昭和の日", "Showa Day", on(APRIL, 29)),
          named("憲法記念日", "Constitution Memorial Day", on(MAY, 3)),
          named("みどりの日", "Greenery Day", on(MAY, 4)),
          named("こどもの日", "Children's Day", on(MAY, 5)),
          named("海の日", "Marine Day", monday(3, JULY))
              .movedForTheOlympics(MonthDay.of(JULY, 23), MonthDay.of(JULY, 22)),
          named("山の日", "Mountain Day", on(AUGUST, 11))
              .since(2016)
              .movedForTheOlympics(MonthDay.of(AUGUST, 10), MonthDay.of(AUGUST, 8)),
          named("敬老の日", "Respect for the Aged Day", monday(3, SEPTEMBER)),
          named("秋分の日", "Autumnal Equinox Day", NationalHolidays::autumnalEquinox),
          named("体育の日", "Health and Sports Day", monday(2, OCTOBER)).until(2019),
          named("スポーツの日", "Sports Day", monday(2, OCTOBER))
              .since(2020)
              .movedForTheOlympics(MonthDay.of(JULY, 24), MonthDay.of(JULY, 23)),
          named("文化の日", "Culture Day", on(NOVEMBER, 3)),
          named("勤労感謝の日", "Labor Thanksgiving Day", on(NOVEMBER, 23)),
          named("天皇誕生日", "The Emperor's Birthday", on(DECEMBER, 23)).until(2018));

  /** The law on the enthronement: for article 3 both days count as national holidays. */
  private static final List<Rule> ENTHRONEMENT_2019 =
      List.of(
          named("天皇の即位の日", "Enthronement Day", on(MAY, 1)).since(2019).until(2019),
          named("即位礼正殿の儀の行われる日", "Enthronement Ceremony Day", on(OCTOBER, 22))
              .since(2019)
              .until(2019));

  private static final Map<Integer, SortedMap<LocalDate, NationalHoliday>> BY_YEAR =
      IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR)
          .boxed()
          .collect(Collectors.toUnmodifiableMap(year -> year, NationalHolidays::generate));

  private NationalHolidays() {}

  /**
   * The holidays of {@code year}, in order of date.
   *
   * @throws YearOutsideCalendar outside {@link #FIRST_YEAR} to {@link #LAST_YEAR}
   */
  public static List<NationalHoliday> of(int year) {
    return List.copyOf(holidays(year).values());
  }

  /**
   * The holiday on {@code date}, if it is one.
   *
   * @throws YearOutsideCalendar outside {@link #FIRST_YEAR} to {@link #LAST_YEAR}
   */
  public static Optional<NationalHoliday> on(LocalDate date) {
    return Optional.ofNullable(holidays(date.getYear()).get(date));
  }

  /** Whether the holidays of {@code year} may still be changed by law or by announcement. */
  public static boolean isProvisional(int year) {
    return year > LAST_PUBLISHED_YEAR;
  }

  private static SortedMap<LocalDate, NationalHoliday> holidays(int year) {
    var holidays = BY_YEAR.get(year);
    if (holidays == null) {
      throw new YearOutsideCalendar(year);
    }
    return holidays;
  }

  private static SortedMap<LocalDate, NationalHoliday> generate(int year) {
    SortedMap<LocalDate, NationalHoliday> national = new TreeMap<>();
    apply(ARTICLE_2, Basis.NAMED, year, national);
    apply(ENTHRONEMENT_2019, Basis.SPECIAL_LAW, year, national);

    SortedMap<LocalDate, NationalHoliday> all = new TreeMap<>(national);
    for (LocalDate date : substituteHolidays(national.keySet())) {
      all.putIfAbsent(date, holiday(date, "振替休日", "Substitute Holiday", Basis.SUBSTITUTE));
    }
    for (LocalDate date : citizensHolidays(national.keySet())) {
      all.putIfAbsent(date, holiday(date, "国民の休日", "Citizens' Holiday", Basis.CITIZENS));
    }
    return all;
  }

  private static void apply(
      List<Rule> rules, Basis basis, int year, Map<LocalDate, NationalHoliday> holidays) {
    for (Rule rule : rules) {
      if (rule.appliesIn(year)) {
        LocalDate date = rule.dateIn(year);
        holidays.put(date, holiday(date, rule.ja(), rule.en(), basis));
      }
    }
  }

  private static NationalHoliday holiday(LocalDate date, String ja, String en, Basis basis) {
    return new NationalHoliday(date, ja, en, basis, isProvisional(date.getYear()));
  }

  /** Article 3 (2): a holiday on a Sunday moves to the next day that is not itself a holiday. */
  private static List<LocalDate> substituteHolidays(Collection<LocalDate> national) {
    List<LocalDate> substitutes = new ArrayList<>();
    for (LocalDate date : national) {
      if (date.getDayOfWeek() == SUNDAY) {
        LocalDate substitute = date.plusDays(1);
        while (national.contains(substitute)) {
          substitute = substitute.plusDays(1);
        }
        substitutes.add(substitute);
      }
    }
    return substitutes;
  }

  /** Article 3 (3): a day whose neighbours are both national holidays is a holiday too. */
  private static List<LocalDate> citizensHolidays(Collection<LocalDate> national) {
    return national.stream()
        .map(date -> date.plusDays(1))
        .filter(between -> !national.contains(between) && national.contains(between.plusDays(1)))
        .toList();
  }

  /** Day of March by the usual approximation, which is exact for 1980 to 2099. */
  private static LocalDate vernalEquinox(int year) {
    return LocalDate.of(year, MARCH, equinoxDay(20.8431, year));
  }

  /** Day of September by the usual approximation, which is exact for 1980 to 2099. */
  private static LocalDate autumnalEquinox(int year) {
    return LocalDate.of(year, SEPTEMBER, equinoxDay(23.2488, year));
  }

  private static int equinoxDay(double dayIn1980, int year) {
    int years = year - 1980;
    return (int) Math.floor(dayIn1980 + 0.242194 * years - Math.floorDiv(years, 4));
  }

  private static IntFunction<LocalDate> on(Month month, int day) {
    return year -> LocalDate.of(year, month, day);
  }

  private static IntFunction<LocalDate> monday(int ordinal, Month month) {
    return year ->
        LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, MONDAY));
  }

  private static Rule named(String ja, String en, IntFunction<LocalDate> date) {
    return new Rule(ja, en, FIRST_YEAR, LAST_YEAR, date, Map.of());
  }

  /** One line of the law: a name, the years it is in force, its date, and dates moved by law. */
  private record Rule(
      String ja,
      String en,
      int firstYear,
      int lastYear,
      IntFunction<LocalDate> usualDate,
      Map<Integer, MonthDay> moved) {

    Rule since(int year) {
      return new Rule(ja, en, year, lastYear, usualDate, moved);
    }

    Rule until(int year) {
      return new Rule(ja, en, firstYear, year, usualDate, moved);
    }

    Rule movedForTheOlympics(MonthDay in2020, MonthDay in2021) {
      return new Rule(ja, en, firstYear, lastYear, usualDate, Map.of(2020, in2020, 2021, in2021));
    }

    boolean appliesIn(int year) {
      return firstYear <= year && year <= lastYear;
    }

    LocalDate dateIn(int year) {
      var movedTo = moved.get(year);
      return movedTo == null ? usualDate.apply(year) : movedTo.atYear(year);
    }
  }
}
