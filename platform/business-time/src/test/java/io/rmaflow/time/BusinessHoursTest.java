package io.rmaflow.time;

import static io.rmaflow.time.Days.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.time.Acceptance.Timing;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessHoursTest {

  private final BusinessCalendar calendar = BusinessCalendar.standard();
  private final BusinessHours hours = BusinessHours.of(calendar);

  @Nested
  @Clause({"CAL-1", "A-03"})
  class InBusinessHours {

    @ParameterizedTest
    @CsvSource({
      "2026-05-01T08:59:59.999999999+09:00, false",
      "2026-05-01T09:00:00+09:00, true",
      "2026-05-01T12:00:00+09:00, true",
      "2026-05-01T17:00:00+09:00, true",
      "2026-05-01T17:00:00.000000001+09:00, false",
      "2026-05-01T17:00:01+09:00, false",
      "2026-05-02T10:00:00+09:00, false",
      "2026-05-06T10:00:00+09:00, false",
      "2026-08-13T10:00:00+09:00, false"
    })
    void bothEndsAreInside(Instant instant, boolean inside) {
      assertThat(hours.includes(instant)).isEqualTo(inside);
    }

    @Test
    void eitherEndCanBeSwitchedOff() {
      BusinessHours open = new BusinessHours(calendar, false, false);

      assertThat(open.includes(Instant.parse("2026-05-01T09:00:00+09:00"))).isFalse();
      assertThat(open.includes(Instant.parse("2026-05-01T09:00:00.000000001+09:00"))).isTrue();
      assertThat(open.includes(Instant.parse("2026-05-01T16:59:59.999999999+09:00"))).isTrue();
      assertThat(open.includes(Instant.parse("2026-05-01T17:00:00+09:00"))).isFalse();
    }

    @Test
    @Clause("CAL-7")
    void areThoseOfJapan_whereverTheInstantIsWritten() {
      assertThat(hours.includes(Instant.parse("2026-05-01T00:00:00Z"))).isTrue();
      assertThat(hours.includes(Instant.parse("2026-05-01T09:00:00Z"))).isFalse();
    }
  }

  @Nested
  @Clause({"CAL-5", "A-04"})
  class AcceptanceTime {

    @Test
    void isTheSubmissionItself_insideTheHours() { // SC-001
      Acceptance acceptance = hours.acceptance(Instant.parse("2026-05-01T10:30:00+09:00"));

      assertThat(acceptance.acceptedAt()).isEqualTo(Instant.parse("2026-05-01T10:30:00+09:00"));
      assertThat(acceptance.acceptedOn()).isEqualTo("2026-05-01");
      assertThat(acceptance.timing()).isEqualTo(Timing.IN_HOURS);
      assertThat(acceptance.deferred()).isFalse();
      assertThat(acceptance.skipped()).isEmpty();
    }

    @Test
    void ofAFormSentAfterClosingBeforeGoldenWeek_isTheOpeningAfterIt() { // SC-004
      Acceptance acceptance = hours.acceptance(Instant.parse("2026-05-01T17:01:00+09:00"));

      assertThat(acceptance.submittedAt()).isEqualTo(Instant.parse("2026-05-01T17:01:00+09:00"));
      assertThat(acceptance.acceptedAt()).isEqualTo(Instant.parse("2026-05-07T09:00:00+09:00"));
      assertThat(acceptance.acceptedOn()).isEqualTo("2026-05-07");
      assertThat(acceptance.timing()).isEqualTo(Timing.AFTER_CLOSING);
      assertThat(acceptance.deferred()).isTrue();
      assertThat(named(acceptance.skipped()))
          .containsExactly(
              "2026-05-02 土曜日 / Saturday",
              "2026-05-03 憲法記念日 / Constitution Memorial Day",
              "2026-05-04 みどりの日 / Greenery Day",
              "2026-05-05 こどもの日 / Children's Day",
              "2026-05-06 振替休日 / Substitute Holiday");
    }

    @Test
    void beforeOpeningOnABusinessDay_isThatOpening() {
      Acceptance acceptance = hours.acceptance(Instant.parse("2026-05-01T00:00:00+09:00"));

      assertThat(acceptance.acceptedAt()).isEqualTo(Instant.parse("2026-05-01T09:00:00+09:00"));
      assertThat(acceptance.timing()).isEqualTo(Timing.BEFORE_OPENING);
      assertThat(acceptance.skipped()).isEmpty();
    }

    @Test
    void onAClosedDay_isTheNextOpening_andTheDayItselfIsNamed() {
      Acceptance acceptance = hours.acceptance(Instant.parse("2026-06-13T10:00:00+09:00"));

      assertThat(acceptance.acceptedAt()).isEqualTo(Instant.parse("2026-06-15T09:00:00+09:00"));
      assertThat(acceptance.timing()).isEqualTo(Timing.CLOSED_DAY);
      assertThat(named(acceptance.skipped()))
          .containsExactly("2026-06-13 土曜日 / Saturday", "2026-06-14 日曜日 / Sunday");
    }

    @Test
    @Clause("A-03")
    void closesAfterSeventeenHundredSharp() {
      assertThat(hours.acceptance(Instant.parse("2026-06-10T17:00:00+09:00")).acceptedAt())
          .isEqualTo(Instant.parse("2026-06-10T17:00:00+09:00"));
      assertThat(hours.acceptance(Instant.parse("2026-06-10T17:00:00.001+09:00")).acceptedAt())
          .isEqualTo(Instant.parse("2026-06-11T09:00:00+09:00"));
    }

    @Test
    @Clause("A-03")
    void atSeventeenHundredSharp_isTheNextOpening_whereTheEndIsSwitchedOff() {
      BusinessHours open = new BusinessHours(calendar, true, false);

      assertThat(open.acceptance(Instant.parse("2026-06-10T17:00:00+09:00")).acceptedAt())
          .isEqualTo(Instant.parse("2026-06-11T09:00:00+09:00"));
    }

    @Test
    void atNineSharp_isThatInstant_whetherTheOpeningIsInsideOrNot() {
      BusinessHours open = new BusinessHours(calendar, false, true);

      Acceptance acceptance = open.acceptance(Instant.parse("2026-06-10T09:00:00+09:00"));

      assertThat(acceptance.acceptedAt()).isEqualTo(Instant.parse("2026-06-10T09:00:00+09:00"));
      assertThat(acceptance.deferred()).isFalse();
    }
  }
}
