package io.rmaflow.rma.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.Clause;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Cases of September 2026, decided again. */
class WhatIfOverHttpTest {

  private final RunningService service = RunningService.shared();

  @Test
  @Clause({"RMA-8", "RMA-9", "CSB-1", "CAL-3"})
  void underAnotherCutOffAndOneHolidayMore_bothDatesOfACaseDiffer_eachWithItsDerivation() {
    Customer customer = Customer.registered(service, "C-8401", "NR2A-8401");
    service.startAt("2026-09-14T10:00:00");
    String path = customer.openCase();
    service.clock("2026-09-14T12:00:00");
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    service.clock("2026-09-14T15:00:00");
    service.step(path, "replacement-shipment", "{\"serialNumber\": \"NR2A-8491\"}");
    service.clock("2026-09-15T11:00:00");
    service.step(path, "replacement-delivery", "{}");
    service.clock("2026-09-16T11:00:00");
    String before = service.get(path).body().toString();
    List<String> history = service.history(path);

    assertThat(findings("{}", path)).isEmpty();
    List<JsonNode> found =
        findings(
            """
            {"settings": {"cutoff.noon.inclusive": false},
             "holidays": [{"date": "2026-09-17", "name": "創立記念日"}]}
            """,
            path);

    assertThat(found).hasSize(1);
    JsonNode finding = found.getFirst();
    assertThat(finding.path("kind").asString()).isEqualTo("DIFFERENT");
    assertThat(finding.at("/before/accepted").asBoolean()).isTrue();
    assertThat(finding.at("/after")).isEqualTo(finding.at("/before"));
    assertThat(finding.at("/dates/0/name").asString()).isEqualTo("DISPATCH");
    assertThat(finding.at("/dates/0/before/dueDate").asString()).isEqualTo("2026-09-14");
    assertThat(finding.at("/dates/0/before/inTime").asBoolean()).isTrue();
    assertThat(finding.at("/dates/0/after/dueDate").asString()).isEqualTo("2026-09-15");
    assertThat(finding.at("/dates/1/name").asString()).isEqualTo("RETURN");
    assertThat(finding.at("/dates/1/before/dueDate").asString()).isEqualTo("2026-09-25");
    assertThat(finding.at("/dates/1/after/dueDate").asString()).isEqualTo("2026-09-28");
    assertThat(finding.at("/dates/1/after/derivation/skippedDays").toString())
        .contains("2026-09-17", "創立記念日");
    assertThat(service.history(path)).isEqualTo(history);
    assertThat(service.get(path).body()).hasToString(before);
  }

  @Test
  @Clause({"VER-9", "VER-10", "A-78"})
  void aRuleSwitchedOffAcceptsWhatItRefused_andOneNotSetAsideRefusesWhatWasAccepted() {
    Customer customer = Customer.registered(service, "C-8402", "NR2A-8402");
    service.startAt("2026-09-14T10:00:00");
    String old = customer.request().replace("4.10.1-2201", "4.8.0-1001");
    Reply refused = service.post("/api/cases", old);
    String refusedPath = "/api/cases/" + text(refused, "caseId");
    String clause = refused.body().at("/refusals/0/clauses/0").asString();
    service.step(refusedPath, "override", "{\"rule\": \"VER-10\", \"reason\": \"取締役会で決定\"}");
    Reply accepted =
        service.post(
            "/api/cases",
            old.replace(
                "\"requestSheet\": true",
                "\"resubmissionOf\": \"" + text(refused, "caseId") + "\", \"requestSheet\": true"));
    assertThat(text(accepted, "status")).isEqualTo("ACCEPTED");
    String acceptedPath = "/api/cases/" + text(accepted, "caseId");

    assertThat(findings("{}", refusedPath)).isEmpty();
    assertThat(findings("{}", acceptedPath)).isEmpty();
    JsonNode off =
        findings(
                "{\"rules\": [{\"clause\": \"%s\", \"applies\": false}]}".formatted(clause),
                refusedPath)
            .getFirst();
    assertThat(off.at("/before/refusals/0/code").asString()).isEqualTo("SOFTWARE_UPDATE_OVERDUE");
    assertThat(off.at("/before/refusals/0/clauses/0").asString()).isEqualTo(clause);
    assertThat(off.at("/after/accepted").asBoolean()).isTrue();
    assertThat(off.at("/after/service").asString()).isEqualTo("CROSS_SEND_BACK");
    JsonNode on =
        findings("{\"rules\": [{\"clause\": \"VER-10\", \"applies\": true}]}", acceptedPath)
            .getFirst();
    assertThat(on.at("/before/accepted").asBoolean()).isTrue();
    assertThat(on.at("/after/refusals/0/code").asString()).isEqualTo("SOFTWARE_UPDATE_OVERDUE");
  }

  @Test
  void whatIsWrongIsToldByItsField_othersMayNotAsk_andARunThatIsOverStaysAsItIs() {
    Reply wrong =
        ask(
            """
            {"from": "2026-09-30", "to": "2026-09-01",
             "settings": {"renewal.graceDays": 3, "doa.windowDays": -1},
             "holidays": [{"from": "2026-09-03", "to": "2026-09-01"}]}
            """);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(
            wrong
                .body()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString() + " " + error.path("code").asString()))
        .containsExactlyInAnyOrder(
            "to OUT_OF_RANGE",
            "settings.renewal.graceDays UNKNOWN_SETTING",
            "settings.doa.windowDays NOT_ALLOWED",
            "holidays[0].to OUT_OF_RANGE");
    String body = "{\"from\": \"2026-09-01\", \"to\": \"2026-09-02\"}";
    for (String role : new String[] {"support", "logistics", "service", "customer"}) {
      assertThat(service.send(call("/api/what-if", role, body)).status()).as(role).isEqualTo(403);
    }
    assertThat(get("/api/what-if/unknown").status()).isEqualTo(404);
    String run = done(ask(body));
    Reply cancelled = service.send(call(run + "/cancellation", "auditor", "{}"));
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(text(cancelled, "state")).isEqualTo("DONE");
  }

  /** What a run over September finds of one case. */
  private List<JsonNode> findings(String question, String path) {
    String caseId = path.substring("/api/cases/".length());
    String separator = question.strip().equals("{}") ? "" : ",";
    String body =
        question
            .strip()
            .replaceFirst("\\{", "{\"from\": \"2026-09-14\", \"to\": \"2026-09-14\"" + separator);
    String run = done(ask(body));
    List<JsonNode> found = new ArrayList<>();
    JsonNode report;
    int page = 0;
    do {
      report = get(run + "?size=100&page=" + page++).body();
      report
          .at("/findings/items")
          .valueStream()
          .filter(finding -> finding.path("caseId").asString().equals(caseId))
          .forEach(found::add);
    } while (page * 100L < report.at("/findings/total").longValue());
    assertThat(report.at("/run/cases").longValue())
        .isEqualTo(report.at("/run/casesDone").longValue())
        .isPositive();
    return found;
  }

  private String done(Reply asked) {
    assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
    String path = "/api/what-if/" + text(asked, "runId");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(path).body().at("/run/state").asString().equals("DONE"));
    return path;
  }

  private Reply ask(String body) {
    return service.send(call("/api/what-if", "auditor", body));
  }

  private Reply get(String path) {
    return service.send(service.request(path, "auditor").GET().build());
  }

  private HttpRequest call(String path, String role, String body) {
    return service
        .request(path, role, "C-8401")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static String text(Reply reply, String field) {
    return reply.body().path(field).asString();
  }
}
