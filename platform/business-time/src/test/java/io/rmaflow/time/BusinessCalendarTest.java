package io.rmaflow.time;

import static io.rmaflow.time.Days.day;
import static io.rmaflow.time.Days.days;
import static io.rmaflow.time.Days.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Clause;
import io.rmaflow.time.ClosedDay.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessCalendarTest {

  private final BusinessCalendar calendar = BusinessCalendar.standard();

  @Nested
  @Clause({"CAL-3", "A-05", "A-06"})
  class ClosedDays {

    @Test
    void anOrdinaryWednesdayIsOpen() {
      assertThat(calendar.isBusinessDay(day("2026-06-10"))).isTrue();
      assertThat(calendar.closure(day("2026-06-10"))).isEmpty();
    }

    @Test
    void saturdayAndSundayAreClosed() {
      assertThat(calendar.closure(day("2026-06-13")))
          .contains(new ClosedDay(day("2026-06-13"), "土曜日", "Saturday", Kind.WEEKEND));
      assertThat(calendar.closure(day("2026-06-14")))
          .contains(new ClosedDay(day("2026-06-14"), "日曜日", "Sunday", Kind.WEEKEND));
    }

    @Test
    void aNationalHolidayNamesTheDay_evenOnASunday() {
      assertThat(calendar.closure(day("2026-05-03")))
          .contains(
              new ClosedDay(
                  day("2026-05-03"), "憲法記念日", "Constitution Memorial Day", Kind.NATIONAL));
    }

    @Test
    void aNationalHolidayNamesTheDay_beforeACompanyHoliday() {
      assertThat(calendar.closure(day("2027-01-01")))
          .contains(new ClosedDay(day("2027-01-01"), "元日", "New Year's Day", Kind.NATIONAL));
    }

    @Test
    void aCompanyHolidayNamesTheDay_beforeTheWeekend() {
      assertThat(calendar.closure(day("2026-08-15")))
          .contains(new ClosedDay(day("2026-08-15"), "夏季休暇", "Summer Holiday", Kind.COMPANY));
    }

    @Test
    void aWithdrawnCompanyHolidayOnASaturdayIsStillASaturday() {
      BusinessCalendar working =
          new BusinessCalendar(2, CompanyHolidays.STANDARD.without(day("2026-08-15")));

      assertThat(working.closure(day("2026-08-15")))
          .contains(new ClosedDay(day("2026-08-15"), "土曜日", "Saturday", Kind.WEEKEND));
    }

    @Test
    void areListedOverASpan_bothEndsIncluded() {
      assertThat(named(calendar.closures(day("2026-12-28"), day("2027-01-04"))))
          .containsExactly(
              "2026-12-29 年末年始休暇 / Year-end and New Year Holiday",
              "2026-12-30 年末年始休暇 / Year-end and New Year Holiday",
              "2026-12-31 年末年始休暇 / Year-end and New Year Holiday",
              "2027-01-01 元日 / New Year's Day",
              "2027-01-02 年末年始休暇 / Year-end and New Year Holiday",
              "2027-01-03 年末年始休暇 / Year-end and New Year Holiday");
      assertThat(named(calendar.closures(day("2026-05-03"), day("2026-05-03"))))
          .containsExactly("2026-05-03 憲法記念日 / Constitution Memorial Day");
    }

    @Test
    void aSpanThatEndsBeforeItBeginsIsRefused() {
      assertThatThrownBy(() -> calendar.closures(day("2026-05-03"), day("2026-05-02")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("The last day 2026-05-02 lies before the first day 2026-05-03");
    }
  }

  @Nested
  @Clause("CAL-4")
  class NextBusinessDay {

    @Test
    void isStrictlyAfterABusinessDay() {
      assertThat(calendar.nextBusinessDay(day("2026-06-09")).result()).isEqualTo("2026-06-10");
    }

    @Test
    void isTheThursdayAfterSilverWeek_withTheCitizensHolidayBetween() {
      DayCount next = calendar.nextBusinessDay(day("2026-09-18"));

      assertThat(next.result()).isEqualTo("2026-09-24");
      assertThat(named(next.skipped()))
          .containsExactly(
              "2026-09-19 土曜日 / Saturday",
              "2026-09-20 日曜日 / Sunday",
              "2026-09-21 敬老の日 / Respect for the Aged Day",
              "2026-09-22 国民の休日 / Citizens' Holiday",
              "2026-09-23 秋分の日 / Autumnal Equinox Day");
    }

    @Test
    void isAfterTheSummerHoliday_andAfterAnAddedDay() {
      BusinessCalendar changed =
          new BusinessCalendar(
              2,
              CompanyHolidays.STANDARD.with(
                  day("2026-08-17"), new DayName("棚卸日", "Stocktaking Day")));

      assertThat(calendar.nextBusinessDay(day("2026-08-12")).result()).isEqualTo("2026-08-17");
      assertThat(changed.nextBusinessDay(day("2026-08-12")).result()).isEqualTo("2026-08-18");
      assertThat(named(changed.nextBusinessDay(day("2026-08-12")).skipped()))
          .containsExactly(
              "2026-08-13 夏季休暇 / Summer Holiday",
              "2026-08-14 夏季休暇 / Summer Holiday",
              "2026-08-15 夏季休暇 / Summer Holiday",
              "2026-08-16 日曜日 / Sunday",
              "2026-08-17 棚卸日 / Stocktaking Day");
    }
  }

  @Nested
  @Clause({"CSB-4", "CAL-6", "A-08"})
  class ReturnDue {

    @Test
    void isTheFifthBusinessDayAfterDelivery_acrossGoldenWeek() {
      DayCount due = calendar.addBusinessDays(day("2026-05-02"), 5);

      assertThat(due.from()).isEqualTo("2026-05-02");
      assertThat(due.result()).isEqualTo("2026-05-13");
      assertThat(due.counted())
          .isEqualTo(days("2026-05-07", "2026-05-08", "2026-05-11", "2026-05-12", "2026-05-13"));
      assertThat(named(due.skipped()))
          .containsExactly(
              "2026-05-03 憲法記念日 / Constitution Memorial Day",
              "2026-05-04 みどりの日 / Greenery Day",
              "2026-05-05 こどもの日 / Children's Day",
              "2026-05-06 振替休日 / Substitute Holiday",
              "2026-05-09 土曜日 / Saturday",
              "2026-05-10 日曜日 / Sunday");
    }

    @Test
    void ofADeliveryOnMondayBeforeGoldenWeek_isTheFridayAfterIt() { // SC-024
      DayCount due = calendar.addBusinessDays(day("2026-04-27"), 5);

      assertThat(due.result()).isEqualTo("2026-05-08");
      assertThat(due.counted())
          .isEqualTo(days("2026-04-28", "2026-04-30", "2026-05-01", "2026-05-07", "2026-05-08"));
      assertThat(named(due.skipped()))
          .containsExactly(
              "2026-04-29 昭和の日 / Showa Day",
              "2026-05-02 土曜日 / Saturday",
              "2026-05-03 憲法記念日 / Constitution Memorial Day",
              "2026-05-04 みどりの日 / Greenery Day",
              "2026-05-05 こどもの日 / Children's Day",
              "2026-05-06 振替休日 / Substitute Holiday");
    }

    @Test
    void doesNotCountTheDayOfDelivery_evenIfItIsABusinessDay() {
      assertThat(calendar.addBusinessDays(day("2026-05-08"), 5).result()).isEqualTo("2026-05-15");
    }

    @Test
    void ofADeliveryOnAFridayAndOnTheSaturdayAfter_isTheSame() {
      assertThat(calendar.addBusinessDays(day("2026-05-01"), 5).result()).isEqualTo("2026-05-13");
      assertThat(calendar.addBusinessDays(day("2026-05-02"), 5).result()).isEqualTo("2026-05-13");
    }

    @Test
    @Clause({"CSB-4", "RMA-9", "A-08", "A-09"})
    void includesTheEveningOfTheLastDay() { // SC-030
      Instant end = JapanTime.endOfDay(day("2026-05-15"));

      assertThat(Instant.parse("2026-05-15T18:00:00+09:00")).isBefore(end);
      assertThat(Instant.parse("2026-05-15T23:59:59.999999999+09:00")).isBefore(end);
      assertThat(Instant.parse("2026-05-16T00:00:00+09:00")).isEqualTo(end);
    }
  }

  @Nested
  @Clause({"NOT-6", "NOT-7"})
  class ReturnReminders {

    @Test
    void goOutTwoBusinessDaysBefore_andOneAfter() { // SC-031
      assertThat(calendar.subtractBusinessDays(day("2026-05-15"), 2).result())
          .isEqualTo("2026-05-13");
      assertThat(calendar.nextBusinessDay(day("2026-05-15")).result()).isEqualTo("2026-05-18");
    }

    @Test
    void ofADeliveryAcrossGoldenWeek_areOn11And14May() {
      assertThat(calendar.subtractBusinessDays(day("2026-05-13"), 2).result())
          .isEqualTo("2026-05-11");
      assertThat(calendar.nextBusinessDay(day("2026-05-13")).result()).isEqualTo("2026-05-14");
    }

    @Test
    void countBackOverClosedDays_namingThem() {
      DayCount reminder = calendar.subtractBusinessDays(day("2026-05-07"), 2);

      assertThat(reminder.result()).isEqualTo("2026-04-30");
      assertThat(reminder.counted()).isEqualTo(days("2026-05-01", "2026-04-30"));
      assertThat(named(reminder.skipped()))
          .containsExactly(
              "2026-05-06 振替休日 / Substitute Holiday",
              "2026-05-05 こどもの日 / Children's Day",
              "2026-05-04 みどりの日 / Greenery Day",
              "2026-05-03 憲法記念日 / Constitution Memorial Day",
              "2026-05-02 土曜日 / Saturday");
    }
  }

  @Test
  @Clause({"DOA-6", "DOA-7", "A-51"})
  void aDoaUnitLeavesFromTheNextToTheSecondBusinessDay() { // SC-081
    DayCount window = calendar.addBusinessDays(day("2026-04-30"), 2);

    assertThat(window.counted()).isEqualTo(days("2026-05-01", "2026-05-07"));
    assertThat(window.result()).isEqualTo("2026-05-07");
  }

  @Test
  @Clause({"TEC-3", "A-46"})
  void theFirstContactIsDueOnTheBusinessDayAfterAcceptance() { // SC-120
    assertThat(
            JapanTime.at(calendar.nextBusinessDay(day("2026-06-10")).result(), BusinessHours.CLOSE))
        .isEqualTo(Instant.parse("2026-06-11T17:00:00+09:00"));
  }

  @Test
  void noBusinessDaysAfterADate_areThatDate_evenAClosedOne() {
    DayCount none = calendar.addBusinessDays(day("2026-05-03"), 0);

    assertThat(none.result()).isEqualTo("2026-05-03");
    assertThat(none.counted()).isEmpty();
    assertThat(none.skipped()).isEmpty();
  }

  @Test
  @Clause("CAL-6")
  void latenessIsCountedInBusinessDays() {
    DayCount late = calendar.businessDaysBetween(day("2026-05-13"), day("2026-05-18"));

    assertThat(late.counted()).isEqualTo(days("2026-05-14", "2026-05-15", "2026-05-18"));
    assertThat(late.result()).isEqualTo("2026-05-18");
    assertThat(calendar.businessDaysBetween(day("2026-05-15"), day("2026-05-17")).counted())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE})
  void aNegativeCountIsRefused(int n) {
    assertThatThrownBy(() -> calendar.addBusinessDays(day("2026-05-01"), n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never negative: " + n);
    assertThatThrownBy(() -> calendar.subtractBusinessDays(day("2026-05-01"), n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never negative: " + n);
  }

  @Test
  void aCountThatLeavesTheCalendarIsRefused_neverGuessed() {
    assertThatThrownBy(() -> calendar.nextBusinessDay(day("2040-12-31")))
        .isInstanceOf(YearOutsideCalendar.class)
        .hasMessageContaining("2041");
    assertThatThrownBy(() -> calendar.subtractBusinessDays(day("2009-01-05"), 1))
        .isInstanceOf(YearOutsideCalendar.class)
        .hasMessageContaining("2008");
  }

  @Test
  void aCountIntoAYearNotYetPublishedIsProvisional() {
    assertThat(calendar.addBusinessDays(day("2027-12-20"), 5).provisional()).isFalse();
    assertThat(calendar.addBusinessDays(day("2027-12-27"), 5).provisional()).isTrue();
  }

  @Test
  void versionsBeginAtOne() {
    assertThat(BusinessCalendar.standard().version()).isEqualTo(1);
    assertThatThrownBy(() -> new BusinessCalendar(0, CompanyHolidays.STANDARD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Calendar versions begin at 1: 0");
  }
}
