package io.rmaflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "2026-05-01T09:00:00+09:00, 2026-05-01T00:00:00Z",
    "2026-05-01T00:00:00Z,      2026-05-01T00:00:00Z",
    "2026-05-01T09:00,          2026-05-01T00:00:00Z",
    "2026-05-01,                2026-04-30T15:00:00Z",
  })
  void readsAnInstant_withoutOffsetAsJapans(String text, Instant expected) {
    assertThat(Times.instant(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "2026-13-01", "2026-05-01 09:00", ""})
  void refusesWhatIsNoInstant(String text) {
    assertThatThrownBy(() -> Times.instant(text))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("write it as 2026-05-01T09:00:00+09:00");
  }

  @Test
  void readsDurationsInDaysHoursMinutesAndSeconds() {
    assertThat(Times.duration("5d")).isEqualTo(Duration.ofDays(5));
    assertThat(Times.duration("3h")).isEqualTo(Duration.ofHours(3));
    assertThat(Times.duration("10m")).isEqualTo(Duration.ofMinutes(10));
    assertThat(Times.duration("30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(Times.duration("PT36H")).isEqualTo(Duration.ofHours(36));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0d", "-5d", "PT-1H", "5", "soon"})
  void refusesWhatDoesNotGoForward(String text) {
    assertThatThrownBy(() -> Times.duration(text)).isInstanceOf(StackFailure.class);
  }
}
