package io.rmaflow.rma.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ContractEvent.ContractSigned;
import io.rmaflow.events.contract.ContractEvent.Party;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import io.rmaflow.events.contract.ProductEvent.HotfixTargetsNamed;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.events.contract.UnitEvent.Source;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Requests over HTTP, with what contract-service tells coming over Kafka. */
class IntakeHttpTest {

  private final RunningService rma = RunningService.shared();

  @BeforeEach
  void onTheFridayBeforeGoldenWeek() {
    rma.startAt("2026-05-01T10:30:00");
  }

  @Test
  @Clause({"RMA-8", "CSB-1"})
  void completeRequest_isAccepted_andReadBack() {
    Customer customer = Customer.registered(rma, "C-IH-1", "IH-0001");

    Reply reply = rma.post("/api/cases", customer.request());

    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
    assertThat(text(reply, "/status")).isEqualTo("ACCEPTED");
    assertThat(OffsetDateTime.parse(text(reply, "/acceptedAt")).toInstant())
        .isEqualTo("2026-05-01T01:30:00Z");
    assertThat(text(reply, "/provisionalDispatchDue")).isEqualTo("2026-05-01");
    assertThat(codes(reply)).isEmpty();
    assertThat(reply.response().headers().firstValue("Location"))
        .contains("/api/cases/" + text(reply, "/caseId"));
    assertThat(reply.response().headers().firstValue("Consistency-Token")).isPresent();
    Reply read = rma.get("/api/cases/" + text(reply, "/caseId"));
    assertThat(text(read, "/status")).isEqualTo("ACCEPTED");
    assertThat(text(read, "/unit/serialNumber")).isEqualTo("IH-0001");
    assertThat(text(read, "/submittedBy")).isEqualTo("CUSTOMER");
  }

  @Test
  @Clause("A-80")
  void aRequestThatAnAgencySent_saysSo() {
    Customer customer = Customer.registered(rma, "C-IH-10", "IH-0010");

    String path =
        customer.accepted(
            customer
                .request()
                .replace("\"submittedBy\": \"CUSTOMER\"", "\"submittedBy\": \"AGENCY\""));

    assertThat(text(rma.get(path), "/submittedBy")).isEqualTo("AGENCY");
  }

  @Test
  void noPersonalDataStandsInTheEvents() {
    Customer customer = Customer.registered(rma, "C-IH-2", "IH-0002");

    Reply reply = rma.post("/api/cases", customer.request());

    JsonNode history = rma.get("/api/cases/" + text(reply, "/caseId") + "/history").body();
    assertThat(history.at("/items").valueStream().map(item -> item.at("/type").asString()).toList())
        .startsWith("FailureReported", "RequestAccepted");
    assertThat(history.toString())
        .doesNotContain("山田", "yamada", "起動しない", "no power", "神宮前", "Company")
        .contains("\"r-");
  }

  @Test
  @Clause({"RMA-2", "RMA-3", "CSB-7", "CSB-21", "CSB-22", "EXC-CSB-6", "RMA-8"})
  void emptyRequest_isRefusedWithEveryMissingField() {
    Reply reply = rma.post("/api/cases", "{\"webAccessible\": true}");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(text(reply, "/status")).isEqualTo("REFUSED");
    assertThat(codes(reply))
        .containsExactly(
            "CUSTOMER_ID_REQUIRED",
            "SERIAL_REQUIRED",
            "SOFTWARE_VERSION_REQUIRED",
            "FAULT_DESCRIPTION_REQUIRED",
            "REQUEST_SHEET_REQUIRED",
            "CHECKSHEET_REQUIRED",
            "SELF_DIAGNOSIS_REQUIRED",
            "BACKUP_AND_LOG_REQUIRED");
  }

  @ParameterizedTest
  @CsvSource({
    "CROSS_SEND_BACK, CROSS_SEND_BACK, C-IH-21, IH-0021",
    "MANUFACTURER, MANUFACTURER, C-IH-22, IH-0022",
    "WARRANTY, CROSS_SEND_BACK, C-IH-23, IH-0023",
    "ONSITE, ONSITE_WEEKDAY, C-IH-24, IH-0024",
    "TRIAGE, MANUFACTURER, C-IH-25, IH-0025",
    "DOA, CROSS_SEND_BACK, C-IH-26, IH-0026"
  })
  @Clause({"SWP-6", "A-69"})
  void aFaultLinkedToAHotfixThatTheCustomerWasHanded_isRefusedUntilItIsApplied(
      String procedure, Plan plan, String customerId, String serial) {
    Customer customer = Customer.registered(rma, customerId, serial, plan);
    String request =
        customer
            .request()
            .replace("\"procedure\": \"CROSS_SEND_BACK\"", "\"procedure\": \"" + procedure + "\"")
            .replace(
                "\"declarations\": {", "\"declarations\": {\"relatedHotfix\": \"4.10.1-2300\", ");
    String before = rma.post("/api/cases", request).outcome();

    rma.told(
        "product/netregio2a-dhcp",
        new HotfixTargetsNamed(
            new ProductCode("netregio2a-dhcp"),
            new SoftwareVersion("4.10.1-2300"),
            List.of(new CustomerId(customerId)),
            null));

    assertThat(before).isEqualTo("ACCEPTED");
    assertThat(rma.post("/api/cases", request).outcome()).isEqualTo("HOTFIX_NOT_APPLIED");
    assertThat(rma.post("/api/cases", request.replace("4.10.1-2201", "4.10.1-2300")).outcome())
        .isEqualTo("ACCEPTED");
  }

