package io.rmaflow.time;

import static io.rmaflow.time.Days.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Clause;
import io.rmaflow.time.NationalHoliday.Basis;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Clause("CAL-3")
class NationalHolidaysTest {

  private static final Map<Integer, List<String>> PUBLISHED = published();

  static Stream<Integer> publishedYears() {
    return PUBLISHED.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("publishedYears")
  void everyPublishedYearHasExactlyTheHolidaysThatWerePublished(int year) {
    assertThat(inShort(year)).containsExactlyElementsOf(PUBLISHED.get(year));
  }

  @Test
  void thePublishedFactsCoverEveryYearThatIsNotProvisional() {
    assertThat(PUBLISHED.keySet())
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2009, 2027).boxed().toList());
    assertThat(NationalHolidays.LAST_PUBLISHED_YEAR).isEqualTo(2027);
  }

  @Nested
  class SpecialYears {

    @Test
    void in2019_theEnthronementMakesTenDaysInARow_namedWithTheirRules() {
      assertThat(NationalHolidays.of(2019))
          .filteredOn(holiday -> between(holiday, "2019-04-28", "2019-05-07"))
          .extracting(holiday -> holiday.date() + " " + holiday.ja() + " " + holiday.basis())
          .containsExactly(
              "2019-04-29 昭和の日 NAMED",
              "2019-04-30 国民の休日 CITIZENS",
              "2019-05-01 天皇の即位の日 SPECIAL_LAW",
              "2019-05-02 国民の休日 CITIZENS",
              "2019-05-03 憲法記念日 NAMED",
              "2019-05-04 みどりの日 NAMED",
              "2019-05-05 こどもの日 NAMED",
              "2019-05-06 振替休日 SUBSTITUTE");
      assertThat(inShort(2019)).contains("10-22 即位礼正殿の儀の行われる日");
    }

    @Test
    void in2019_thereIsNoBirthdayOfTheEmperor() {
      assertThat(NationalHolidays.of(2018)).extracting(NationalHoliday::ja).contains("天皇誕生日");
      assertThat(NationalHolidays.of(2019)).extracting(NationalHoliday::ja).doesNotContain("天皇誕生日");
      assertThat(NationalHolidays.on(day("2019-12-23"))).isEmpty();
      assertThat(NationalHolidays.on(day("2020-02-23"))).isPresent();
    }

    @Test
    void in2020And2021_theOlympicsMoveThreeHolidays() {
      assertThat(inShort(2020)).contains("07-23 海の日", "07-24 スポーツの日", "08-10 山の日");
      assertThat(inShort(2021)).contains("07-22 海の日", "07-23 スポーツの日", "08-08 山の日", "08-09 振替休日");
      assertThat(NationalHolidays.on(day("2020-10-12"))).isEmpty();
      assertThat(NationalHolidays.on(day("2021-07-19"))).isEmpty();
      assertThat(NationalHolidays.on(day("2021-08-11"))).isEmpty();
    }

    @Test
    void mountainDayBeginsIn2016() {
      assertThat(NationalHolidays.on(day("2015-08-11"))).isEmpty();
      assertThat(NationalHolidays.on(day("2016-08-11"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2009-09-22", "2015-09-22", "2026-09-22", "2032-09-21", "2037-09-22"})
    void aDayBetweenRespectForTheAgedAndTheEquinoxIsACitizensHoliday(String date) {
      assertThat(NationalHolidays.on(day(date)))
          .hasValueSatisfying(
              holiday -> {
                assertThat(holiday.ja()).isEqualTo("国民の休日");
                assertThat(holiday.en()).isEqualTo("Citizens' Holiday");
                assertThat(holiday.basis()).isEqualTo(Basis.CITIZENS);
              });
    }

    private static boolean between(NationalHoliday holiday, String after, String before) {
      return holiday.date().isAfter(day(after)) && holiday.date().isBefore(day(before));
    }
  }

  @Test
  void everyNameHasItsEnglish() {
    Map<String, String> english =
        IntStream.rangeClosed(2009, 2040)
            .mapToObj(NationalHolidays::of)
            .flatMap(List::stream)
            .collect(
                Collectors.toMap(NationalHoliday::ja, NationalHoliday::en, (one, other) -> one));

    assertThat(english)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("元日", "New Year's Day"),
                Map.entry("成人の日", "Coming of Age Day"),
                Map.entry("建国記念の日", "National Foundation Day"),
                Map.entry("天皇誕生日", "The Emperor's Birthday"),
                Map.entry("春分の日", "Vernal Equinox Day"),
                Map.entry("昭和の日", "Showa Day"),
                Map.entry("憲法記念日", "Constitution Memorial Day"),
                Map.entry("みどりの日", "Greenery Day"),
                Map.entry("こどもの日", "Children's Day"),
                Map.entry("海の日", "Marine Day"),
                Map.entry("山の日", "Mountain Day"),
                Map.entry("敬老の日", "Respect for the Aged Day"),
                Map.entry("秋分の日", "Autumnal Equinox Day"),
                Map.entry("体育の日", "Health and Sports Day"),
                Map.entry("スポーツの日", "Sports Day"),
                Map.entry("文化の日", "Culture Day"),
                Map.entry("勤労感謝の日", "Labor Thanksgiving Day"),
                Map.entry("天皇の即位の日", "Enthronement Day"),
                Map.entry("即位礼正殿の儀の行われる日", "Enthronement Ceremony Day"),
                Map.entry("振替休日", "Substitute Holiday"),
                Map.entry("国民の休日", "Citizens' Holiday")));
  }

  @Nested
  class ProvisionalYears {

    @ParameterizedTest
    @CsvSource({
      "2028, 20, 22", "2029, 20, 23", "2030, 20, 23", "2031, 21, 23", "2032, 20, 22",
      "2033, 20, 23", "2034, 20, 23", "2035, 21, 23", "2036, 20, 22", "2037, 20, 23",
      "2038, 20, 23", "2039, 21, 23", "2040, 20, 22"
    })
    void haveTheEquinoxesThatAstronomersForesee(int year, int march, int september) {
      assertThat(NationalHolidays.on(Year.of(year).atMonth(3).atDay(march)))
          .hasValueSatisfying(holiday -> assertThat(holiday.ja()).isEqualTo("春分の日"));
      assertThat(NationalHolidays.on(Year.of(year).atMonth(9).atDay(september)))
          .hasValueSatisfying(holiday -> assertThat(holiday.ja()).isEqualTo("秋分の日"));
    }

    @Test
    void areMarked_andPublishedOnesAreNot() {
      assertThat(NationalHolidays.of(2027)).noneMatch(NationalHoliday::provisional);
      assertThat(NationalHolidays.of(2028)).allMatch(NationalHoliday::provisional);
      assertThat(NationalHolidays.isProvisional(2027)).isFalse();
      assertThat(NationalHolidays.isProvisional(2028)).isTrue();
    }

    @Test
    void of2040_isTheLastThatTheLawIsAppliedTo() {
      assertThat(inShort(2040))
          .containsExactly(
              "01-01 元日",
              "01-02 振替休日",
              "01-09 成人の日",
              "02-11 建国記念の日",
              "02-23 天皇誕生日",
              "03-20 春分の日",
              "04-29 昭和の日",
              "04-30 振替休日",
              "05-03 憲法記念日",
              "05-04 みどりの日",
              "05-05 こどもの日",
              "07-16 海の日",
              "08-11 山の日",
              "09-17 敬老の日",
              "09-22 秋分の日",
              "10-08 スポーツの日",
              "11-03 文化の日",
              "11-23 勤労感謝の日");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2008, 2041, -1, 999_999_999})
  void aYearOutsideTheCalendarIsRefused_sayingWhatToDo(int year) {
    assertThatThrownBy(() -> NationalHolidays.of(year))
        .isInstanceOfSatisfying(
            YearOutsideCalendar.class, refused -> assertThat(refused.year()).isEqualTo(year))
        .hasMessageContaining("covers 2009 to 2040")
        .hasMessageContaining("Correct the date, or extend NationalHolidays");
  }

  private static List<String> inShort(int year) {
    return NationalHolidays.of(year).stream()
        .map(holiday -> holiday.date().toString().substring(5) + " " + holiday.ja())
        .toList();
  }

  private static Map<Integer, List<String>> published() {
    try (InputStream facts =
        Objects.requireNonNull(
            NationalHolidaysTest.class.getResourceAsStream("published-national-holidays.txt"))) {
      return new String(facts.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(
              Collectors.toMap(
                  line -> Integer.valueOf(line.substring(0, 4)),
                  line -> List.of(line.substring("2009: ".length()).split(", "))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
