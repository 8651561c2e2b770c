package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepairAndDoaOverHttpTest {

  private final RunningService service = RunningService.shared();

  @Test
  @Clause({"MFR-3", "MFR-5", "MFR-26", "MFR-28", "MFR-29", "MFR-30", "NOT-9", "SHP-5", "SHP-7"})
  void manufacturerMaintenance_closesOnlyWhenTheLoanerIsBack() {
    Customer customer = Customer.registered(service, "C-3001", "NW2-3001", Plan.MANUFACTURER);
    service.startAt("2026-05-01T10:00:00");
    String path = customer.openCase("MANUFACTURER");
    service.clock("2026-05-01T12:01:00");
    Reply judged = service.step(path, "judgement", "{\"hardwareFault\": true}");
    assertThat(text(judged, "loanerDispatchDue")).isEqualTo("2026-05-07");
    assertThat(text(judged, "status")).isEqualTo("RMA_ISSUED");
    service.clock("2026-05-07T15:00:00");
    assertThat(
            text(
                service.step(path, "loaner-shipment", "{\"serialNumber\": \"LN-3001\"}"), "status"))
        .isEqualTo("LOANER_SHIPPED");
    assertThat(service.post(path + "/loaner-confirmation", "{}").status()).isEqualTo(409);
    service.clock("2026-05-11T10:00:00");
    assertThat(text(service.step(path, "loaner-delivery", "{}"), "status"))
        .isEqualTo("LOANER_DELIVERED");
    assertThat(text(service.step(path, "loaner-confirmation", "{}"), "status"))
        .isEqualTo("LOANER_CONFIRMED");
    assertThat(service.post(path + "/inspection", "{\"estimateDays\": 20}").status())
        .isEqualTo(409);
    service.clock("2026-05-14T10:00:00");
    Reply received = service.step(path, "faulty-unit-return", "{\"serialNumber\": \"NW2-3001\"}");
    assertThat(text(received, "repairGuideDate")).isEqualTo("2026-06-14");
    Reply inspected =
        service.step(path, "inspection", "{\"estimateDays\": 20, \"chargeableParts\": [\"電池\"]}");
    assertThat(text(inspected, "status")).isEqualTo("INSPECTED");
    assertThat(inspected.body().at("/chargeableParts/0").asString()).isEqualTo("電池");
    service.clock("2026-06-11T10:00:00");
    service.step(path, "repair-completion", "{}");
    service.step(path, "repaired-unit-shipment", "{}");
    service.clock("2026-06-12T10:00:00");
    assertThat(text(service.step(path, "repaired-unit-delivery", "{}"), "status"))
        .isEqualTo("REPAIRED_UNIT_DELIVERED");
    assertThat(service.post(path + "/loaner-recall", "{}").status()).isEqualTo(409);
    service.clock("2026-06-15T10:00:00");
    Reply confirmed = service.step(path, "operation-confirmation", "{}");
    assertThat(text(confirmed, "status")).isEqualTo("OPERATION_CONFIRMED");
    assertThat(confirmed.body().at("/loaner/outstanding").asBoolean()).isTrue();
    assertThat(service.history(path))
        .contains("LoanerReturnRequested")
        .doesNotContain("CaseClosed");
    service.clock("2026-06-16T10:00:00");
    assertThat(text(service.step(path, "loaner-dispatch", "{}"), "status"))
        .isEqualTo("LOANER_DISPATCHED");
    service.clock("2026-06-17T10:00:00");
    Reply closed = service.step(path, "loaner-return", "{\"serialNumber\": \"LN-3001\"}");
    assertThat(text(closed, "status")).isEqualTo("CLOSED");
    assertThat(text(closed, "closedAt")).isEqualTo("2026-06-17T10:00:00+09:00");
    assertThat(service.history(path)).doesNotContain("LoanerReturnReminderDue");
  }

  @Test
  @Clause("MFR-30")
  void whatClosesADuty_namesTheUnit_orSaysWhyItCannot() {
    Customer customer = Customer.registered(service, "C-3014", "NW2-3014", Plan.MANUFACTURER);
    service.startAt("2026-06-10T10:00:00");
    String path = customer.openCase("MANUFACTURER");
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    service.step(path, "loaner-shipment", "{\"serialNumber\": \"LN-3014\"}");

    for (String resource : List.of("/faulty-unit-return", "/loaner-return")) {
      assertThat(wrong(service.post(path + resource, "{}"))).isEqualTo("serialNumber REQUIRED");
      assertThat(wrong(service.post(path + resource, "{\"serialUnreadable\": false}")))
          .isEqualTo("serialNumber REQUIRED");
      assertThat(wrong(service.post(path + resource, "{\"serialUnreadable\": true}")))
          .isEqualTo("reason REQUIRED");
      assertThat(
              wrong(
                  service.post(
                      path + resource,
                      "{\"serialNumber\": \"X\", \"serialUnreadable\": true, \"reason\": \"x\"}")))
          .isEqualTo("serialUnreadable CONTRADICTION");
    }
    assertThat(service.history(path)).doesNotContain("FaultyUnitReturned", "LoanerReturned");

    String unreadable = "{\"serialUnreadable\": true, \"reason\": \"銘板が焼損\"}";
    assertThat(text(service.step(path, "faulty-unit-return", unreadable), "status"))
        .isEqualTo("FAULTY_UNIT_RETURNED");
    service.step(path, "repaired-unit-delivery", "{}");
    service.step(path, "operation-confirmation", "{}");
    assertThat(text(service.step(path, "loaner-return", unreadable), "status")).isEqualTo("CLOSED");
    assertThat(reasonIds(path)).hasSize(2).allMatch(id -> id.startsWith("r-"));
  }

  private static String wrong(Reply reply) {
    assertThat(reply.status()).isEqualTo(400);
    return reply.body().at("/errors/0/field").asString()
        + " "
        + reply.body().at("/errors/0/code").asString();
  }

  private List<String> reasonIds(String path) {
    return service
        .get(path + "/history")
        .body()
        .path("items")
        .valueStream()
        .map(entry -> entry.at("/data/serialUnreadableReasonId").asString(""))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  @Test
  @Clause({"WAR-3", "WAR-15", "WAR-18", "WAR-19", "WAR-20", "SHP-8", "SHP-9"})
  void theWarranty_repairsAndReturns() {
    Customer customer = Customer.registered(service, "C-3002", "NR2A-3002");
    service.startAt("2026-06-10T10:00:00");
    String path = customer.openCase("WARRANTY");
    Reply judged = service.step(path, "judgement", "{\"hardwareFault\": true}");
    assertThat(service.history(path)).doesNotContain("ShipmentOrdered");
    assertThat(judged.body().path("rmaNumber").asString()).startsWith("RMA-");
    assertThat(service.post(path + "/loaner-shipment", "{\"serialNumber\": \"L\"}").status())
        .isEqualTo(409);
    Reply sent = service.step(path, "faulty-unit-dispatch", "{}");
    assertThat(sent.body().at("/shipments/0/payer").asString()).isEqualTo("CUSTOMER");
    service.step(path, "faulty-unit-return", "{\"serialNumber\": \"NR2A-3002\"}");
    service.step(path, "inspection", "{\"estimateDays\": 14}");
    service.step(path, "repair-completion", "{}");
    Reply shipped = service.step(path, "repaired-unit-shipment", "{}");
    assertThat(text(shipped, "status")).isEqualTo("REPAIRED_UNIT_SHIPPED");
    assertThat(shipped.body().at("/shipments/1/payer").asString()).isEqualTo("VENDOR");
    assertThat(text(service.step(path, "repaired-unit-delivery", "{}"), "status"))
        .isEqualTo("CLOSED");
  }

  @Test
  @Clause({"DOA-1", "DOA-5", "DOA-6", "DOA-7", "DOA-8", "DOA-9", "SHP-10", "SHP-11"})
  void anInitialFailure_isExchangedForANewUnitOnceCertified() {
    Customer customer = Customer.registered(service, "C-3003", "NR2A-3003");
    service.startAt("2026-04-30T10:00:00");
    String path = customer.openCase("DOA");
    assertThat(
            service
                .post(path + "/doa-certification", "{\"certified\": true, \"basis\": \"x\"}")
                .status())
        .isEqualTo(409);
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    String unit = "{\"serialNumber\": \"NR2A-9303\"%s}";
    assertThat(service.post(path + "/replacement-shipment", unit.formatted("")).status())
        .isEqualTo(409);
    service.clock("2026-04-30T16:00:00");
    Reply certified =
        service.step(path, "doa-certification", "{\"certified\": true, \"basis\": \"購入後3日\"}");
    assertThat(text(certified, "dispatchFrom")).isEqualTo("2026-05-01");
    assertThat(text(certified, "dispatchDue")).isEqualTo("2026-05-07");
    Reply used =
        service.post(
            path + "/replacement-shipment", unit.formatted(", \"condition\": \"REFURBISHED\""));
    assertThat(used.status()).isEqualTo(422);
    assertThat(used.body().at("/refusals/0/code").asString()).isEqualTo("DOA_REQUIRES_NEW_UNIT");
    service.clock("2026-05-01T15:00:00");
    Reply shipped = service.step(path, "replacement-shipment", unit.formatted(""));
    assertThat(shipped.body().at("/replacement/condition").asString()).isEqualTo("NEW");
    service.clock("2026-05-02T11:00:00");
    assertThat(text(service.step(path, "replacement-delivery", "{}"), "returnDue"))
        .isEqualTo("2026-05-13");
    Reply sent = service.step(path, "faulty-unit-dispatch", "{}");
    assertThat(sent.body().at("/shipments/1/payer").asString()).isEqualTo("VENDOR");
    assertThat(
            text(
                service.step(path, "faulty-unit-return", "{\"serialNumber\": \"NR2A-3003\"}"),
                "status"))
        .isEqualTo("CLOSED");
  }

  @Test
  @Clause({"DOA-1", "RMA-10", "A-57"})
  void aDeclinedInitialFailure_goesOnUnderThePaidPlan() {
    Customer customer = Customer.registered(service, "C-3004", "NR2A-3004");
    service.startAt("2026-06-10T10:00:00");
    String path = customer.openCase("DOA");
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    Reply declined =
        service.step(path, "doa-certification", "{\"certified\": false, \"basis\": \"購入後7か月\"}");
    assertThat(text(declined, "procedure")).isEqualTo("CROSS_SEND_BACK");
    assertThat(text(declined, "dispatchDue")).isEqualTo("2026-06-10");
    assertThat(declined.body().at("/refusals/0/code").asString())
        .isEqualTo("DOA_CONDITIONS_NOT_MET");
  }

  private static String text(Reply reply, String field) {
    return reply.body().path(field).asString();
  }
}
