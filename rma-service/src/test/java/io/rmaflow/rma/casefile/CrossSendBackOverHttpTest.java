package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.contract.CalendarEvent.CalendarChanged;
import io.rmaflow.events.contract.CalendarEvent.Holiday;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The steps of a case on real servers, from the request to the end, with the clock moved. */
class CrossSendBackOverHttpTest {

  private final RunningService service = RunningService.shared();

  @Test
  @Clause({"CSB-1", "CSB-2", "CSB-4", "CSB-26", "EXC-CSB-14", "NOT-7", "RMA-9"})
  void aUnitExchangedInAdvance_isRemindedOf_overdue_suspendsTheCompany_andComesBack() {
    Customer k1 = Customer.registered(service, "C-2001", "NR2A-2001");
    Customer k1Again = Customer.registered(service, "C-2009", "NR2A-2009");
    service.told(
        "customer/C-2001",
        new CustomerIdsLinked(new CustomerId("C-2001"), new CustomerId("C-2009")));

    service.startAt("2026-05-01T10:30:00");
    String path = k1.openCase();
    service.clock("2026-05-01T11:40:00");
    Reply judged = service.post(path + "/judgement", "{\"hardwareFault\": true}");
    assertThat(judged.status()).isEqualTo(200);
    assertThat(text(judged, "status")).isEqualTo("RMA_ISSUED");
    assertThat(text(judged, "dispatchDue")).isEqualTo("2026-05-01");
    String rmaNumber = text(judged, "rmaNumber");
    assertThat(rmaNumber).matches("RMA-2026-\\d{6}");

    service.clock("2026-05-01T15:00:00");
    Reply shipped =
        service.post(
            path + "/replacement-shipment",
            """
            {"serialNumber": "NR2A-9201", "condition": "REFURBISHED", "carrier": "Yamato",
             "trackingNumber": "1234"}
            """);
    assertThat(text(shipped, "status")).isEqualTo("REPLACEMENT_SHIPPED");
    assertThat(shipped.body().at("/replacement/softwareVersion").asString())
        .isEqualTo("4.10.1-2201");
    assertThat(shipped.body().at("/shipments/0/payer").asString()).isEqualTo("VENDOR");

    service.clock("2026-05-02T11:00:00");
    Reply delivered = service.post(path + "/replacement-delivery", "{}");
    assertThat(text(delivered, "returnDue")).isEqualTo("2026-05-13");
    assertThat(delivered.body().at("/deadlines/1/derivation/skippedDays/0/en").asString())
        .isEqualTo("Constitution Memorial Day");

    service.clock("2026-05-13T10:00:00");
    assertThat(remindersOf(path)).containsExactly("BEFORE", "DUE_DAY");
    service.clock("2026-05-14T09:30:00");
    assertThat(remindersOf(path)).containsExactly("BEFORE", "DUE_DAY", "OVERDUE");
    assertThat(text(service.get(path), "status")).isEqualTo("RETURN_OVERDUE");
    assertThat(occurredAtOf(path, "ReturnOverdue")).containsExactly("2026-05-14T00:00:00+09:00");

    Reply standing = service.get("/api/customers/C-2009/standing");
    assertThat(standing.body().path("suspended").asBoolean()).isTrue();
    assertThat(standing.body().at("/overdueUnits/0/rmaNumber").asString()).isEqualTo(rmaNumber);
    assertThat(standing.body().at("/refuses/0").asString()).isEqualTo("CSB-26");
    assertThat(standingOf("C-2001")).containsExactly("CustomerServiceSuspended");
    assertThat(standingOf("C-2009")).containsExactly("CustomerServiceSuspended");

    Reply refused = service.post("/api/cases", k1Again.request());
    assertThat(refused.status()).isEqualTo(201);
    assertThat(text(refused, "status")).isEqualTo("REFUSED");
    assertThat(refused.body().at("/refusals/0/code").asString())
        .isEqualTo("UNRETURNED_FAULTY_UNIT");
    assertThat(refused.body().at("/refusals/0/details/units/0/returnDue").asString())
        .isEqualTo("2026-05-13");

    service.clock("2026-05-15T10:00:00");
    Reply handedOver = service.post(path + "/faulty-unit-dispatch", "{\"carrier\": \"Sagawa\"}");
    assertThat(text(handedOver, "status")).isEqualTo("FAULTY_UNIT_DISPATCHED");
    assertThat(handedOver.body().path("returnedLateBusinessDays").asInt()).isEqualTo(2);
    assertThat(standingOf("C-2009"))
        .containsExactly("CustomerServiceSuspended", "CustomerServiceResumed");
    assertThat(service.get("/api/customers/C-2001/standing").body().path("suspended").asBoolean())
        .isFalse();
    assertThat(text(service.post("/api/cases", k1Again.request()), "status")).isEqualTo("ACCEPTED");

    service.clock("2026-05-18T10:00:00");
    Reply received =
        service.post(
            path + "/faulty-unit-return",
            "{\"serialNumber\": \"NR2A-2001\", \"condition\": \"DAMAGED\"}");
    assertThat(text(received, "status")).isEqualTo("CLOSED");
    assertThat(text(received, "closedBecause")).isEqualTo("FAULTY_UNIT_RETURNED");
    assertThat(namesOf(path))
        .containsExactly(
            "FailureReported",
            "RequestAccepted",
            "HardwareFaultJudged",
            "RmaNumberIssued",
            "ShipmentOrdered",
            "DeadlineSet",
            "ReplacementShipped",
            "DeadlineMet",
            "ReplacementDelivered",
            "ReturnDutyOpened",
            "DeadlineSet",
            "ReturnReminderDue",
            "ReturnReminderDue",
            "ReturnOverdue",
            "ReturnReminderDue",
            "FaultyUnitDispatched",
            "DeadlineMet",
            "FaultyUnitReturned",
            "CaseClosed");
  }

