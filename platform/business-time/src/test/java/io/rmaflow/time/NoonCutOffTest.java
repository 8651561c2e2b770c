package io.rmaflow.time;

import static io.rmaflow.time.Days.days;
import static io.rmaflow.time.Days.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Clause;
import io.rmaflow.time.DispatchDue.Timing;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Clause({"CSB-1", "CSB-2", "A-02"})
class NoonCutOffTest {

  private final BusinessCalendar calendar = BusinessCalendar.standard();
  private final NoonCutOff cutOff = NoonCutOff.of(calendar);

  @Test
  void judgedJustBeforeNoon_leavesTheSameDay() { // SC-001
    DispatchDue dispatch = cutOff.dispatchDue(Instant.parse("2026-05-01T11:59:00+09:00"), 0);

    assertThat(dispatch.due()).isEqualTo("2026-05-01");
    assertThat(dispatch.timing()).isEqualTo(Timing.BY_NOON);
    assertThat(dispatch.countsFrom()).isEqualTo(Instant.parse("2026-05-01T11:59:00+09:00"));
    assertThat(dispatch.skipped()).isEmpty();
    assertThat(dispatch.counted()).isEmpty();
    assertThat(dispatch.estimate()).isFalse();
  }

  @Test
  @Clause({"CSB-2", "CAL-4"})
  void judgedJustAfterNoonBeforeGoldenWeek_leavesAfterIt_withTheDaysNamed() { // SC-003, SC-055
    DispatchDue dispatch = cutOff.dispatchDue(Instant.parse("2026-05-01T12:01:00+09:00"), 0);

    assertThat(dispatch.due()).isEqualTo("2026-05-07");
    assertThat(dispatch.timing()).isEqualTo(Timing.AFTER_NOON);
    assertThat(dispatch.counted()).isEqualTo(days("2026-05-07"));
    assertThat(named(dispatch.skipped()))
        .containsExactly(
            "2026-05-02 土曜日 / Saturday",
            "2026-05-03 憲法記念日 / Constitution Memorial Day",
            "2026-05-04 みどりの日 / Greenery Day",
            "2026-05-05 こどもの日 / Children's Day",
            "2026-05-06 振替休日 / Substitute Holiday");
  }

  @Test
  void acceptedAtTheOpeningAfterGoldenWeek_leavesThatDay_provisionallyAndFinally() { // SC-004
    Instant accepted =
        BusinessHours.of(calendar)
            .acceptance(Instant.parse("2026-05-01T17:01:00+09:00"))
            .acceptedAt();

    assertThat(cutOff.dispatchDue(accepted, 0).due()).isEqualTo("2026-05-07");
    assertThat(cutOff.dispatchDue(Instant.parse("2026-05-07T11:00:00+09:00"), 0).due())
        .isEqualTo("2026-05-07");
  }

  @Test
  @Clause({"CSB-2", "CAL-3", "CAL-4"})
  void judgedInTheAfternoonBeforeSilverWeek_leavesAfterTheCitizensHoliday() { // SC-012
    DispatchDue dispatch = cutOff.dispatchDue(Instant.parse("2026-09-18T15:00:00+09:00"), 0);

    assertThat(dispatch.due()).isEqualTo("2026-09-24");
    assertThat(named(dispatch.skipped()))
        .containsExactly(
            "2026-09-19 土曜日 / Saturday",
            "2026-09-20 日曜日 / Sunday",
            "2026-09-21 敬老の日 / Respect for the Aged Day",
            "2026-09-22 国民の休日 / Citizens' Holiday",
            "2026-09-23 秋分の日 / Autumnal Equinox Day");
  }

  @Nested
  @Clause({"CSB-3", "A-10"})
  class WithASoftwareVersion {

    @Test
    void leavesOneBusinessDayLater_asAnEstimate() { // SC-019
      DispatchDue dispatch = cutOff.dispatchDue(Instant.parse("2026-06-09T10:00:00+09:00"), 1);

      assertThat(dispatch.normalDue()).isEqualTo("2026-06-09");
      assertThat(dispatch.due()).isEqualTo("2026-06-10");
      assertThat(dispatch.extraBusinessDays()).isEqualTo(1);
      assertThat(dispatch.counted()).isEqualTo(days("2026-06-10"));
      assertThat(dispatch.estimate()).isTrue();
    }

