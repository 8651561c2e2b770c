package io.rmaflow.rma.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What a report would be answered, before it is sent. */
class ReportCheckHttpTest {

  private final RunningService rma = RunningService.shared();

  @Test
  @Clause({"CSB-1", "CSB-2", "A-01"})
  void acceptable_saysWhatShipsWhen_beforeAndAfterNoon_overTheHolidays() {
    rma.startAt("2026-05-01T10:30:00");
    Customer customer = Customer.registered(rma, "C-RC-1", "RC-0001");

    Reply morning = rma.post("/api/report-checks", customer.request());
    rma.clock("2026-05-01T12:30:00");
    Reply afternoon = rma.post("/api/report-checks", customer.request());

    assertThat(morning.status()).as(morning.body().toString()).isEqualTo(200);
    assertThat(morning.body().at("/refusals")).isEmpty();
    assertThat(morning.body().at("/procedure").asString()).isEqualTo("CROSS_SEND_BACK");
    assertThat(morning.body().at("/provisionalDispatchDue").asString()).isEqualTo("2026-05-01");
    assertThat(judged(morning))
        .containsExactly(
            "2026-05-01T03:00:00Z -> 2026-05-01", "2026-05-07T03:00:00Z -> 2026-05-07");
    assertThat(judged(afternoon))
        .containsExactly(
            "2026-05-07T03:00:00Z -> 2026-05-07", "2026-05-08T03:00:00Z -> 2026-05-08");
  }

  @Test
  @Clause({"CSB-3", "A-10"})
  void withASoftwareVersionAskedFor_leavesABusinessDayLater_andSaysSo() {
    rma.startAt("2026-05-01T10:30:00");
    Customer customer = Customer.registered(rma, "C-RC-2", "RC-0002");

    Reply reply =
        rma.post(
            "/api/report-checks",
            customer
                .request()
                .replace(
                    "\"channel\"", "\"requestedSoftwareVersion\": \"4.10.1-2201\", \"channel\""));

    assertThat(judged(reply))
        .containsExactly(
            "2026-05-01T03:00:00Z -> 2026-05-07", "2026-05-07T03:00:00Z -> 2026-05-08");
    assertThat(reply.body().at("/warnings/0/code").asString()).isEqualTo("DISPATCH_MAY_BE_LATER");
  }

  @Test
  @Clause("RMA-8")
  void refusedForTheSameReasonsAsTheReportItself_andNothingIsKept() {
    rma.startAt("2026-05-01T10:30:00");
    Customer customer = Customer.registered(rma, "C-RC-3", "RC-0003");
    String incomplete =
        customer
            .request()
            .replace("\"requestSheet\": true", "\"requestSheet\": false")
            .replace("\"softwareVersion\": \"4.10.1-2201\",", "");
    long before = kept();

    Reply checked = rma.post("/api/report-checks", incomplete);

    assertThat(kept()).isEqualTo(before);
    assertThat(rma.get("/api/cases?serialNumber=RC-0003").body().at("/total").asLong()).isZero();
    assertThat(checked.body().at("/refusals"))
        .isEqualTo(rma.post("/api/cases", incomplete).body().at("/refusals"))
        .hasSize(2);
    assertThat(checked.body().at("/refusals/0/code").asString())
        .isEqualTo("SOFTWARE_VERSION_REQUIRED");
    assertThat(judged(checked)).isEmpty();
  }

  private long kept() {
    JdbcTemplate database = rma.bean(JdbcTemplate.class);
    return List.of("personal_contact", "personal_site", "personal_text", "stored_event").stream()
        .mapToLong(table -> count(database, table))
        .sum();
  }

  private static long count(JdbcTemplate database, String table) {
    Long rows = database.queryForObject("select count(*) from " + table, Long.class);
    return rows == null ? 0 : rows;
  }

  private static List<String> judged(Reply reply) {
    return reply
        .body()
        .at("/ifJudged")
        .valueStream()
        .map(
            (JsonNode each) ->
                OffsetDateTime.parse(each.at("/judgedBy").asString()).toInstant()
                    + " -> "
                    + each.at("/dispatchDue").asString())
        .toList();
  }
}
