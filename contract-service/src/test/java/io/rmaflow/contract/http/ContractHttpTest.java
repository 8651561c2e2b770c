package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rmaflow.events.Clause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

class ContractHttpTest extends ServiceTest {

  private static List<String> codes(Reply reply) {
    return reply.body().at("/refusals").values().stream()
        .map(refusal -> refusal.at("/code").asString())
        .toList();
  }

  private static List<String> eventsOf(String stream) {
    return Topic.read(stream).stream().map(Topic.Read::name).toList();
  }

  @Test
  @Clause({"CSB-28", "CON-16", "CON-20"})
  void contractOfARegisteredUnit_isActiveOnItsFirstDay() {
    Registered unit = register();

    Reply reply =
        post("/api/contracts", application(unit.serial(), unit.customerId(), "CROSS_SEND_BACK", 1));

    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(201);
    assertThat(reply.text("/contractId")).startsWith("CT-");
    assertThat(reply.text("/customerId")).isEqualTo(unit.customerId());
    assertThat(reply.text("/status")).isEqualTo("ACTIVE");
    assertThat(reply.text("/startDate")).isEqualTo("2026-04-10");
    assertThat(reply.text("/expiryDate")).isEqualTo("2027-04-09");
    assertThat(reply.text("/terms/0/plan")).isEqualTo("CROSS_SEND_BACK");
    assertThat(get("/api/contracts/" + reply.text("/contractId")).body()).isEqualTo(reply.body());
    assertThat(get("/api/contracts?serialNumber=" + unit.serial()).text("/items/0/contractId"))
        .isEqualTo(reply.text("/contractId"));
    assertThat(
            get("/api/units/" + unit.serial() + "/entitlements?at=2026-04-10T00:00:00%2B09:00")
                .body()
                .at("/granted")
                .values())
        .extracting(granted -> granted.at("/service").asString())
        .contains("WARRANTY", "CROSS_SEND_BACK", "TECHNICAL_SUPPORT");
  }

  @Test
  void registrationAndContract_standOnKafkaWithTheirHeaders_andWithoutAnyPerson() {
    Registered unit = register();
    String contract = sign(unit);

    awaitEvents(contract, "ContractSigned", "ContractActivated");
    Topic.Read registered = Topic.read("unit/" + unit.serial()).getFirst();
    assertThat(registered.headers())
        .contains(
            entry("ce_specversion", "1.0"),
            entry("ce_type", "rmaflow.contract.UnitRegistered.v1"),
            entry("ce_source", "/rmaflow/contract-service"),
            entry("ce_subject", "unit/" + unit.serial()),
            entry("ce_streamsequence", "0"),
            entry("ce_time", "2026-04-10T01:00:00Z"),
            entry("ce_actor", "desk-1"));
    assertThat(registered.data())
        .contains("\"siteFingerprint\"", "\"warranty\"")
        .doesNotContain("山田", "サンプル商事", "千代田", "yamada");
    assertThat(eventsOf("customer/" + unit.customerId())).containsExactly("CustomerIdIssued");
  }

  @Test
  @Clause({"ELG-1", "CID-8", "CON-2", "CON-8"})
  void applicationThatFailsForManyReasons_isToldAllOfThemAndChangesNothing() {
    String serial = newSerial();
    post("/api/registrations", registration(serial, null, "netwyvern2-dhcp-academic", false));

    Reply reply =
        post(
            "/api/contracts",
            """
            {"serialNumber": "%s", "plan": "CROSS_SEND_BACK", "termYears": 3,
             "startDate": "2026-05-24"}
            """
                .formatted(serial));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(codes(reply))
        .containsExactly(
            "CUSTOMER_ID_REQUIRED",
            "PLAN_NOT_AVAILABLE_FOR_PRODUCT",
            "TERM_NOT_ALLOWED",
            "START_DATE_OUT_OF_WINDOW");
    assertThat(reply.text("/refusals/3/details/latest")).isEqualTo("2026-05-23");
    assertThat(reply.text("/refusals/0/message/ja")).contains("お客様ID");
    assertThat(reply.text("/refusals/0/clauses/0")).isEqualTo("CID-8");
    assertThat(get("/api/contracts?serialNumber=" + serial).body().at("/total").intValue())
        .isZero();
  }

