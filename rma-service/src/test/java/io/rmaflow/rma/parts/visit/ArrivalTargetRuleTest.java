package io.rmaflow.rma.parts.visit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.rma.cover.PolicyContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalTargetRuleTest {

  private static Instant at(String japanTime) {
    return OffsetDateTime.parse(japanTime + "+09:00").toInstant();
  }

  /**
   * An initial failure may be declined at any hour, and the case goes on as on-site maintenance.
   */
  @ParameterizedTest
  @CsvSource({
    "2026-06-10T08:00:00, 2026-06-10T13:00:00",
    "2026-06-10T17:30:00, 2026-06-11T13:00:00",
    "2026-06-13T10:00:00, 2026-06-15T13:00:00" // Saturday
  })
  @Clause({"ONS-4", "CAL-5", "RMA-10"})
  void aClockThatBeginsOutsideTheHours_countsFromTheNextOpening(String from, String target) {
    assertThat(ArrivalTargetRule.deadline(at(from), true, 4, PolicyContext.STANDARD).dueAt())
        .isEqualTo(at(target));
  }

  @Test
  @Clause({"ONS-4", "A-40"})
  void whatCarriesOver_isDerivedStepByStep_andNamesTheDaysBetween() {
    var derivation =
        ArrivalTargetRule.deadline(at("2026-05-01T11:00:00"), true, 8, PolicyContext.STANDARD)
            .derivation();

    assertThat(derivation.from()).isEqualTo(at("2026-05-01T11:00:00"));
    assertThat(derivation.clauses()).contains("ONS-4", "A-40");
    assertThat(derivation.skippedDays())
        .extracting(day -> day.date().toString())
        .containsExactly("2026-05-02", "2026-05-03", "2026-05-04", "2026-05-05", "2026-05-06");
    assertThat(derivation.steps()).anySatisfy(step -> assertThat(step.ja()).contains("繰り越します"));
  }
}
