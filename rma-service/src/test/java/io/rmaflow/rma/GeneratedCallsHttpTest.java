package io.rmaflow.rma;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Plan;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.rma.Customer.Product;
import io.rmaflow.rma.RunningService.Reply;
import io.rmaflow.testkit.calls.GeneratedCalls;
import io.rmaflow.testkit.calls.GeneratedCalls.Outcome;
import io.rmaflow.testkit.calls.RecordedEvents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Calls made from the document of this service, as every role: none is answered with 5xx, all as
 * described, and what is recorded afterwards agrees with what is shown.
 */
class GeneratedCallsHttpTest {

  private static final RunningService SERVICE = RunningService.apart();

  /** What steps may say that say more than when. */
  private static final Map<String, List<String>> STEPS =
      Map.ofEntries(
          Map.entry("information-request", List.of("{\"text\": \"ログをお送りください\"}")),
          Map.entry("information", List.of("{\"text\": \"x\"}")),
          Map.entry("note", List.of("{\"text\": \"電話で状況を確認\"}")),
          Map.entry("answer", List.of("{\"text\": \"x\"}")),
          Map.entry("demand", List.of("{\"requestedWork\": [\"CABLING\", \"LOANER\"]}")),
          Map.entry("equivalent-offer", List.of("{\"product\": \"netregio2a-dhcp\"}")),
          Map.entry("equivalent-answer", List.of("{\"accepted\": true}")),
          Map.entry("doa-certification", List.of("{\"certified\": true, \"basis\": \"x\"}")),
          Map.entry("faulty-unit-dispatch", List.of("{\"carrier\": \"Y\"}")),
          Map.entry(
              "faulty-unit-return",
              List.of("{\"serialNumber\": \"GEN-0000\"}", "{\"serialNumber\": \"GEN-X\"}")),
          Map.entry("buy-out-decision", List.of("{\"agreed\": true, \"priceYen\": 10000}")),
          Map.entry("loaner-shipment", List.of("{\"serialNumber\": \"GEN-L-1\"}")),
          Map.entry("loaner-return", List.of("{\"serialNumber\": \"GEN-L-1\"}")),
          Map.entry("inspection", List.of("{\"estimateDays\": 5, \"chargeableParts\": []}")),
          Map.entry(
              "visit",
              List.of("{\"plannedFor\": \"2026-05-01T14:00:00+09:00\", \"engineer\": \"佐藤\"}")),
          Map.entry("exchange", List.of("{\"kind\": \"UNIT\", \"serialNumber\": \"GEN-R-2\"}")),
          Map.entry("restoration", List.of("{\"backupRestored\": true, \"checked\": true}")),
          Map.entry("cancellation", List.of("{\"reason\": \"x\"}")),
          Map.entry("completion", List.of("{\"reason\": \"x\"}")),
          Map.entry("exclusion", List.of("{\"clause\": \"EXC-CSB-2\", \"found\": \"x\"}")));

  @AfterAll
  static void close() {
    SERVICE.close();
  }

  @Test
  void noneIsAnsweredWith5xx_allAsDescribed_andNothingIsHalfWritten() {
    SERVICE.startAt("2026-05-01T10:30:00");
    RecordedEvents events = new RecordedEvents(SERVICE.bean(DataSource.class));
    GeneratedCalls calls =
        new GeneratedCalls(SERVICE.base(), SERVICE.document(), events, "C-GEN-1")
            .knowing("form", "request-sheet");
    prepare(calls);

    Outcome outcome = calls.run();

    assertThat(outcome.wrong()).as("seed %d", outcome.seed()).isEmpty();
    assertThat(outcome.answered(200)).isPositive();
    assertThat(outcome.answered(201)).isPositive();
    assertThat(outcome.answered(400)).isPositive();
    assertThat(outcome.answered(403)).isPositive();
    assertThat(outcome.answered(409)).isPositive();
    assertThat(outcome.operations()).hasSizeGreaterThan(20);
    assertStreamsHold(events);
    assertShownIsWhatIsRecorded(events);
  }