  @Test
  @Clause("EXC-CSB-12")
  void anotherSite_isRefused_andTheSameWrittenOtherwiseIsNot() {
    Customer customer = Customer.registered(rma, "C-IH-3", "IH-0003");

    Reply elsewhere = rma.post("/api/cases", customer.request().replace("神宮前1-1-1", "神宮前2-2-2"));
    assertThat(codes(elsewhere)).containsExactly("SITE_OR_OWNER_MISMATCH");
    assertThat(text(elsewhere, "/refusals/0/clauses/0")).isEqualTo("EXC-CSB-12");

    Reply written = rma.post("/api/cases", customer.request().replace("神宮前1-1-1", "神宮前１－１－１"));
    assertThat(text(written, "/status")).isEqualTo("ACCEPTED");
  }

  @Test
  @Clause("CID-3")
  void aLinkedIdMayNameTheUnit_oneOfNobodyMayNot() {
    Customer customer = Customer.registered(rma, "C-IH-9", "IH-0009");
    rma.told("customer/C-IH-9b", new CustomerIdIssued(new CustomerId("C-IH-9b"), List.of()));
    String request = customer.request().replace("\"C-IH-9\"", "\"C-IH-9b\"");
    assertThat(codes(rma.post("/api/cases", request))).containsExactly("CUSTOMER_ID_MISMATCH");

    rma.told(
        "customer/C-IH-9b",
        new CustomerIdsLinked(new CustomerId("C-IH-9b"), new CustomerId("C-IH-9")));

    assertThat(text(rma.post("/api/cases", request), "/status")).isEqualTo("ACCEPTED");
  }

  @Test
  void withoutAToken_whatContractServiceHasJustPublishedIsCaughtUpWith() {
    Customer.registered(rma, "C-IH-4", "IH-0004");
    for (int unit = 1; unit <= 10; unit++) {
      Customer customer = new Customer(rma, "C-IH-4-" + unit, "IH-4-" + unit);
      publishWithoutWaiting(customer);

      Reply reply = rma.post("/api/cases", customer.request());

      assertThat(text(reply, "/status")).as(reply.body().toString()).isEqualTo("ACCEPTED");
    }
  }

