package io.rmaflow.console.casepage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountedDaysTest {

  private static final LocalDate DELIVERED = LocalDate.parse("2026-05-02");
  private static final LocalDate DUE = LocalDate.parse("2026-05-13");

  @Test
  void theDaysOfGoldenWeekStandInTheirWeeks_fromSundayOn_withTheirNames() {
    CountedDays days =
        CountedDays.of(
            DELIVERED,
            DUE,
            Map.of(LocalDate.parse("2026-05-04"), "みどりの日", LocalDate.parse("2026-05-06"), "振替休日"));
    assertThat(days.weeks()).hasSize(3);
    assertThat(days.weeks().get(0).days().getFirst().date()).isEqualTo("2026-04-26");
    assertThat(days.weeks().get(2).days().getLast().date()).isEqualTo("2026-05-16");
    assertThat(days.weeks().get(1).days())
        .extracting(CountedDays.Day::skipped)
        .containsExactly(null, "みどりの日", null, "振替休日", null, null, null);
  }

  @Test
  void theDayThatIsCountedFrom_theDueDay_andWhatLiesOutsideAreMarked() {
    CountedDays days = CountedDays.of(DELIVERED, DUE, Map.of());
    CountedDays.Day first = days.weeks().get(0).days().get(6);
    CountedDays.Day due = days.weeks().get(2).days().get(3);
    assertThat(first).isEqualTo(new CountedDays.Day(DELIVERED, null, true, false, true));
    assertThat(due).isEqualTo(new CountedDays.Day(DUE, null, false, true, true));
    assertThat(days.weeks().get(0).days().get(5).between()).isFalse();
    assertThat(days.weeks().get(2).days().get(4).between()).isFalse();
  }

  @Test
  void aDueTimeOfTheSameDayIsOneWeek() {
    assertThat(CountedDays.of(DUE, DUE, Map.of()).weeks()).hasSize(1);
  }

  @Test
  void moreThanAQuarterIsNotDrawn() {
    assertThat(CountedDays.of(DELIVERED, LocalDate.parse("2026-09-01"), Map.of()).weeks())
        .isEmpty();
  }
}