  /** Customers under every plan, the first of whom has cases that have gone some way. */
  private static void prepare(GeneratedCalls calls) {
    List<Plan> plans =
        List.of(Plan.CROSS_SEND_BACK, Plan.MANUFACTURER, Plan.ONSITE_WEEKDAY, Plan.CROSS_SEND_BACK);
    for (int i = 0; i < plans.size(); i++) {
      Product product = plans.get(i) == Plan.MANUFACTURER ? Product.NETWYVERN2 : Product.NETREGIO2A;
      Customer customer =
          Customer.registered(
              SERVICE, "C-GEN-" + (i / 2 + 1), "GEN-000" + i, plans.get(i), product);
      calls.knowing("customerId", customer.id()).knowing("serialNumber", customer.serial());
      for (String procedure : List.of("MANUFACTURER", "ONSITE", "WARRANTY", "TRIAGE", "DOA")) {
        String request = customer.request().replace("CROSS_SEND_BACK", procedure);
        calls.like("POST /api/cases", request);
        Reply reported = SERVICE.post("/api/cases", request);
        calls.knowing("caseId", reported.body().path("caseId").asString());
      }
      calls.like("POST /api/cases", customer.request());
    }
    Customer first = new Customer(SERVICE, "C-GEN-1", "GEN-0000");
    String path = first.openCase();
    calls.knowing("caseId", path.substring(path.lastIndexOf('/') + 1));
    SERVICE.step(path, "judgement", "{\"hardwareFault\": true}");
    STEPS.forEach(
        (step, bodies) ->
            bodies.forEach(body -> calls.like("POST /api/cases/{caseId}/" + step, body)));
    calls
        .like("POST /api/cases/{caseId}/judgement", "{\"hardwareFault\": true}")
        .like("POST /api/cases/{caseId}/judgement", "{\"hardwareFault\": false, \"reason\": \"x\"}")
        .like(
            "POST /api/cases/{caseId}/replacement-shipment",
            "{\"serialNumber\": \"GEN-R-1\", \"carrier\": \"Y\", \"trackingNumber\": \"T-1\"}")
        .like("POST /api/loaners", "{\"serialNumber\": \"GEN-L-1\", \"productCode\": \"x\"}");
  }

  private static void assertStreamsHold(RecordedEvents events) {
    PostgresEventStorageEngine engine = SERVICE.bean(PostgresEventStorageEngine.class);
    assertThat(events.streams())
        .isNotEmpty()
        .allSatisfy(stream -> assertThat(engine.firstBroken(stream)).as(stream).isEmpty());
  }

  /** The list, the case itself and the case told anew from its events are one. */
  private static void assertShownIsWhatIsRecorded(RecordedEvents events) {
    assertThat(
            events.found(
                """
                select coalesce(i.case_id, e.stream)
                from case_index i full join
                  (select stream from stored_event where type = 'rma.FailureReported') e
                  on e.stream = i.case_id
                where i.case_id is null or e.stream is null
                """))
        .isEmpty();
    long now = SERVICE.now().getEpochSecond();
    int compared = 0;
    for (int page = 0; page < 3; page++) {
      for (JsonNode shown : SERVICE.get("/api/cases?size=200&page=" + page).body().path("items")) {
        String id = shown.path("caseId").asString();
        Reply alone = SERVICE.get("/api/cases/" + id);
        assertThat(alone.body()).as(id).isEqualTo(shown);
        assertThat(
                SERVICE.get("/api/cases/" + id + "?asOf=" + Instant.ofEpochSecond(now + 1)).body())
            .as(id)
            .isEqualTo(shown);
        compared++;
      }
    }
    assertThat(compared).isPositive();
    assertThat(
            events.found(
                """
                select i.case_id || ' ' || i.status from case_index i
                where i.is_open and exists (select from stored_event e
                  where e.stream = i.case_id
                    and (e.type = 'rma.RequestRefused' or e.type = 'rma.CaseCancelled'
                      -- a unit that turns out to have been sent undoes a withdrawal
                      and not exists (select from stored_event sent
                        where sent.stream = e.stream and sent.sequence > e.sequence
                          and sent.type in ('rma.ReplacementShipped', 'rma.LoanerShipped',
                            'rma.RepairedUnitShipped', 'rma.UnitExchanged', 'rma.PartExchanged'))))
                """))
        .isEmpty();
  }
}
