package io.rmaflow.time;

import static io.rmaflow.time.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

@Clause("CAL-7")
class JapanTimeTest {

  @Test
  void aDayBeginsAndEndsAtMidnightInJapan() {
    assertThat(JapanTime.startOfDay(day("2026-05-13"))).isEqualTo("2026-05-12T15:00:00Z");
    assertThat(JapanTime.endOfDay(day("2026-05-13"))).isEqualTo("2026-05-13T15:00:00Z");
  }

  @Test
  void aWallClockTimeIsThatOfJapan() {
    assertThat(JapanTime.at(day("2026-05-11"), LocalTime.of(9, 0)))
        .isEqualTo("2026-05-11T00:00:00Z");
    assertThat(JapanTime.zoned(Instant.parse("2026-05-11T00:00:00Z")).toLocalTime())
        .isEqualTo("09:00");
  }

  @Test
  void theDateIsThatOfJapan_alsoInTheEarlyMorning() {
    assertThat(JapanTime.dateOf(Instant.parse("2026-05-12T15:00:00Z"))).isEqualTo("2026-05-13");
    assertThat(JapanTime.dateOf(Instant.parse("2026-05-12T14:59:59.999Z"))).isEqualTo("2026-05-12");
  }
}
