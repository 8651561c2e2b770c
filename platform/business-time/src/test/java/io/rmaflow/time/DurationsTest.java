package io.rmaflow.time;

import static io.rmaflow.time.Days.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Clause;
import java.time.LocalDate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @Nested
  class Terms {

    @ParameterizedTest
    @Clause({"CON-2", "CON-3", "CON-18", "A-11"})
    @CsvSource({"1, 2027-04-09", "5, 2031-04-09", "6, 2032-04-09", "7, 2033-04-09"})
    void endTheDayBeforeTheAnniversary(int years, LocalDate expiry) { // SC-094
      assertThat(Durations.lastDayOfYears(day("2026-04-10"), years)).isEqualTo(expiry);
    }

    @ParameterizedTest
    @Clause("A-11")
    @CsvSource({
      "2025-11-20, 1, 2026-11-19",
      "2025-12-01, 5, 2030-11-30",
      "2026-02-01, 1, 2027-01-31",
      "2025-10-01, 1, 2026-09-30",
      "2026-03-01, 1, 2027-02-28",
      "2020-06-01, 7, 2027-05-31"
    })
    void endAsInTheFixturesOfThePolicy(LocalDate start, int years, LocalDate expiry) {
      assertThat(Durations.lastDayOfYears(start, years)).isEqualTo(expiry);
    }

    @Test
    @Clause({"WAR-1", "A-11", "CAL-8", "A-13"})
    void ofTheWarranty_endOnTheDayBeforeTheAnniversary_closedOrNot() { // SC-087
      assertThat(Durations.lastDayOfYears(day("2025-06-13"), 1)).isEqualTo("2026-06-12");
      assertThat(Durations.lastDayOfYears(day("2025-06-14"), 1)).isEqualTo("2026-06-13");
    }

    @Test
    @Clause({"EOS-1", "A-11"})
    void ofFiveYearsAfterAnEndOfSale() { // SC-113
      assertThat(Durations.lastDayOfYears(day("2022-04-18"), 5)).isEqualTo("2027-04-17");
      assertThat(Durations.lastDayOfYears(day("2022-01-14"), 5)).isEqualTo("2027-01-13");
      assertThat(Durations.lastDayOfYears(day("2020-02-03"), 5)).isEqualTo("2025-02-02");
    }

    @Test
    @Clause("VA-6")
    void thatFollowEachOtherLeaveNoGap() { // SC-129
      assertThat(Durations.lastDayOfYears(day("2023-04-01"), 3)).isEqualTo("2026-03-31");
      assertThat(Durations.lastDayOfYears(day("2026-04-01"), 4)).isEqualTo("2030-03-31");
    }

    @ParameterizedTest
    @Clause("A-12")
    @CsvSource({
      "2024-02-29, 1, 2025-02-28",
      "2024-02-29, 4, 2028-02-28",
      "2024-02-28, 1, 2025-02-27",
      "2023-03-01, 1, 2024-02-29",
      "2023-02-28, 1, 2024-02-27"
    })
    void thatBeginOrEndAroundALeapDay(LocalDate start, int years, LocalDate expiry) {
      assertThat(Durations.lastDayOfYears(start, years)).isEqualTo(expiry);
    }

    @Test
    void mayEndInAnyYear_sinceNoHolidayIsLookedAt() {
      assertThat(Durations.lastDayOfYears(day("2039-04-01"), 7)).isEqualTo("2046-03-31");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void ofNoYearsAreRefused(int years) {
      assertThatThrownBy(() -> Durations.lastDayOfYears(day("2026-04-10"), years))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A term has at least one year; years: " + years);
    }
  }

  @Nested
  class Deadlines {

    @Test
    @Clause({"VER-9", "A-36"})
    void ofSixMonths_fallOnTheSameDayOfTheMonth() { // SC-147
      assertThat(Durations.deadlineAfterMonths(day("2026-02-10"), 6)).isEqualTo("2026-08-10");
    }

    @ParameterizedTest
    @Clause("A-12")
    @CsvSource({"2026-08-31, 2027-02-28", "2027-08-31, 2028-02-29", "2026-03-31, 2026-09-30"})
    void ofSixMonths_areClampedToTheEndOfTheMonth(LocalDate base, LocalDate due) {
      assertThat(Durations.deadlineAfterMonths(base, 6)).isEqualTo(due);
    }

    @Test
    @Clause({"CON-8", "A-22", "CAL-8"})
    void of45Days_areCalendarDays_withDay45Inside() {
      assertThat(Durations.daysAfter(day("2026-04-01"), 45)).isEqualTo("2026-05-16");
      assertThat(Durations.daysAfter(day("2026-04-01"), 0)).isEqualTo("2026-04-01");
    }

    @Test
    void beforeTheirBaseAreRefused() {
      assertThatThrownBy(() -> Durations.deadlineAfterMonths(day("2026-02-10"), -6))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A deadline never lies before its base; months: -6");
      assertThatThrownBy(() -> Durations.daysAfter(day("2026-02-10"), -45))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A deadline never lies before its base; days: -45");
    }
  }
}
