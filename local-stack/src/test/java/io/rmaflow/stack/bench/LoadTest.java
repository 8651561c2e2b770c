package io.rmaflow.stack.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.EventJson;
import io.rmaflow.stack.bench.ProcessorTimes.Stat;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LoadTest {

  @Nested
  class Percentiles {

    @Test
    void areTheShortestDurationThatSoManyPercentDoNotExceed() {
      Timings timings = Timings.of(List.of(4_000_000L, 1_000_000L, 3_000_000L, 2_000_000L));

      assertThat(timings.percentile(50)).isEqualTo(2.0);
      assertThat(timings.percentile(51)).isEqualTo(3.0);
      assertThat(timings.percentile(99)).isEqualTo(4.0);
      assertThat(timings.percentile(100)).isEqualTo(4.0);
    }

    @Test
    void ofOneCallAreItsOwnDuration() {
      assertThat(Timings.of(List.of(1_500_000L)).percentile(50)).isEqualTo(1.5);
    }

    @Test
    void ofNothingAreZero() {
      assertThat(Timings.of(List.of()).percentile(99)).isEqualTo(0.0);
    }
  }

  @Nested
  class ProcessorTime {

    @Test
    void isReadFromALineWhoseNameHoldsBlanksAndParentheses() {
      assertThat(
              Stat.parse(
                  "4711 (postgres: (io) w) S 42 4711 4711 0 -1 4194560 93 7 0 0 120 30 8 2 20 0 1 0"
                      + " 815 0 0"))
          .isEqualTo(new Stat(4711, 42, 150, 10));
    }

    @Test
    void ofAProgramIncludesAllProcessesBelowItAndThoseThatHaveEnded() {
      List<Stat> running =
          List.of(
              new Stat(12, 11, 7, 0),
              new Stat(10, 1, 100, 40),
              new Stat(11, 10, 20, 3),
              new Stat(99, 1, 5_000, 0));

      assertThat(ProcessorTimes.ofTree(10, running)).isEqualTo(1_700);
      assertThat(ProcessorTimes.ofTree(99, running)).isEqualTo(50_000);
      assertThat(ProcessorTimes.ofTree(77, running)).isZero();
    }

    @Test
    void ofAMeasurementIsWhatWasUsedSinceItsBegin() {
      ProcessorTimes before = new ProcessorTimes(Map.of("rma-service", 500L, "kafka", 80L));
      ProcessorTimes after = new ProcessorTimes(Map.of("rma-service", 740L, "kafka", 90L));

      ProcessorTimes used = after.since(before);

      assertThat(used.of("rma-service")).isEqualTo(240);
      assertThat(used.of("mail")).isZero();
      assertThat(used.all()).isEqualTo(250);
    }

    @Test
    void ofThisProcessIsMoreThanNothing() {
      long pid = ProcessHandle.current().pid();

      assertThat(ProcessorTimes.now(Map.of("this", pid)).of("this")).isPositive();
    }
  }

  @Nested
  class Steps {

    @Test
    void takeTurnsOnFourCasesUntilEachHasHadItsShare() {
      Supplies.Cases cases = new Supplies.Cases(List.of("a", "b", "c", "d", "e"), 2);

      assertThat(List.of(next(cases), next(cases), next(cases), next(cases)))
          .containsExactly("a", "b", "c", "d");
      assertThat(List.of(next(cases), next(cases), next(cases), next(cases)))
          .containsExactly("a", "b", "c", "d");
      assertThat(List.of(next(cases), next(cases))).containsExactly("e", "e");
      assertThat(cases.next()).isNull();
    }

    private static String next(Supplies.Cases cases) {
      String caseId = cases.next();
      return caseId == null ? "none" : caseId;
    }
  }

  @Nested
  class Arguments {

    @Test
    void shortenTheMeasurement() {
      assertThat(Load.Options.parse(List.of("--seconds", "3", "--only", "refused,bare")))
          .isEqualTo(new Load.Options(3, 10, List.of("refused", "bare")));
      assertThat(Load.Options.parse(List.of())).isEqualTo(new Load.Options(10, 10, List.of()));
    }

    @Test
    void thatAreWrongAreNamed() {
      assertThatThrownBy(() -> Load.Options.parse(List.of("--seconds", "0")))
          .hasMessage("bench load: --seconds takes 1 to 999 seconds");
      assertThatThrownBy(() -> Load.Options.parse(List.of("--seconds")))
          .hasMessage("bench load: --seconds needs a value");
      assertThatThrownBy(() -> Load.Options.parse(List.of("--only", "refused,all")))
          .hasMessage(
              "bench load: --only takes some of [refused, accepted, step, step-long, read,"
                  + " read-long, list, bare]");
      assertThatThrownBy(() -> Load.Options.parse(List.of("--fast", "1")))
          .hasMessage("bench load does not know --fast");
    }
  }

  @Nested
  class Report {

    private final LoadReport report =
        new LoadReport(
            List.of("rma-service", "postgres"),
            new ProcessorTimes(Map.of("rma-service", 50L, "postgres", 25L)),
            5,
            Load.Options.USUAL,
            List.of(
                new LoadReport.Row(
                    "refused",
                    "report, refused",
                    16,
                    2.0,
                    Timings.of(List.of(10_000_000L, 30_000_000L, 20_000_000L, 40_000_000L)),
                    1,
                    new ProcessorTimes(Map.of("rma-service", 40L, "postgres", 10L)),
                    6)));

    @Test
    void showsProcessorTimeForEachRequestByProcess() {
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      report.print(new PrintStream(printed, true, StandardCharsets.UTF_8));

      assertThat(printed.toString(StandardCharsets.UTF_8).lines().skip(1).limit(3))
          .containsExactly(
              "milliseconds                  conn.   req./s      p50      p99 failed |       rma "
                  + " postgres      all | caller",
              "report, refused                  16      2.0     20.0     40.0      1 |     10.00 "
                  + "     2.50    12.50 |   1.50",
              "idle, in a second                                                     |     10.00 "
                  + "     5.00    15.00 |");
    }

    @Test
    void isTheSameForPrograms() {
      JsonNode json = EventJson.mapper().readTree(report.json());

      assertThat(json.at("/idleMillisPerSecond/postgres").asDouble()).isEqualTo(5.0);
      JsonNode measured = json.at("/measurements/0");
      assertThat(measured.path("kind").asString()).isEqualTo("refused");
      assertThat(measured.path("connections").asInt()).isEqualTo(16);
      assertThat(measured.path("requests").asInt()).isEqualTo(4);
      assertThat(measured.path("p99Millis").asDouble()).isEqualTo(40.0);
      assertThat(measured.at("/processorMillis/rma-service").asDouble()).isEqualTo(10.0);
      assertThat(measured.at("/processorMillis/all").asDouble()).isEqualTo(12.5);
    }
  }
}
