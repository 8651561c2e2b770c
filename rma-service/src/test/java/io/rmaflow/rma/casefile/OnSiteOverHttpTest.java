package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.SiteCheckEvent.SiteChecked;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.Customer.Product;
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

    assertThat(text(service.step(path, "judgement", "{\"hardwareFault\": true}"), "rmaNumber"))
        .startsWith("RMA-");
    Reply outOfHours = service.post(path + "/visit", afterHours);
    assertThat(outOfHours.status()).isEqualTo(422);
    assertThat(outOfHours.body().at("/refusals/0/code").asString()).isEqualTo("OUT_OF_HOURS");
    Reply planned =
        service.step(
            path, "visit", "{\"plannedFor\": \"2026-06-10T14:00:00+09:00\", \"engineer\": \"佐藤\"}");
    assertThat(text(planned, "status")).isEqualTo("VISIT_PLANNED");
    assertThat(planned.body().at("/visit/engineer").asString()).isEqualTo("佐藤");

    service.clock("2026-06-10T14:20:00");
    Reply arrived = service.step(path, "arrival", "{}");
    assertThat(text(arrived, "status")).isEqualTo("ARRIVED");
    assertThat(arrived.body().at("/visit/onTarget").asBoolean()).isTrue();
    service.clock("2026-06-10T15:00:00");
    assertThat(
            text(
                service.step(
                    path, "exchange", "{\"kind\": \"UNIT\", \"serialNumber\": \"NN3-9401\"}"),
                "status"))
        .isEqualTo("EXCHANGED");
    service.clock("2026-06-10T15:40:00");
    Reply restored =
        service.step(
            path,
            "restoration",
            "{\"backupSupplied\": true, \"backupRestored\": true, \"checked\": true}");
    assertThat(text(restored, "status")).isEqualTo("RESTORED");
    assertThat(restored.body().at("/visit/backupSupplied").asString()).isEqualTo("true");
    Reply closed = service.step(path, "restoration-report", "{\"method\": \"ON_SITE\"}");

    assertThat(text(closed, "status")).isEqualTo("CLOSED");
    assertThat(text(closed, "closedBecause")).isEqualTo("RESTORED");
    assertThat(closed.body().at("/replacement/serialNumber").asString()).isEqualTo("NN3-9401");
    assertThat(service.history(path))
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
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    service.step(path, "visit", "{\"plannedFor\": \"2026-05-04T02:00:00+09:00\"}");
    service.clock("2026-05-04T03:10:30");
    Reply arrived = service.step(path, "arrival", "{\"reason\": \"事故渋滞\"}");

    assertThat(arrived.body().at("/visit/onTarget").asBoolean()).isFalse();
    assertThat(arrived.body().at("/visit/minutesOverTarget").asInt()).isEqualTo(40);
    assertThat(arrived.body().at("/visit/reason").asString()).isEqualTo("事故渋滞");
    assertThat(arrived.body().path("chargeable").asBoolean()).isFalse();
    service.step(path, "exchange", "{\"kind\": \"UNIT\", \"serialNumber\": \"IA-9402\"}");
    Reply restored = service.step(path, "restoration", "{\"checked\": true}");
    assertThat(restored.body().at("/visit/backupSupplied").asString()).isEqualTo("false");
    assertThat(text(service.step(path, "restoration-report", "{\"method\": \"PHONE\"}"), "status"))
        .isEqualTo("CLOSED");
  }

  @Test
  @Clause({"ONS-7", "ONS-12"})
  void theTargetIsTheSites_andTheCoverGoesOverToTheUnitThatWasBrought() {
    Customer customer = Customer.registered(service, "C-4003", "NN3-4003", Plan.ONSITE_WEEKDAY);
    service.told(
        "site-check/NN3-4003",
        new SiteChecked(
            new SerialNumber("NN3-4003"),
            service.fingerprints().site("150-0001", "東京都渋谷区神宮前1-1-1"),
            true,
            6));
    service.startAt("2026-06-10T11:30:00");
    String path = openByPhone(customer);
    assertThat(text(service.get(path), "arrivalTarget")).isEqualTo("2026-06-11T09:30:00+09:00");
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    service.clock("2026-06-11T09:20:00");
    service.step(path, "exchange", "{\"kind\": \"UNIT\", \"serialNumber\": \"NN3-9403\"}");
    service.clock("2026-06-11T10:00:00");

    Reply old = service.post("/api/cases", phone(customer));
    assertThat(text(old, "status")).isEqualTo("REFUSED");
    assertThat(old.body().at("/refusals/0/code").asString()).isEqualTo("CONTRACT_NOT_ACTIVE");
    assertThat(old.body().at("/refusals/0/details/replacedBy").asString()).isEqualTo("NN3-9403");
    Reply brought = service.post("/api/cases", phone(customer).replace("NN3-4003", "NN3-9403"));
    assertThat(text(brought, "status")).isEqualTo("ACCEPTED");
    assertThat(text(brought, "arrivalTarget")).isEqualTo("2026-06-11T16:00:00+09:00");
  }

  @Test
  @Clause({"ONS-12", "ONS-13", "ONS-16", "RMA-9"})
  void aMotherboardOfASuperDhcp_takesASecondVisit_whichHasNoTarget() {
    Customer customer =
        Customer.registered(service, "C-4009", "SD-4009", Plan.ONSITE_24X365, Product.SUPERDHCP);
    service.startAt("2026-06-10T10:30:00");
    String path = openByPhone(customer, "5.00.3-120");
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    service.clock("2026-06-10T14:00:00");
    service.step(path, "arrival", "{}");
    service.step(path, "exchange", "{\"kind\": \"PART\", \"part\": \"電源ユニット\"}");

    Reply required =
        service.step(
            path,
            "second-visit",
            "{\"cause\": \"MOTHERBOARD\", \"plannedFor\": \"2026-06-15T10:00:00+09:00\"}");
    assertThat(text(required, "status")).isEqualTo("AWAITING_SECOND_VISIT");
    assertThat(required.body().at("/visit/plannedFor").asString())
        .isEqualTo("2026-06-15T10:00:00+09:00");

    service.clock("2026-06-15T10:20:00");
    assertThat(text(service.step(path, "arrival", "{}"), "status")).isEqualTo("ARRIVED");
    Reply exchanged = service.step(path, "exchange", "{\"kind\": \"PART\", \"part\": \"マザーボード\"}");
    assertThat(text(exchanged, "status")).isEqualTo("EXCHANGED");
    assertThat(exchanged.body().path("deadlines")).hasSize(1);
    Reply corrected =
        service.step(
            path,
            "correction",
            """
            {"ofEvent": "EngineerArrived", "field": "arrivedAt", "visit": 1,
             "value": "2026-06-10T13:50:00+09:00", "reason": "read off the report"}
            """);
    assertThat(corrected.body().at("/visit/arrivedAt").asString())
        .isEqualTo("2026-06-10T13:50:00+09:00");
    assertThat(
            service
                .post(
                    path + "/correction",
                    """
                    {"ofEvent": "EngineerArrived", "field": "arrivedAt", "visit": 3,
                     "value": "2026-06-10T13:50:00+09:00", "reason": "no such visit"}
                    """)
                .status())
        .isEqualTo(400);
    service.step(path, "restoration", "{\"checked\": true}");
    assertThat(text(service.step(path, "restoration-report", "{\"method\": \"PHONE\"}"), "status"))
        .isEqualTo("CLOSED");
    assertThat(service.history(path))
        .containsSubsequence(
            "EngineerArrived",
            "DeadlineMet",
            "PartExchanged",
            "SecondVisitRequired",
            "EngineerArrived",
            "PartExchanged",
            "FactCorrected",
            "ServiceRestored",
            "CaseClosed");
  }

  @Test
  @Clause({"EXC-ONS-16", "EXC-ONS-24", "ONS-8", "ONS-14", "A-73"})
  void whateverElseIsAskedFor_takesTheRmaNumberOnceThereIsOne() {
    Customer customer = Customer.registered(service, "C-4004", "NN3-4004", Plan.ONSITE_WEEKDAY);
    service.startAt("2026-06-10T10:30:00");
    String path = openByPhone(customer);
    String works =
        "\"requestedWork\": [\"RESTORE_DATA\", \"GIVE_BACK_THE_COLLECTED_UNIT\", \"WHOLE_UNIT_EXCHANGE\"]";
    Reply before = service.post(path + "/demand", "{" + works + "}");
    assertThat(before.status()).isEqualTo(201);
    assertThat(before.body().at("/granted/0").asString()).isEqualTo("RESTORE_DATA");

    String rma = text(service.step(path, "judgement", "{\"hardwareFault\": true}"), "rmaNumber");
    Reply without = service.post(path + "/demand", "{" + works + "}");
    assertThat(without.status()).isEqualTo(201);
    assertThat(without.body().path("granted")).isEmpty();
    assertThat(codes(without))
        .containsExactly("RMA_NUMBER_REQUIRED", "RMA_NUMBER_REQUIRED", "RMA_NUMBER_REQUIRED");
    Reply with = service.post(path + "/demand", "{" + works + ", \"rmaNumber\": \"" + rma + "\"}");
    assertThat(with.body().at("/granted/0").asString()).isEqualTo("RESTORE_DATA");
    assertThat(codes(with))
        .containsExactly("COLLECTED_UNIT_NOT_RETURNED", "EXCHANGE_SCOPE_DECIDED_BY_VENDOR");
    assertThat(text(service.get(path), "status")).isEqualTo("RMA_ISSUED");
    assertThat(service.history(path)).filteredOn("DemandRefused"::equals).hasSize(7);
  }

  private static List<String> codes(Reply reply) {
    List<String> codes = new ArrayList<>();
    reply.body().path("refusals").forEach(refusal -> codes.add(refusal.path("code").asString()));
    return codes;
  }

  private String openByPhone(Customer customer, String softwareVersion) {
    return open(phone(customer).replace("4.10.1-2201", softwareVersion));
  }

  private static String phone(Customer customer) {
    return customer
        .request()
        .replace("CROSS_SEND_BACK", "ONSITE")
        .replace("\"FORM\"", "\"ONSITE_PHONE\"");
  }

  private String openByPhone(Customer customer) {
    return open(phone(customer));
  }

  private String open(String request) {
    Reply reply = service.post("/api/cases", request);
    assertThat(reply.body().path("status").asString()).as("%s", reply.body()).isEqualTo("ACCEPTED");
    return "/api/cases/" + reply.body().path("caseId").asString();
  }

  private static String text(Reply reply, String field) {
    return reply.body().path(field).asString();
  }
}