  @Test
  @Clause("RMA-8")
  void unknownUnitAndMalformedVersion_areRefusalsAndNotErrors() {
    Customer nobody = new Customer(rma, "C-UNHEARD-OF", "UNHEARD-OF");

    Reply reply = rma.post("/api/cases", nobody.request().replace("4.10.1-2201", "four"));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(codes(reply)).containsExactly("NOT_REGISTERED", "CUSTOMER_ID_MISMATCH");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"webAccessible\": \"yes\"} | webAccessible",
        "{\"procedure\": \"REPAIR\"} | procedure",
        "{\"isolation\": {\"result\": 3}} | isolation.result",
        "{\"serialNumber\": \"a\\u0000\"} | serialNumber",
        "{\"occurredAt\": \"2026-05-01T10:32:00+09:00\"} | occurredAt"
      })
  void whatIsNoRequest_isA400ThatNamesTheField(String json, String field) {
    Reply reply = rma.post("/api/cases", json);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.response().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(reply.body().toString()).contains("\"" + field + "\"");
  }

  @Test
  @Clause("RMA-8")
  void aSecondCaseOfTheUnit_isAcceptedWithAWarning() {
    Customer customer = Customer.registered(rma, "C-IH-6", "IH-0006");
    customer.openCase();

    Reply second = rma.post("/api/cases", customer.request());

    assertThat(text(second, "/status")).isEqualTo("ACCEPTED");
    assertThat(text(second, "/warnings/0/code")).isEqualTo("SECOND_OPEN_CASE");
  }

  @Test
  void theSameIdempotencyKeyGivesTheSameCase() {
    Customer customer = Customer.registered(rma, "C-IH-7", "IH-0007");

    Reply first = rma.post("/api/cases", customer.request(), "Idempotency-Key", "IH-7");
    Reply again = rma.post("/api/cases", customer.request(), "Idempotency-Key", "IH-7");

    assertThat(text(again, "/caseId")).isNotEmpty().isEqualTo(text(first, "/caseId"));
    assertThat(casesOf("IH-0007")).isEqualTo(1);
  }

  @Test
  @Clause({"CSB-13", "CSB-5"})
  void demands_areGrantedOrRefusedOneByOne_andTheCaseGoesOn() {
    Customer customer = Customer.registered(rma, "C-IH-8", "IH-0008");
    String path = customer.openCase();

    Reply reply =
        rma.post(
            path + "/demand",
            "{\"requestedWork\": [\"REPORT\", \"OPERATION_QUESTION\", \"LOANER\"]}");

    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
    assertThat(reply.body().at("/granted").toString()).isEqualTo("[\"OPERATION_QUESTION\"]");
    assertThat(codes(reply)).containsExactlyInAnyOrder("REPORT_NOT_PROVIDED", "LOANER_NOT_IN_PLAN");
    Reply read = rma.get(path);
    assertThat(text(read, "/status")).isEqualTo("ACCEPTED");
    assertThat(read.body().at("/demands").size()).isEqualTo(3);
    assertThat(rma.post(path + "/demand", "{}").status()).isEqualTo(400);
    assertThat(rma.post("/api/cases/none/demand", "{\"requestedWork\": [\"LOANER\"]}").status())
        .isEqualTo(404);
    assertThat(
            rma.post(path + "/demand", "{\"requestedWork\": [\"LOANER\"]}", "If-Match", "\"0\"")
                .status())
        .isEqualTo(412);
  }

  @Test
  @Clause("CON-20")
  void onceTheReplacementIsDelivered_itHasTheCover_andTheFaultyUnitHasNone() {
    Customer customer = Customer.registered(rma, "C-IH-10", "IH-0010");
    String path = customer.openCase();
    rma.post(path + "/judgement", "{\"hardwareFault\": true}");
    rma.post(path + "/replacement-shipment", "{\"serialNumber\": \"IH-1010\"}");
    Customer replacement = new Customer(rma, "C-IH-10", "IH-1010");
    assertThat(codes(rma.post("/api/cases", replacement.request())))
        .containsExactly("NOT_REGISTERED");

    rma.startAt("2026-05-02T13:00:00");
    rma.post(path + "/replacement-delivery", "{}");

    Reply faulty = rma.post("/api/cases", customer.request());
    assertThat(codes(faulty)).containsExactly("CONTRACT_NOT_ACTIVE");
    assertThat(text(faulty, "/refusals/0/details/replacedBy")).isEqualTo("IH-1010");
    Reply accepted = rma.post("/api/cases", replacement.request());
    assertThat(text(accepted, "/status")).as(accepted.body().toString()).isEqualTo("ACCEPTED");
  }

  private void publishWithoutWaiting(Customer customer) {
    CustomerId id = new CustomerId(customer.id());
    SerialNumber serial = new SerialNumber(customer.serial());
    ProductCode product = new ProductCode("netregio2a-dhcp");
    rma.published("customer/" + id, new CustomerIdIssued(id, List.of()));
    rma.published(
        "unit/" + serial,
        new UnitRegistered(
            serial,
            product,
            id,
            Source.ONLINE,
            LocalDate.parse("2025-11-10"),
            LocalDate.parse("2025-11-10"),
            ShippedBy.VENDOR,
            LocalDate.parse("2025-11-12"),
            false,
            SalesChannel.DIRECT,
            new SiteId("site-" + id),
            List.of(),
            rma.fingerprints().site("150-0001", "東京都渋谷区神宮前1-1-1"),
            rma.fingerprints().owner("Company of " + id),
            new Period(LocalDate.parse("2025-11-10"), LocalDate.parse("2026-11-09")),
            null,
            null));
    rma.published(
        "CT-" + serial,
        new ContractSigned(
            new ContractId("CT-" + serial),
            id,
            serial,
            product,
            Plan.CROSS_SEND_BACK,
            1,
            LocalDate.parse("2025-11-20"),
            LocalDate.parse("2026-11-19"),
            Party.CUSTOMER,
            null,
            "2026-04",
            1,
            false));
  }

  private int casesOf(String serial) {
    return rma.get("/api/cases?serialNumber=" + serial).body().at("/total").asInt();
  }

  private static String text(Reply reply, String pointer) {
    return reply.body().at(pointer).asString("");
  }

  private static List<String> codes(Reply reply) {
    return reply
        .body()
        .at("/refusals")
        .valueStream()
        .map(refusal -> refusal.at("/code").asString())
        .toList();
  }
}
