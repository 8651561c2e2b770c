package io.rmaflow.rma.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On-site maintenance from the report of the fault to the report of the restoration. */
class OnSiteOverHttpTest {

  private final RunningService service = RunningService.shared();

  @Test
  @Clause({"ONS-2", "ONS-4", "ONS-5", "ONS-20", "EXC-ONS-1", "GEN-6"})
  void onWeekdays_aFaultReportedByPhoneIsRestoredTheSameDay() {
    Customer customer = Customer.registered(service, "C-4001", "NN3-4001", Plan.ONSITE_WEEKDAY);
    service.startAt("2026-06-10T10:30:00");
    String path = openByPhone(customer);
    Reply accepted = service.get(path);
    assertThat(text(accepted, "acceptedAt")).isEqualTo("2026-06-10T10:30:00+09:00");
    assertThat(text(accepted, "arrivalTarget")).isEqualTo("2026-06-10T14:30:00+09:00");
    assertThat(accepted.body().at("/visit/earliestDate").asString()).isEqualTo("2026-06-10");
    String afterHours = "{\"plannedFor\": \"2026-06-10T17:00:01+09:00\"}";
    assertThat(service.post(path + "/visit", afterHours).status()).isEqualTo(409);

    assertThat(text(step(path, "judgement", "{\"hardwareFault\": true}"), "rmaNumber"))
        .startsWith("RMA-");
    Reply outOfHours = service.post(path + "/visit", afterHours);
    assertThat(outOfHours.status()).isEqualTo(422);
    assertThat(outOfHours.body().at("/refusals/0/code").asString()).isEqualTo("OUT_OF_HOURS");
    Reply planned =
        step(
            path, "visit", "{\"plannedFor\": \"2026-06-10T14:00:00+09:00\", \"engineer\": \"佐藤\"}");
    assertThat(text(planned, "status")).isEqualTo("VISIT_PLANNED");

    service.clock("2026-06-10T14:20:00");
    Reply arrived = step(path, "arrival", "{}");
    assertThat(text(arrived, "status")).isEqualTo("ARRIVED");
    assertThat(arrived.body().at("/visit/onTarget").asBoolean()).isTrue();
    service.clock("2026-06-10T15:00:00");
    assertThat(
            text(
                step(path, "exchange", "{\"kind\": \"UNIT\", \"serialNumber\": \"NN3-9401\"}"),
                "status"))
        .isEqualTo("EXCHANGED");
    service.clock("2026-06-10T15:40:00");
    assertThat(text(step(path, "restoration", "{\"checked\": true}"), "status"))
        .isEqualTo("RESTORED");
    Reply closed = step(path, "restoration-report", "{\"method\": \"ON_SITE\"}");

    assertThat(text(closed, "status")).isEqualTo("CLOSED");
    assertThat(text(closed, "closedBecause")).isEqualTo("RESTORED");
    assertThat(closed.body().at("/replacement/serialNumber").asString()).isEqualTo("NN3-9401");
    assertThat(names(path))
        .containsExactly(
            "FailureReported",
            "RequestAccepted",
            "DeadlineSet",
            "HardwareFaultJudged",
            "RmaNumberIssued",
            "VisitPlanned",
            "EngineerArrived",
            "DeadlineMet",
            "UnitExchanged",
            "ServiceRestored",
            "RestorationReported",
            "CaseClosed");
  }

  @Test
  @Clause({"ONS-2", "ONS-3", "ONS-6", "CAL-2", "ONS-18"})
  void aroundTheClock_aLateArrivalIsRecordedWithItsCause_andTheCaseGoesOn() {
    Customer customer = Customer.registered(service, "C-4002", "IA-4002", Plan.ONSITE_24X365);
    service.startAt("2026-05-03T22:30:00");
    String path = customer.openCase("ONSITE");
    Reply accepted = service.get(path);
    assertThat(text(accepted, "acceptedAt")).isEqualTo("2026-05-03T22:30:00+09:00");
    assertThat(text(accepted, "arrivalTarget")).isEqualTo("2026-05-04T02:30:00+09:00");
    step(path, "judgement", "{\"hardwareFault\": true}");
    step(path, "visit", "{\"plannedFor\": \"2026-05-04T02:00:00+09:00\"}");
    service.clock("2026-05-04T03:10:30");
    Reply arrived = step(path, "arrival", "{\"reason\": \"事故渋滞\"}");

    assertThat(arrived.body().at("/visit/onTarget").asBoolean()).isFalse();
    assertThat(arrived.body().at("/visit/minutesOverTarget").asInt()).isEqualTo(40);
    assertThat(arrived.body().at("/visit/reason").asString()).isEqualTo("事故渋滞");
    assertThat(arrived.body().path("chargeable").asBoolean()).isFalse();
    step(path, "exchange", "{\"kind\": \"UNIT\", \"serialNumber\": \"IA-9402\"}");
    step(path, "restoration", "{\"checked\": true}");
    assertThat(text(step(path, "restoration-report", "{\"method\": \"PHONE\"}"), "status"))
        .isEqualTo("CLOSED");
  }

  private String openByPhone(Customer customer) {
    Reply reply =
        service.post(
            "/api/cases",
            customer
                .request()
                .replace("CROSS_SEND_BACK", "ONSITE")
                .replace("\"FORM\"", "\"ONSITE_PHONE\""));
    assertThat(reply.body().path("status").asString()).as("%s", reply.body()).isEqualTo("ACCEPTED");
    return "/api/cases/" + reply.body().path("caseId").asString();
  }

  private Reply step(String path, String resource, String json) {
    Reply reply = service.post(path + "/" + resource, json);
    assertThat(reply.status()).as("%s: %s", resource, reply.body()).isEqualTo(200);
    return reply;
  }

  private static String text(Reply reply, String field) {
    return reply.body().path(field).asString();
  }

  private List<String> names(String path) {
    List<String> names = new ArrayList<>();
    service
        .get(path + "/history")
        .body()
        .path("items")
        .forEach(entry -> names.add(entry.path("type").asString()));
    return names;
  }
}