  @Test
  @Clause("CSB-2")
  void aDispatchDateThatPasses_isRecordedAtMidnight_once() {
    Customer customer = Customer.registered(service, "C-2011", "NR2A-2011");
    service.startAt("2026-06-10T10:00:00");
    String path = customer.openCase();
    service.post(path + "/judgement", "{\"hardwareFault\": true}");

    service.clock("2026-06-12T10:00:00");

    assertThat(occurredAtOf(path, "DispatchOverdue")).containsExactly("2026-06-11T00:00:00+09:00");
    assertThat(service.get(path).body().at("/deadlines/0/state").asString()).isEqualTo("OVERDUE");
  }

  @Test
  void stepsAgain_factsChangeNothing_decisionsAreRefusedWithTheState() {
    Customer customer = Customer.registered(service, "C-2021", "NR2A-2021");
    service.startAt("2026-06-10T10:00:00");
    String path = customer.openCase();
    service.post(path + "/judgement", "{\"hardwareFault\": true}");

    Reply judgedAgain = service.post(path + "/judgement", "{\"hardwareFault\": true}");
    assertThat(judgedAgain.status()).isEqualTo(409);
    assertThat(text(judgedAgain, "state")).isEqualTo("RMA_ISSUED");

    String shipment = "{\"serialNumber\": \"NR2A-9221\", \"trackingNumber\": \"1\"}";
    Reply first = service.post(path + "/replacement-shipment", shipment);
    service.clock("2026-06-10T12:00:00");
    Reply again = service.post(path + "/replacement-shipment", shipment);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("version").asLong())
        .isEqualTo(first.body().path("version").asLong());
    assertThat(
            service
                .post(
                    path + "/replacement-shipment",
                    "{\"serialNumber\": \"NR2A-9221\", \"trackingNumber\": \"2\"}")
                .status())
        .isEqualTo(409);
  }

  @Test
  void whatIsWrong_isNamed() {
    Customer customer = Customer.registered(service, "C-2031", "NR2A-2031");
    service.startAt("2026-06-10T10:00:00");
    String path = customer.openCase();

    assertThat(service.post("/api/cases/none/judgement", "{\"hardwareFault\": true}").status())
        .isEqualTo(404);
    assertThat(service.get("/api/cases/none").status()).isEqualTo(404);
    assertThat(service.get("/api/customers/C-0/standing").status()).isEqualTo(404);
    Reply missing = service.post(path + "/judgement", "{}");
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.body().at("/errors/0/field").asString()).isEqualTo("hardwareFault");
    Reply early = service.post(path + "/replacement-shipment", "{\"serialNumber\": \"X-1\"}");
    assertThat(early.status()).isEqualTo(409);
    assertThat(text(early, "state")).isEqualTo("ACCEPTED");
    Reply future =
        service.post(
            path + "/judgement",
            "{\"hardwareFault\": true, \"occurredAt\": \"2026-06-10T10:05:00+09:00\"}");
    assertThat(future.body().at("/errors/0/field").asString()).isEqualTo("occurredAt");
    service.post(path + "/judgement", "{\"hardwareFault\": true}");
  }

  @Test
  @Clause({"RMA-9", "CSB-20", "CSB-26"})
  void lateAndCorrectedFacts_areDerivedAgain_andReadableAsTheyWere() {
    Customer customer = Customer.registered(service, "C-2041", "NR2A-2041");
    service.startAt("2026-05-07T09:30:00");
    String path = customer.openCase();
    service.post(path + "/judgement", "{\"hardwareFault\": true}");
    service.post(path + "/replacement-shipment", "{\"serialNumber\": \"NR2A-9241\"}");
    service.clock("2026-05-11T14:00:00");
    service.post(path + "/replacement-delivery", "{\"occurredAt\": \"2026-05-08T14:00:00+09:00\"}");
    service.clock("2026-05-18T10:00:00");
    assertThat(text(service.get(path), "status")).isEqualTo("RETURN_OVERDUE");
    assertThat(standingOf("C-2041")).containsExactly("CustomerServiceSuspended");

    Reply corrected =
        service.post(
            path + "/correction",
            """
            {"ofEvent": "ReplacementDelivered", "field": "deliveredAt",
             "value": "2026-05-12T09:00:00+09:00", "reason": "carrier's list"}
            """);

    assertThat(corrected.status()).isEqualTo(200);
    assertThat(text(corrected, "returnDue")).isEqualTo("2026-05-19");
    assertThat(text(corrected, "status")).isEqualTo("REPLACEMENT_DELIVERED");
    assertThat(standingOf("C-2041"))
        .containsExactly("CustomerServiceSuspended", "CustomerServiceResumed");
    assertThat(remindersOf(path)).containsExactly("BEFORE", "DUE_DAY", "OVERDUE");

    service.clock("2026-05-20T09:30:00");
    assertThat(remindersOf(path))
        .containsExactly("BEFORE", "DUE_DAY", "OVERDUE", "DUE_DAY", "OVERDUE");
    Reply handedOver =
        service.post(
            path + "/faulty-unit-return",
            "{\"serialNumber\": \"NR2A-2041\", \"occurredAt\": \"2026-05-20T09:10:00+09:00\"}");
    assertThat(handedOver.body().path("returnedLateBusinessDays").asInt()).isEqualTo(1);
    Reply reported =
        service.post(
            path + "/faulty-unit-dispatch", "{\"occurredAt\": \"2026-05-19T20:00:00+09:00\"}");
    assertThat(reported.body().path("returnedLateBusinessDays").asInt()).isEqualTo(0);
    assertThat(text(reported, "status")).isEqualTo("CLOSED");
    assertThat(namesOf(path))
        .endsWith("FaultyUnitDispatched", "ReturnOverdueWithdrawn", "DeadlineMet");

    assertThat(text(service.get(path + "?asOf=2026-05-10T00:00:00Z"), "status"))
        .isEqualTo("REPLACEMENT_SHIPPED");
    assertThat(text(service.get(path + "?asOf=2026-05-16T00:00:00Z"), "status"))
        .isEqualTo("RETURN_OVERDUE");
    assertThat(text(service.get(path + "?trueAt=2026-05-16T00:00:00Z"), "status"))
        .isEqualTo("REPLACEMENT_DELIVERED");
    assertThat(service.get(path + "?asOf=2026-05-01T00:00:00Z").status()).isEqualTo(404);
  }

  @Test
  void casesAndDueTimes_areFound() {
    Customer customer = Customer.registered(service, "C-2051", "NR2A-2051");
    service.startAt("2026-06-10T13:00:00");
    String path = customer.openCase();
    String rmaNumber =
        text(service.post(path + "/judgement", "{\"hardwareFault\": true}"), "rmaNumber");

    assertThat(found("/api/cases?customerId=C-2051")).isEqualTo(1);
    assertThat(found("/api/cases?rmaNumber=" + rmaNumber)).isEqualTo(1);
    assertThat(found("/api/cases?q=%EF%BD%8E%EF%BD%92%EF%BC%92A-2051&status=RMA_ISSUED"))
        .isEqualTo(1);
    assertThat(found("/api/cases?serialNumber=NR2A-2051&status=CLOSED")).isEqualTo(0);
    assertThat(service.get("/api/cases?status=NONSENSE").status()).isEqualTo(400);
    assertThat(duePaths("/api/deadlines?who=VENDOR&dueBefore=2026-06-12")).contains(path);
    assertThat(duePaths("/api/deadlines?who=VENDOR&dueBefore=2026-06-11")).doesNotContain(path);
    assertThat(duePaths("/api/deadlines?who=CUSTOMER")).doesNotContain(path);
    assertThat(found(path + "/deadlines")).isEqualTo(1);
  }

  @Test
  @Clause({"CAL-3", "CSB-4", "A-61"})
  void aNewHolidayMovesWhatIsOpen_andALinkSpreadsASuspension() {
    Customer customer = Customer.registered(service, "C-2061", "NR2A-2061");
    Customer other = Customer.registered(service, "C-2062", "NR2A-2062");
    service.startAt("2026-07-01T09:30:00");
    String path = customer.openCase();
    service.post(path + "/judgement", "{\"hardwareFault\": true}");
    service.post(path + "/replacement-shipment", "{\"serialNumber\": \"NR2A-9261\"}");
    service.clock("2026-07-02T14:00:00");
    assertThat(text(service.post(path + "/replacement-delivery", "{}"), "returnDue"))
        .isEqualTo("2026-07-09");

    service.told(
        "calendar",
        new CalendarChanged(
            2,
            List.of(new Holiday(LocalDate.parse("2026-07-07"), "七夕休業", "Star Festival")),
            List.of(),
            null));

    Reply moved = service.get(path);
    assertThat(text(moved, "returnDue")).isEqualTo("2026-07-10");
    assertThat(moved.body().at("/deadlines/1/state").asString()).isEqualTo("MOVED");
    assertThat(moved.body().at("/deadlines/2/derivation/calendarVersion").asInt()).isEqualTo(2);

    service.clock("2026-07-11T00:00:00");
    assertThat(text(service.get(path), "status")).isEqualTo("RETURN_OVERDUE");
    service.told(
        "customer/C-2061",
        new CustomerIdsLinked(new CustomerId("C-2061"), new CustomerId("C-2062")));
    assertThat(standingOf("C-2062")).containsExactly("CustomerServiceSuspended");
    assertThat(text(service.post("/api/cases", other.request()), "status")).isEqualTo("REFUSED");

    service.post(path + "/buy-out-request", "{\"reason\": \"data leakage\"}");
    service.step(path, "buy-out-decision", "{\"agreed\": false, \"reason\": \"故障の解析に必要です。\"}");
    assertThat(reasonOf(path, "BuyOutDeclined")).isEqualTo("故障の解析に必要です。");
    service.post(path + "/buy-out-request", "{\"reason\": \"data leakage\"}");
    Reply bought =
        service.post(
            path + "/buy-out-decision",
            "{\"agreed\": true, \"priceYen\": 30000, \"reason\": \"データ保護のため。\"}");
    assertThat(reasonOf(path, "BuyOutAgreed")).isEqualTo("データ保護のため。");
    assertThat(text(bought, "status")).isEqualTo("CLOSED");
    assertThat(standingOf("C-2062"))
        .containsExactly("CustomerServiceSuspended", "CustomerServiceResumed");
  }

  /** The event has a reference alone; the words are asked of their owner. */
  private String reasonOf(String path, String event) {
    JsonNode data =
        history(path).stream()
            .filter(entry -> entry.path("type").asString().equals(event))
            .findFirst()
            .orElseThrow()
            .path("data");
    assertThat(data.toString()).doesNotContain("故障の解析", "データ保護");
    return text(service.get("/api/texts/" + data.path("reasonId").asString()), "text");
  }

  // ---- reading answers

  private static String text(Reply reply, String field) {
    assertThat(reply.body().has(field)).as("%s in %s", field, reply.body()).isTrue();
    return reply.body().path(field).asString();
  }

  private long found(String path) {
    return service.get(path).body().path("total").asLong();
  }

  private List<String> duePaths(String path) {
    List<String> paths = new ArrayList<>();
    for (JsonNode item : service.get(path + "&size=200").body().path("items")) {
      paths.add("/api/cases/" + item.path("caseId").asString());
    }
    return paths;
  }

  private List<JsonNode> history(String path) {
    List<JsonNode> entries = new ArrayList<>();
    service.get(path + "/history").body().path("items").forEach(entries::add);
    return entries;
  }

  private List<String> namesOf(String path) {
    return history(path).stream().map(entry -> entry.path("type").asString()).toList();
  }

  private List<String> occurredAtOf(String path, String type) {
    return history(path).stream()
        .filter(entry -> entry.path("type").asString().equals(type))
        .map(entry -> entry.path("occurredAt").asString())
        .toList();
  }

  private List<String> remindersOf(String path) {
    return history(path).stream()
        .filter(entry -> entry.path("type").asString().equals("ReturnReminderDue"))
        .map(entry -> entry.at("/data/occasion").asString())
        .toList();
  }

  private List<String> standingOf(String customerId) {
    return service.bean(StoredStreams.class).events("standing/" + customerId).stream()
        .map(stored -> stored.envelope().name())
        .toList();
  }
}
