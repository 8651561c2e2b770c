package io.rmaflow.time;

import static io.rmaflow.time.Days.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Clause;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Clause({"CAL-3", "A-07"})
class CompanyHolidaysTest {

  private static final DayName FOUNDING = new DayName("創立記念日", "Founding Day");

  @Nested
  class ByDefault {

    @ParameterizedTest
    @ValueSource(strings = {"2026-08-13", "2026-08-14", "2026-08-15", "2009-08-13", "2040-08-15"})
    void theCompanyIsClosedInSummer(String date) {
      assertThat(CompanyHolidays.STANDARD.on(day(date)))
          .contains(new DayName("夏季休暇", "Summer Holiday"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2026-12-29",
          "2026-12-30",
          "2026-12-31",
          "2027-01-01",
          "2027-01-02",
          "2027-01-03"
        })
    void theCompanyIsClosedOverNewYear(String date) {
      assertThat(CompanyHolidays.STANDARD.on(day(date)))
          .contains(new DayName("年末年始休暇", "Year-end and New Year Holiday"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-08-12", "2026-08-16", "2026-12-28", "2027-01-04", "2026-06-10"})
    void itWorksOnTheDaysAround(String date) {
      assertThat(CompanyHolidays.STANDARD.on(day(date))).isEmpty();
    }
  }

  @Test
  void anAddedDayIsClosedUnderItsName_inThatYearOnly() {
    CompanyHolidays holidays = CompanyHolidays.STANDARD.with(day("2026-06-10"), FOUNDING);

    assertThat(holidays.on(day("2026-06-10"))).contains(FOUNDING);
    assertThat(holidays.on(day("2027-06-10"))).isEmpty();
  }

  @Test
  void aSpanIsAddedWithBothItsEnds() {
    CompanyHolidays holidays =
        CompanyHolidays.NONE.with(day("2026-06-10"), day("2026-06-12"), FOUNDING);

    assertThat(holidays.added())
        .containsExactly(
            Map.entry(day("2026-06-10"), FOUNDING),
            Map.entry(day("2026-06-11"), FOUNDING),
            Map.entry(day("2026-06-12"), FOUNDING));
  }

  @Test
  void aWithdrawnDayOfTheSummerIsOpen_inThatYearOnly() {
    CompanyHolidays holidays = CompanyHolidays.STANDARD.without(day("2026-08-14"));

    assertThat(holidays.on(day("2026-08-14"))).isEmpty();
    assertThat(holidays.on(day("2026-08-13"))).isPresent();
    assertThat(holidays.on(day("2027-08-14"))).isPresent();
  }

  @Test
  void aWithdrawnDayCanBeAddedAgain_andAnAddedOneWithdrawn() {
    CompanyHolidays closedAgain =
        CompanyHolidays.STANDARD.without(day("2026-08-14")).with(day("2026-08-14"), FOUNDING);
    CompanyHolidays openAgain =
        CompanyHolidays.STANDARD.with(day("2026-06-10"), FOUNDING).without(day("2026-06-10"));

    assertThat(closedAgain.on(day("2026-08-14"))).contains(FOUNDING);
    assertThat(closedAgain.withdrawn()).isEmpty();
    assertThat(openAgain).isEqualTo(CompanyHolidays.STANDARD);
  }

  @Test
  void aDayAddedOverTheSummerAndWithdrawnIsOpen() {
    CompanyHolidays holidays =
        CompanyHolidays.STANDARD
            .with(day("2026-08-14"), FOUNDING)
            .without(day("2026-08-13"), day("2026-08-15"));

    assertThat(holidays.on(day("2026-08-14"))).isEmpty();
    assertThat(holidays.added()).isEmpty();
  }

  @Test
  void withdrawingAnOrdinaryDayChangesNothing() {
    assertThat(CompanyHolidays.STANDARD.without(day("2026-06-10")))
        .isEqualTo(CompanyHolidays.STANDARD);
  }

  @Test
  void aClosureWithinOneYearDoesNotRunOverNewYear() {
    YearlyClosure oneDay = new YearlyClosure(MonthDay.of(6, 10), MonthDay.of(6, 10), FOUNDING);

    assertThat(oneDay.includes(day("2026-06-10"))).isTrue();
    assertThat(oneDay.includes(day("2026-06-09"))).isFalse();
    assertThat(oneDay.includes(day("2026-06-11"))).isFalse();
  }

  @Test
  void isAValue_thatLaterChangesOfItsArgumentsDoNotTouch() {
    Map<LocalDate, DayName> added = new HashMap<>();
    CompanyHolidays holidays = new CompanyHolidays(List.of(), added, Set.of());
    added.put(day("2026-06-10"), FOUNDING);

    assertThat(holidays).isEqualTo(CompanyHolidays.NONE);
  }

  @Test
  void aSpanThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(
            () -> CompanyHolidays.NONE.with(day("2026-06-12"), day("2026-06-10"), FOUNDING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The last day 2026-06-10 lies before the first day 2026-06-12");
  }

  @Test
  void aNamelessHolidayIsRefused() {
    assertThatThrownBy(() -> new DayName("創立記念日", " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a Japanese and an English name");
  }
}
