package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What it costs to ask for one case of 500 events, as of an instant and for its history, among so
 * many others: {@code -Dbench.history.events=10000000}. Measured by one caller over HTTP, the
 * service, its PostgreSQL and the caller on one machine, in turns ({@code -Dbench.history.turns},
 * 3) with a case of few events, which shows what a call costs by itself. Beside the time that
 * passes, which others on the machine make longer, stands the processor time of service and caller.
 */
@EnabledIfSystemProperty(named = "bench.history.events", matches = "\\d+")
class HistoryBenchmarkTest {

  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final int EVENTS_OF_A_CASE = 500;
  private static final int TURNS = Integer.getInteger("bench.history.turns", 3);
  private static final int WARM_UP = 300;
  private static final int CALLS = 1_000;
  private static final long AT_ONCE = 500_000;

  @Test
  void oneCaseAmongManyEvents() {
    long events = Long.getLong("bench.history.events", 10_000_000);
    try (RunningService service = RunningService.apart()) {
      Customer another = Customer.registered(service, "C-9903", "NR2A-9903");
      Customer customer = Customer.registered(service, "C-9901", "NR2A-9901");
      LocalDateTime begun = LocalDateTime.parse("2026-06-01T09:00:00");
      service.startAt(WRITTEN.format(begun));
      String brief = another.openCase();
      String path = customer.openCase();
      LocalDateTime now = begin(service, path, begun);
      long length = length(service, path);
      for (int i = 0; length < EVENTS_OF_A_CASE; i++) {
        now = now.plusMinutes(1);
        service.startAt(WRITTEN.format(now));
        service.step(
            path,
            "correction",
            """
            {"ofEvent": "ReplacementDelivered", "field": "deliveredAt",
             "value": "2026-06-0%dT1%d:00:00+09:00", "reason": "found out"}
            """
                .formatted(2 + i % 2, i % 10));
        length = length(service, path);
      }
      fill(service.bean(JdbcClient.class), events);
      Random random = new Random(1);
      long minutes = Duration.between(begun, now).toMinutes();
      IntFunction<String> asOf =
          call ->
              "?asOf="
                  + WRITTEN.format(begun.plusMinutes(1 + random.nextLong(minutes)))
                  + "%2B09:00";
      for (int turn = 0; turn < TURNS; turn++) {
        measure(service, "few events, as of an instant", call -> brief + asOf.apply(call));
        measure(service, "as of an instant", call -> path + asOf.apply(call));
        measure(service, "few events, history", call -> brief + "/history");
        measure(service, "history, a page of 200", call -> path + "/history?page=" + call % 3);
        measure(
            service, "history, a page of 50", call -> path + "/history?size=50&page=" + call % 10);
        measure(service, "as it stands", call -> path);
      }
      System.out.printf("case of %d events among %,d%n", length, events);
    }
  }

  private static LocalDateTime begin(RunningService service, String path, LocalDateTime begun) {
    service.startAt(WRITTEN.format(begun.plusHours(1)));
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    service.step(path, "replacement-shipment", "{\"serialNumber\": \"NR2A-9902\"}");
    LocalDateTime delivered = begun.plusDays(3);
    service.startAt(WRITTEN.format(delivered));
    service.step(path, "replacement-delivery", "{}");
    return delivered;
  }

  private static long length(RunningService service, String path) {
    return service.get(path + "/history?size=1").body().path("total").asLong();
  }

  /**
   * Streams of 25 events each, which no reader of the order comes by: they lie before its place.
   */
  private static void fill(JdbcClient database, long events) {
    long begun = System.nanoTime();
    for (long from = 0; from < events; from += AT_ONCE) {
      database
          .sql(
              """
              insert into stored_event (fence, sequence, recorded_at, epoch, version, stream,
                  event_id, type, aggregate_type, hash, payload, metadata)
              select '1'::xid8, g % 25, timestamptz '2020-01-01' + g * interval '15 seconds', 0, 1,
                  'filler-' || g / 25, 'filler-' || g, 'rma.NoteAdded', 'CaseAggregate',
                  sha256(int8send(g)),
                  jsonb_build_object('caseId', 'filler-' || g / 25, 'textId', 'r-text-' || g),
                  jsonb_build_object('occurredAt', '2026-01-01T00:00:00Z', 'actor', 'desk-1',
                      'correlationId', md5(g::text), 'causationId', md5(g::text))
              from generate_series(cast(:from as bigint), cast(:to as bigint)) g
              """)
          .param("from", from)
          .param("to", Math.min(events, from + AT_ONCE) - 1)
          .update();
    }
    database.sql("analyze stored_event").update();
    System.out.printf("filled in %.0f s%n", (System.nanoTime() - begun) / 1e9);
  }

  private static void measure(RunningService service, String what, IntFunction<String> path) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = 0;
    long[] nanos = new long[CALLS];
    for (int call = -WARM_UP; call < CALLS; call++) {
      if (call == 0) {
        processor = system.getProcessCpuTime();
      }
      String asked = path.apply(Math.abs(call));
      var request = service.request(asked).GET().build();
      long begun = System.nanoTime();
      int status = service.exchangeUnchecked(request);
      long taken = System.nanoTime() - begun;
      assertThat(status).as(asked).isEqualTo(200);
      if (call >= 0) {
        nanos[call] = taken;
      }
    }
    double each = (system.getProcessCpuTime() - processor) / 1e6 / CALLS;
    Arrays.sort(nanos);
    System.out.printf(
        "%s: p50 %.1f ms, p99 %.1f ms, max %.1f ms of %d calls; %.1f ms of processor time each%n",
        what,
        nanos[CALLS / 2] / 1e6,
        nanos[CALLS * 99 / 100] / 1e6,
        nanos[CALLS - 1] / 1e6,
        CALLS,
        each);
  }
}