  @Test
  void badInput_namesEveryField() {
    Reply reply =
        post(
            "/api/contracts",
            "{\"plan\": \"SPOT\", \"termYears\": \"one\", \"startDate\": \"tomorrow\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().at("/errors").values())
        .extracting(error -> error.at("/field").asString())
        .containsExactlyInAnyOrder("serialNumber", "plan", "termYears", "startDate");
  }

  @Test
  @Clause("CON-19")
  void twoApplicationsForOneUnitAtOnce_makeExactlyOneContract()
      throws InterruptedException, ExecutionException, TimeoutException {
    Registered unit = register();
    String body = application(unit.serial(), unit.customerId(), "CROSS_SEND_BACK", 1);
    List<Reply> replies = new ArrayList<>();
    try (ExecutorService applicants = Executors.newFixedThreadPool(4)) {
      List<Future<Reply>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        calls.add(applicants.submit(() -> post("/api/contracts", body)));
      }
      for (Future<Reply> call : calls) {
        replies.add(call.get(30, TimeUnit.SECONDS));
      }
    }

    assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(201, 422, 422, 422);
    assertThat(replies.stream().filter(reply -> reply.status() == 422))
        .allSatisfy(reply -> assertThat(codes(reply)).containsExactly("ACTIVE_CONTRACT_EXISTS"));
    assertThat(get("/api/contracts?serialNumber=" + unit.serial()).body().at("/total").intValue())
        .isEqualTo(1);
  }

  @Test
  @Clause({"CON-20", "NOT-1", "A-63", "CON-12"})
  void daysOfAContract_areRecordedAtTheirTimes_eachOnce() {
    Registered unit = register();
    Reply signed =
        post(
            "/api/contracts",
            application(unit.serial(), unit.customerId(), "CROSS_SEND_BACK", 1)
                .replace("2026-04-10", "2026-04-20"));
    String contract = signed.text("/contractId");
    assertThat(signed.text("/status")).isEqualTo("CONCLUDED");

    clockAt("2026-04-20T00:00:00+09:00");
    awaitStatus(contract, "ACTIVE");
    clockAt("2027-01-19T09:00:00+09:00");
    awaitEvents(contract, "ContractSigned", "ContractActivated", "ContractExpiryNoticeDue");
    clockAt("2027-04-20T00:00:00+09:00");
    awaitStatus(contract, "EXPIRED");

    awaitEvents(
        contract,
        "ContractSigned",
        "ContractActivated",
        "ContractExpiryNoticeDue",
        "ContractExpiryNoticeDue",
        "ContractExpiryNoticeDue",
        "ContractExpired");
    List<Topic.Read> events = Topic.read(contract);
    assertThat(events.get(1).headers()).contains(entry("ce_occurredat", "2026-04-19T15:00:00Z"));
    assertThat(events.get(2).data()).contains("\"occasion\":90");
    assertThat(events.get(2).headers()).contains(entry("ce_occurredat", "2027-01-19T00:00:00Z"));
    assertThat(events.get(5).headers()).contains(entry("ce_occurredat", "2027-04-19T15:00:00Z"));
    assertThat(codes(renew(contract, 1))).containsExactly("CONTRACT_EXPIRED");
  }