    @Test
    @Clause({"MFR-3", "MFR-4"})
    void comesOnTopOfTheDayAfterNoon() { // SC-055
      DispatchDue dispatch = cutOff.dispatchDue(Instant.parse("2026-05-01T12:01:00+09:00"), 1);

      assertThat(dispatch.normalDue()).isEqualTo("2026-05-07");
      assertThat(dispatch.due()).isEqualTo("2026-05-08");
      assertThat(dispatch.counted()).isEqualTo(days("2026-05-07", "2026-05-08"));
    }

    @Test
    void namesTheClosedDaysThatTheExtraDayPasses() {
      DispatchDue dispatch = cutOff.dispatchDue(Instant.parse("2026-06-12T10:00:00+09:00"), 1);

      assertThat(dispatch.due()).isEqualTo("2026-06-15");
      assertThat(named(dispatch.skipped()))
          .containsExactly("2026-06-13 土曜日 / Saturday", "2026-06-14 日曜日 / Sunday");
    }

    @Test
    void cannotLeaveEarlier() {
      assertThatThrownBy(() -> cutOff.dispatchDue(Instant.parse("2026-06-12T10:00:00+09:00"), -1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("never negative: -1");
    }
  }

  @Nested
  @Clause("A-01")
  class Noon {

    @ParameterizedTest
    @CsvSource({
      "2026-06-09T11:59:59.999999999+09:00, 2026-06-09, 2026-06-09",
      "2026-06-09T12:00:00+09:00, 2026-06-09, 2026-06-10",
      "2026-06-09T12:00:00.000000001+09:00, 2026-06-10, 2026-06-10",
      "2026-06-09T12:00:00.001+09:00, 2026-06-10, 2026-06-10",
      "2026-06-09T12:01:00+09:00, 2026-06-10, 2026-06-10"
    })
    void isStillInTime_unlessSwitchedOff(Instant judgedAt, String inclusive, String exclusive) {
      assertThat(cutOff.dispatchDue(judgedAt, 0).due()).isEqualTo(inclusive);
      assertThat(new NoonCutOff(calendar, false).dispatchDue(judgedAt, 0).due())
          .isEqualTo(exclusive);
    }
  }

  @Nested
  @Clause("A-04")
  class OutsideTheHours {

    @Test
    void aJudgementBeforeOpeningCountsAsMadeAtNine_andTheUnitLeavesThatDay() {
      DispatchDue dispatch = cutOff.dispatchDue(Instant.parse("2026-06-09T07:15:00+09:00"), 0);

      assertThat(dispatch.timing()).isEqualTo(Timing.BEFORE_OPENING);
      assertThat(dispatch.countsFrom()).isEqualTo(Instant.parse("2026-06-09T09:00:00+09:00"));
      assertThat(dispatch.due()).isEqualTo("2026-06-09");
    }

    @Test
    void aJudgementOnASaturdayCountsAsMadeOnMondayAtNine_andTheUnitLeavesOnMonday() {
      DispatchDue dispatch = cutOff.dispatchDue(Instant.parse("2026-06-13T15:00:00+09:00"), 0);

      assertThat(dispatch.timing()).isEqualTo(Timing.CLOSED_DAY);
      assertThat(dispatch.countsFrom()).isEqualTo(Instant.parse("2026-06-15T09:00:00+09:00"));
      assertThat(dispatch.due()).isEqualTo("2026-06-15");
      assertThat(dispatch.counted()).isEmpty();
      assertThat(named(dispatch.skipped()))
          .containsExactly("2026-06-13 土曜日 / Saturday", "2026-06-14 日曜日 / Sunday");
    }

    @Test
    void aJudgementAfterClosingIsAfterNoon_andTheUnitLeavesOnTheNextBusinessDay() {
      DispatchDue dispatch = cutOff.dispatchDue(Instant.parse("2026-06-12T18:00:00+09:00"), 0);

      assertThat(dispatch.timing()).isEqualTo(Timing.AFTER_NOON);
      assertThat(dispatch.due()).isEqualTo("2026-06-15");
    }
  }

  @Test
  void everyTimingExplainsItselfInBothLanguages() {
    assertThat(Timing.BY_NOON.ja()).isEqualTo("営業日の正午までの判断のため、当日の発送です");
    assertThat(Timing.BY_NOON.en())
        .isEqualTo("Decided by noon on a business day: leaves the same day");
    assertThat(Timing.values()).allSatisfy(timing -> assertThat(timing.ja()).contains("発送"));
    assertThat(Timing.values()).allSatisfy(timing -> assertThat(timing.en()).contains("leaves"));
  }
}
