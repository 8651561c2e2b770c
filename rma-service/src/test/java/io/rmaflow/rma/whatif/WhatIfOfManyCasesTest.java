package io.rmaflow.rma.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * A run over a period of many cases; {@code -Drmaflow.what-if.cases=100000} makes it the
 * measurement that the documentation has.
 */
class WhatIfOfManyCasesTest {

  private static final int COPIES = Integer.getInteger("rmaflow.what-if.cases", 450);

  private static final String QUESTION =
      """
      {"from": "2026-09-14", "to": "2026-09-14",
       "holidays": [{"date": "2026-09-17", "name": "創立記念日"}]}
      """;

  private final RunningService service = RunningService.apart();
  private final JdbcTemplate database = service.bean(JdbcTemplate.class);

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void eachCaseIsDecidedAgainOnce_alsoByARunThatWasBrokenOffAmidThem() {
    Customer customer = Customer.registered(service, "C-7801", "NR2A-7801");
    service.startAt("2026-09-14T10:00:00");
    String path = customer.openCase();
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    service.step(path, "replacement-shipment", "{\"serialNumber\": \"NR2A-7891\"}");
    service.clock("2026-09-15T11:00:00");
    service.step(path, "replacement-delivery", "{}");
    copy(path.substring("/api/cases/".length()));
    long begin = System.nanoTime();

    Reply asked =
        service.send(
            service
                .request("/api/what-if", "auditor")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(QUESTION))
                .build());

    String runId = asked.body().path("runId").asString();
    JsonNode run = done(runId);
    System.out.printf(
        "%d cases decided again in %.1f s%n", COPIES + 1, (System.nanoTime() - begin) / 1e9);
    assertThat(run.path("cases").longValue()).isEqualTo(COPIES + 1L);
    assertThat(run.path("casesDone").longValue()).isEqualTo(COPIES + 1L);
    assertThat(run.path("different").longValue()).isEqualTo(COPIES + 1L);
    assertThat(run.path("notReproduced").longValue()).isZero();
    assertThat(run.path("undecidable").longValue()).isZero();
    assertThat(listed(runId)).isEqualTo(Math.min(COPIES + 1L, 10_000));

    breakOffAfter(runId, COPIES);
    JsonNode again = done(runId);
    assertThat(again.path("casesDone").longValue()).isEqualTo(COPIES + 1L);
    assertThat(again.path("different").longValue()).isEqualTo(1);
  }

  /** As a process leaves it that has ended after so many cases, without their findings. */
  private void breakOffAfter(String runId, int cases) {
    database.update("delete from what_if_finding where run_id = ?", runId);
    database.update(
        """
        update what_if_run r set state = 'RUNNING', worker = 'ended', lease_until = now(),
               finished_at = null, different = 0, cases_done = ?,
               (last_case, last_submitted_at) =
                 (select case_id, submitted_at from case_index
                   order by submitted_at, case_id desc offset ? limit 1)
         where run_id = ?
        """,
        cases,
        cases - 1,
        runId);
  }

  private long listed(String runId) {
    Long listed =
        database.queryForObject(
            "select count(*) from what_if_finding where run_id = ?", Long.class, runId);
    return listed == null ? 0 : listed;
  }

  /** The case again and again, under further IDs, each submitted a moment later. */
  private void copy(String caseId) {
    database.update(
        """
        insert into stored_event (fence, sequence, recorded_at, epoch, version, stream, event_id,
               type, aggregate_type, hash, payload, metadata)
        select e.fence, e.sequence, e.recorded_at, e.epoch, e.version, 'copy-' || n,
               gen_random_uuid()::text, e.type, e.aggregate_type, e.hash,
               replace(e.payload::text, e.stream, 'copy-' || n)::jsonb, e.metadata
          from stored_event e, generate_series(1, ?) n where e.stream = ?
        """,
        COPIES,
        caseId);
    database.update(
        """
        insert into case_index
        select (jsonb_populate_record(i, jsonb_build_object(
                 'case_id', 'copy-' || n,
                 'submitted_at', i.submitted_at + n * interval '1 ms'))).*
          from case_index i, generate_series(1, ?) n where i.case_id = ?
        """,
        COPIES,
        caseId);
  }

  private JsonNode done(String runId) {
    await()
        .atMost(Duration.ofMinutes(6))
        .until(() -> run(runId).path("state").asString().equals("DONE"));
    return run(runId);
  }

  private JsonNode run(String runId) {
    return service
        .send(service.request("/api/what-if/" + runId + "?size=1", "auditor").GET().build())
        .body()
        .path("run");
  }
}