  @Test
  @Clause({"CON-12", "CON-17", "A-63"})
  void renewalInTheLastSecond_movesTheEndAndStopsTheNotices() {
    Registered unit = register();
    String contract = sign(unit);

    clockAt("2027-04-09T23:59:59+09:00");
    Reply renewed = renew(contract, 1);

    assertThat(renewed.status()).as(renewed.raw().body()).isEqualTo(201);
    assertThat(renewed.text("/customerId")).isEqualTo(unit.customerId());
    assertThat(renewed.text("/expiryDate")).isEqualTo("2028-04-09");
    assertThat(renewed.text("/terms/1/startDate")).isEqualTo("2027-04-10");
    clockAt("2028-04-10T00:00:00+09:00");
    awaitStatus(contract, "EXPIRED");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(eventsOf(contract))
                    .contains("ContractRenewed")
                    .endsWith("ContractExpired"));
    assertThat(eventsOf(contract).stream().filter("ContractExpired"::equals)).hasSize(1);
  }

  /** What was sent twice by mistake is told from a further term by its key, or by its version. */
  @Test
  @Clause({"CON-2", "CON-5", "CON-10", "CON-17"})
  void sameRenewalAgain_isAFurtherYearOnlyWhereItIsAskedForAnew() {
    String contract = sign(register());
    String path = "/api/contracts/" + contract + "/renewals";
    String year = "{\"plan\": \"CROSS_SEND_BACK\", \"termYears\": 1, \"renewedBy\": \"CUSTOMER\"}";

    Reply renewed = call("POST", path, year, "Idempotency-Key", contract + "-a");
    assertThat(renewed.text("/expiryDate")).isEqualTo("2028-04-09");
    assertThat(call("POST", path, year, "Idempotency-Key", contract + "-a").body())
        .isEqualTo(renewed.body());
    Reply again = call("POST", path, year, "Idempotency-Key", contract + "-b", "If-Match", "\"1\"");
    assertThat(again.status()).isEqualTo(412);
    assertThat(get("/api/contracts/" + contract).text("/expiryDate")).isEqualTo("2028-04-09");

    Reply further = call("POST", path, year, "Idempotency-Key", contract + "-c");
    assertThat(further.text("/terms/2/startDate")).isEqualTo("2028-04-10");
    assertThat(further.text("/expiryDate")).isEqualTo("2029-04-09");
    renew(contract, 1);
    assertThat(renew(contract, 1).text("/expiryDate")).isEqualTo("2031-04-09");
    assertThat(codes(renew(contract, 1))).containsExactly("MAX_TERM_EXCEEDED");
  }

  @Test
  @Clause({"CON-12", "CON-10"})
  void renewalAtMidnightAfterTheLastDay_isTooLate() {
    String contract = sign(register());

    clockAt("2027-04-10T00:00:00+09:00");
    Reply late = renew(contract, 1);

    assertThat(codes(late)).containsExactly("CONTRACT_EXPIRED");
    assertThat(late.text("/refusals/0/details/expiryDate")).isEqualTo("2027-04-09");
  }

  /** SC-151: U1 ends on 2026-11-19 and is renewed two days before the last notice. */
  @Test
  @Clause({"NOT-1", "A-63", "VA-16"})
  void noticesFallDueAtNineOfTheirDays_andARenewalStopsTheRest() {
    clockAt("2025-11-14T10:00:00+09:00");
    String serial = newSerial();
    String customer =
        post(
                "/api/registrations",
                registration(serial, null)
                    .replace("2026-04-06", "2025-11-10")
                    .replace("2026-04-08", "2025-11-12"))
            .text("/customerId");
    String contract =
        post(
                "/api/contracts",
                application(serial, customer, "CROSS_SEND_BACK", 1)
                    .replace("2026-04-10", "2025-11-20"))
            .text("/contractId");

    for (String noticeDay : List.of("2026-08-21", "2026-10-20")) {
      clockAt(noticeDay + "T09:00:00+09:00");
      awaitLastOccurrence(contract, noticeDay + "T00:00:00Z");
    }
    clockAt("2026-10-21T10:00:00+09:00");
    assertThat(renew(contract, 1).text("/expiryDate")).isEqualTo("2027-11-19");
    clockAt("2027-08-21T09:00:00+09:00");

    awaitEvents(
        contract,
        "ContractSigned",
        "ContractActivated",
        "ContractExpiryNoticeDue",
        "ContractExpiryNoticeDue",
        "ContractRenewed",
        "ContractExpiryNoticeDue");
    assertThat(Topic.read(contract).getLast().data())
        .contains("\"occasion\":90", "\"expiryDate\":\"2027-11-19\"");
  }

  private static void awaitLastOccurrence(String contract, String instant) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(Topic.read(contract).getLast().headers())
                    .contains(entry("ce_occurredat", instant)));
  }

  @Test
  @Clause({"A-28", "EOS-1"})
  void administratorMayLetATermEndAfterTheEndOfSaleLimit_andNobodyElse() {
    post(
        "/api/products",
        "{\"productCode\": \"lastbox\", \"name\": \"LastBox\", \"family\": \"NETREGIO\"}");
    post(
        "/api/products/lastbox/end-of-sale",
        "{\"announcedOn\": \"2022-01-14\", \"endsOn\": \"2022-03-31\"}");
    String serial = newSerial();
    String customer =
        post("/api/registrations", registration(serial, null, "lastbox", false))
            .text("/customerId");
    String sixYears = application(serial, customer, "CROSS_SEND_BACK", 6).strip();
    String overridden =
        sixYears.substring(0, sixYears.length() - 1)
            + ", \"override\": {\"rule\": \"%s\", \"reason\": \"在庫最終購入のお客様\"}}";

    assertThat(codes(post("/api/contracts", sixYears))).containsExactly("EOS_LIMIT_EXCEEDED");
    assertThat(
            call(
                    "POST",
                    "/api/contracts",
                    overridden.formatted("A-28"),
                    "Authorization",
                    "Bearer " + token("support"))
                .status())
        .isEqualTo(403);
    assertThat(post("/api/contracts", overridden.formatted("CON-2")).text("/errors/0/field"))
        .isEqualTo("override.rule");
    Reply signed = post("/api/contracts", overridden.formatted("A-28"));

    assertThat(signed.status()).as(signed.raw().body()).isEqualTo(201);
    assertThat(signed.text("/expiryDate")).isEqualTo("2032-04-09");
    Reply shown = get("/api/contracts/" + signed.text("/contractId"));
    assertThat(shown.text("/overrides/0/rule")).isEqualTo("A-28");
    assertThat(shown.text("/overrides/0/reason")).isEqualTo("在庫最終購入のお客様");
    assertThat(shown.text("/overrides/0/overriddenBy")).isEqualTo("desk-1");
    assertThat(shown.text("/overrides/0/overriddenAt")).isEqualTo(shown.text("/signedAt"));
    assertThat(get("/api/contracts?serialNumber=" + serial).body().at("/items/0"))
        .isEqualTo(shown.body());
    awaitEvents(
        signed.text("/contractId"),
        "ContractSigned",
        "ContractRuleOverridden",
        "ContractActivated");
    assertThat(Topic.read(signed.text("/contractId")).get(1).data()).doesNotContain("在庫");
  }

  @Test
  void aListAsksTheDatabaseNoOftenerForMoreContracts() {
    for (int i = 0; i < 3; i++) {
      sign(register());
    }
    Logger statements = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    seen.start();
    statements.addAppender(seen);
    statements.setLevel(Level.DEBUG);
    Reply list;
    try {
      list = get("/api/contracts");
    } finally {
      statements.setLevel(null);
      statements.detachAppender(seen);
    }

    assertThat(list.body().at("/items").size()).isGreaterThanOrEqualTo(3);
    assertThat(
            List.copyOf(seen.list).stream()
                .filter(event -> event.getThreadName().startsWith("http-"))
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.startsWith("Executing prepared SQL statement")))
        .as("the page, its total, terms, what was set aside, products, units, reasons")
        .hasSizeBetween(2, 7);
  }

  @Test
  @Clause({"CON-11", "A-80"})
  void renewal_isForTheCustomerOrItsAgency_andForNobodyElse() {
    String contract = sign(register());
    String renewal = "{\"plan\": \"CROSS_SEND_BACK\", \"termYears\": 1, \"renewedBy\": \"%s\"}";

    assertThat(
            post("/api/contracts/" + contract + "/renewals", renewal.formatted("BROKER"))
                .text("/errors/0/field"))
        .isEqualTo("renewedBy");
    Reply renewed = post("/api/contracts/" + contract + "/renewals", renewal.formatted("AGENCY"));
    assertThat(renewed.text("/terms/1/concludedBy")).isEqualTo("AGENCY");
    assertThat(renewed.text("/terms/0/concludedBy")).isEqualTo("CUSTOMER");
    assertThat(renewed.text("/terms/1/renewedBy")).isEqualTo("AGENCY");
    assertThat(renewed.body().at("/terms/1/agency").isNull()).isTrue();
  }

  /** The agency of record is AG-7; full width and lower case name the same one. */
  @Test
  @Clause({"CON-11", "A-80"})
  void renewalByTheAgencyOfRecord_isTold_oneByAnotherAgencyIsRefused() {
    String contract = underAgency();
    String path = "/api/contracts/" + contract + "/renewals";

    Reply refused = post(path, renewalBy("\"AG-9\""));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(codes(refused)).containsExactly("AGENCY_NOT_OF_RECORD");
    assertThat(refused.text("/refusals/0/clauses/0")).isEqualTo("CON-11");
    assertThat(refused.text("/refusals/0/clauses/1")).isEqualTo("A-80");
    assertThat(refused.text("/refusals/0/details/agencyOfRecord")).isEqualTo("AG-7");

    Reply renewed = post(path, renewalBy("\"ａｇ-7\""));
    assertThat(renewed.status()).as(renewed.raw().body()).isEqualTo(201);
    assertThat(renewed.text("/terms/1/renewedBy")).isEqualTo("AGENCY");
    assertThat(renewed.text("/terms/1/agency")).isEqualTo("AG-7");
    Reply again = post(path, renewalBy("null"));
    assertThat(again.text("/terms/2/agency")).isEqualTo("AG-7");
    Reply byTheCustomer = renew(contract, 1);
    assertThat(byTheCustomer.text("/terms/3/renewedBy")).isEqualTo("CUSTOMER");
    assertThat(byTheCustomer.body().at("/terms/3/agency").isNull()).isTrue();
    awaitEvents(
        contract,
        "ContractSigned",
        "ContractActivated",
        "ContractRenewed",
        "ContractRenewed",
        "ContractRenewed");
    assertThat(Topic.read(contract).get(2).data()).contains("\"agency\":\"AG-7\"");
    assertThat(Topic.read(contract).get(4).data()).doesNotContain("agency");
  }

  @Test
  @Clause({"CON-11", "A-80"})
  void anotherAgencyMayRenew_onceTheCustomerHasNamedIt_andTheOneBeforeNoMore() {
    String contract = underAgency();
    String path = "/api/contracts/" + contract;

    Reply named = call("PATCH", path, "{\"agency\": \"AG-9\"}", "If-Match", "\"1\"");
    assertThat(named.status()).as(named.raw().body()).isEqualTo(200);
    assertThat(named.text("/agency")).isEqualTo("AG-9");
    assertThat(call("PATCH", path, "{\"agency\": \"AG-8\"}", "If-Match", "\"1\"").status())
        .isEqualTo(412);
    assertThat(call("PATCH", path, "{\"agency\": \"AG-9\"}").status()).isEqualTo(200);

    assertThat(codes(post(path + "/renewals", renewalBy("\"AG-7\""))))
        .containsExactly("AGENCY_NOT_OF_RECORD");
    assertThat(post(path + "/renewals", renewalBy("\"AG-9\"")).text("/terms/1/agency"))
        .isEqualTo("AG-9");
    awaitEvents(contract, "ContractSigned", "ContractActivated", "AgencyNamed", "ContractRenewed");
  }

  @Test
  @Clause({"CON-11", "A-80"})
  void whereNoAgencyIsOfRecord_oneThatNamesItselfIsRefused_untilTheCustomerNamesIt() {
    String path = "/api/contracts/" + sign(register());

    assertThat(codes(post(path + "/renewals", renewalBy("\"AG-9\""))))
        .containsExactly("AGENCY_NOT_OF_RECORD");
    call("PATCH", path, "{\"agency\": \"AG-9\"}");
    assertThat(post(path + "/renewals", renewalBy("\"AG-9\"")).text("/terms/1/agency"))
        .isEqualTo("AG-9");
  }

  @Test
  void anAgencyIsNamedOnlyWhereAnAgencyRenews_andAChangeNamesOne() {
    String path = "/api/contracts/" + underAgency();

    Reply contradictory =
        post(path + "/renewals", renewalBy("\"AG-7\"").replace("\"AGENCY\"", "\"CUSTOMER\""));
    assertThat(contradictory.status()).isEqualTo(400);
    assertThat(contradictory.text("/errors/0/field")).isEqualTo("agency");
    assertThat(call("PATCH", path, "{\"agency\": \" \"}").text("/errors/0/field"))
        .isEqualTo("agency");
    assertThat(call("PATCH", "/api/contracts/CT-0", "{\"agency\": \"AG-7\"}").status())
        .isEqualTo(404);
  }

  /** A one-year contract that agency AG-7 applied for. */
  private String underAgency() {
    Registered unit = register();
    return post(
            "/api/contracts",
            application(unit.serial(), unit.customerId(), "CROSS_SEND_BACK", 1)
                .replace("\"CUSTOMER\"", "\"AGENCY\", \"agency\": \"AG-7\""))
        .text("/contractId");
  }

  private static String renewalBy(String agency) {
    return "{\"plan\": \"CROSS_SEND_BACK\", \"termYears\": 1, \"renewedBy\": \"AGENCY\","
        + " \"agency\": "
        + agency
        + "}";
  }

  /** Bought in February and registered on 2026-04-10: the window counts from the registration. */
  @Test
  @Clause({"VA-8", "REG-7", "A-22"})
  void contractOfAVirtualAppliance_beginsWithin45DaysOfItsRegistration_notOfItsPurchase() {
    String serial = newSerial();
    String customer =
        post(
                "/api/registrations",
                registration(serial, null, "netnebulas-va-dhcp", false)
                    .replace("2026-04-06", "2026-02-20")
                    .replace("2026-04-08", "2026-02-20"))
            .text("/customerId");
    String application = application(serial, customer, "TECHNICAL_SUPPORT_VA", 1);

    for (String outside : List.of("2026-04-09", "2026-05-26")) {
      Reply refused = post("/api/contracts", application.replace("2026-04-10", outside));
      assertThat(codes(refused)).containsExactly("START_DATE_OUT_OF_WINDOW");
      assertThat(refused.text("/refusals/0/details/earliest")).isEqualTo("2026-04-10");
      assertThat(refused.text("/refusals/0/details/latest")).isEqualTo("2026-05-25");
    }
    Reply signed = post("/api/contracts", application.replace("2026-04-10", "2026-05-25"));
    assertThat(signed.text("/expiryDate")).isEqualTo("2027-05-24");
  }

  @Test
  @Clause("CON-14")
  void gradeWithinATerm_isNotChanged() {
    String contract = sign(register());

    assertThat(codes(post("/api/contracts/" + contract + "/plan-change", "{}")))
        .containsExactly("MIDTERM_GRADE_CHANGE_NOT_ALLOWED");
  }

  private Reply renew(String contract, int years) {
    return post(
        "/api/contracts/" + contract + "/renewals",
        "{\"plan\": \"CROSS_SEND_BACK\", \"termYears\": "
            + years
            + ", \"renewedBy\": \"CUSTOMER\"}");
  }

  private void awaitStatus(String contract, String status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(get("/api/contracts/" + contract).text("/status")).isEqualTo(status));
  }

  private static void awaitEvents(String contract, String... names) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(eventsOf(contract)).containsExactly(names));
  }
}
