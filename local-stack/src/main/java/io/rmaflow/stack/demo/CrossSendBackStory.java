package io.rmaflow.stack.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One cross-send-back case from the registration to the closed case, played against a sandbox whose
 * clock stands at or before 2026-04-10 10:00 JST. Each step checks what the services answer, so a
 * story that ends well has shown what it tells.
 */
public final class CrossSendBackStory {

  /** When the sandbox should start for this story. */
  public static final String STARTS_AT = "2026-04-10T10:00:00+09:00";

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd EEE HH:mm", Locale.ENGLISH).withZone(JAPAN);

  /**
   * A fresh contract-service tells of every product and release; nobody wants to read that here.
   */
  private static final Set<String> CATALOGUE =
      Set.of("ProductAdded", "ReleasePublished", "EndOfSaleAnnounced");

  private static final String SITE =
      "{\"postalCode\": \"100-0001\", \"address\": \"東京都千代田区千代田1-1 本社サーバ室\"}";
  private static final String OWNER = "株式会社サンプル商事";

  private final Endpoints endpoints;
  private final Api api;
  private final EventTail tail;
  private final Narrator narrator;
  private final Consumer<String> beforeEachStep;
  private final List<EventTail.Tailed> events = new ArrayList<>();
  private final Set<String> mailsShown = new HashSet<>();

  private String customerId = "";
  private String caseId = "";
  private String rmaNumber = "";

  /**
   * @param beforeEachStep told the title of each step before it begins; a test pulls plugs there
   */
  public CrossSendBackStory(
      Endpoints endpoints, String token, PrintStream out, Consumer<String> beforeEachStep) {
    this.endpoints = endpoints;
    this.api = new Api(token, Duration.ofMinutes(2));
    this.tail = new EventTail(endpoints.kafka());
    this.narrator = new Narrator(out);
    this.beforeEachStep = beforeEachStep;
  }

  /** How a story ended: what a second run, or one with broken servers, has to end with as well. */
  public record Ending(
      String customerId,
      String caseId,
      String rmaNumber,
      JsonNode caseView,
      List<EventTail.Tailed> events,
      JsonNode deliveries) {}

  /**
   * Plays the story to its end.
   *
   * @throws IllegalStateException where a service answers anything else than the story says
   */
  public Ending play() {
    try (tail;
        api) {
      registerUnits();
      signContracts();
      reportFailure();
      judge();
      shipReplacement();
      deliverReplacement();
      letTheDeadlinePass();
      refuseTheOtherUnit();
      handOver();
      acceptTheOtherUnit();
      receiveAndClose();
      JsonNode view = readTheHistory();
      return new Ending(customerId, caseId, rmaNumber, view, List.copyOf(events), deliveries());
    }
  }

  private void registerUnits() {
    begin("A customer registers two units");
    Api.Answer first =
        expect(
            201,
            api.post(
                endpoints.contract() + "/api/registrations",
                registration(null, "NR2A-0001", "netregio2a-dhcp")));
    customerId = first.text("customerId");
    narrator.line(
        "NR2A-0001 (NetRegio2A DHCP) → customer ID "
            + customerId
            + ", warranty "
            + first.body().get("warranty"));
    expect(
        201,
        api.post(
            endpoints.contract() + "/api/registrations",
            registration(customerId, "NR2-0009", "netregio2-dhcp")));
    narrator.line("NR2-0009 (NetRegio2 DHCP) → the same customer ID");
    end();
  }

  private void signContracts() {
    begin("Both units go under cross-send-back contracts");
    for (String serial : List.of("NR2A-0001", "NR2-0009")) {
      Api.Answer contract =
          expect(
              201,
              api.post(
                  endpoints.contract() + "/api/contracts",
                  """
                  {"customerId": "%s", "serialNumber": "%s", "plan": "CROSS_SEND_BACK",
                   "termYears": 1, "startDate": "2026-04-10", "appliedBy": "CUSTOMER"}
                  """
                      .formatted(customerId, serial)));
      narrator.line(
          serial
              + ": contract "
              + contract.text("contractId")
              + ", "
              + contract.text("startDate")
              + " to "
              + contract.text("expiryDate"));
    }
    end();
  }

  private void reportFailure() {
    clock("2026-05-01T10:30:00+09:00");
    begin("NR2A-0001 does not start: the customer sends the inquiry form");
    Api.Answer reported =
        expect(201, api.post(endpoints.rma() + "/api/cases", request("NR2A-0001", "4.10.1-2201")));
    require("ACCEPTED", reported.text("status"));
    caseId = reported.text("caseId");
    narrator.line(
        "accepted at "
            + reported.text("acceptedAt")
            + ", provisional dispatch "
            + reported.text("provisionalDispatchDue"));
    end();
  }

  private void judge() {
    clock("2026-05-01T11:40:00+09:00");
    begin("The vendor judges a hardware fault, before noon");
    Api.Answer judged = step("judgement", "{\"hardwareFault\": true, \"reason\": \"電源部の故障\"}");
    require("RMA_ISSUED", judged.text("status"));
    require("2026-05-01", judged.text("dispatchDue"));
    rmaNumber = judged.text("rmaNumber");
    narrator.line("RMA number " + rmaNumber + ", to be sent on " + judged.text("dispatchDue"));
    end();
  }

  private void shipReplacement() {
    clock("2026-05-01T15:00:00+09:00");
    begin("The exchange unit leaves the same day");
    Api.Answer shipped =
        step(
            "replacement-shipment",
            """
            {"serialNumber": "NR2A-9001", "condition": "REFURBISHED", "carrier": "ヤマト運輸",
             "trackingNumber": "4912-0000-0001"}
            """);
    require("REPLACEMENT_SHIPPED", shipped.text("status"));
    narrator.line("with software " + shipped.body().path("replacement").path("softwareVersion"));
    end();
  }

  private void deliverReplacement() {
    clock("2026-05-02T11:00:00+09:00");
    begin("It arrives on Saturday of Golden Week");
    Api.Answer delivered = step("replacement-delivery", "{}");
    require("REPLACEMENT_DELIVERED", delivered.text("status"));
    require("2026-05-13", delivered.text("returnDue"));
    narrator.line("the faulty unit is owed back by " + delivered.text("returnDue") + ", because:");
    narrator.lines(derivation(delivered.body()));
    end();
  }

  private void letTheDeadlinePass() {
    clock("2026-05-11T09:00:00+09:00");
    begin("Two business days before: the first reminder");
    end();
    clock("2026-05-13T09:00:00+09:00");
    begin("The last day: the second reminder");
    end();
    clock("2026-05-14T10:00:00+09:00");
    begin("Nothing came: overdue, and the customer's service is suspended");
    Api.Answer standing =
        expect(200, api.get(endpoints.rma() + "/api/customers/" + customerId + "/standing"));
    require("true", standing.text("suspended"));
    narrator.line("standing: " + standing.body());
    end();
  }

  private void refuseTheOtherUnit() {
    begin("The same customer's other unit fails");
    Api.Answer refused =
        expect(201, api.post(endpoints.rma() + "/api/cases", request("NR2-0009", "3.34.4-1800")));
    require("REFUSED", refused.text("status"));
    JsonNode refusal = refused.body().path("refusals").path(0);
    require("UNRETURNED_FAULTY_UNIT", refusal.path("code").asString());
    narrator.line("refused: " + refusal.path("code") + " " + refusal.path("clauses"));
    narrator.line(refusal.path("message").path("ja").asString());
    narrator.line(refusal.path("message").path("en").asString());
    narrator.line("details: " + refusal.path("details"));
    end();
  }

  private void handOver() {
    clock("2026-05-14T15:00:00+09:00");
    begin("The customer hands the faulty unit to the carrier");
    Api.Answer handedOver =
        step(
            "faulty-unit-dispatch",
            "{\"carrier\": \"佐川急便\", \"trackingNumber\": \"5500-0000-0002\"}");
    require("FAULTY_UNIT_DISPATCHED", handedOver.text("status"));
    Api.Answer standing =
        expect(200, api.get(endpoints.rma() + "/api/customers/" + customerId + "/standing"));
    require("false", standing.text("suspended"));
    narrator.line("one business day late; the suspension is lifted at once");
    end();
  }

  private void acceptTheOtherUnit() {
    begin("The other request, once more");
    Api.Answer accepted =
        expect(201, api.post(endpoints.rma() + "/api/cases", request("NR2-0009", "3.34.4-1800")));
    require("ACCEPTED", accepted.text("status"));
    narrator.line("accepted as case " + accepted.text("caseId"));
    end();
  }

  private void receiveAndClose() {
    clock("2026-05-15T10:00:00+09:00");
    begin("The faulty unit reaches the vendor: the case closes");
    Api.Answer closed =
        step("faulty-unit-return", "{\"serialNumber\": \"NR2A-0001\", \"condition\": \"USED\"}");
    require("CLOSED", closed.text("status"));
    end();
    begin("The cover has moved to the exchange unit");
    Api.Answer lineage =
        expect(200, api.get(endpoints.contract() + "/api/units/NR2A-0001/lineage"));
    narrator.line(lineage.body().toString());
    end();
  }

  private JsonNode readTheHistory() {
    begin("The whole story, as an auditor reads it");
    Api.Answer history =
        expect(200, api.get(endpoints.rma() + "/api/cases/" + caseId + "/history?size=200"));
    JsonNode entries = history.body().has("items") ? history.body().get("items") : history.body();
    for (JsonNode entry : entries) {
      narrator.line(
          "%3s %-24s occurred %s  recorded %s"
              .formatted(
                  entry.path("streamsequence").asString(),
                  entry.path("type").asString(),
                  minute(entry.path("occurredAt").asString()),
                  minute(entry.path("recordedAt").asString())));
    }
    Api.Answer then =
        expect(
            200,
            api.get(
                endpoints.rma() + "/api/cases/" + caseId + "?asOf=2026-05-10T00:00:00%2B09:00"));
    require("REPLACEMENT_DELIVERED", then.text("status"));
    narrator.line(
        "as known on 2026-05-10: "
            + then.text("status")
            + ", return due "
            + then.text("returnDue"));
    Api.Answer now = expect(200, api.get(endpoints.rma() + "/api/cases/" + caseId));
    end();
    return now.body();
  }

  private JsonNode deliveries() {
    return expect(
            200,
            api.get(endpoints.notification() + "/api/deliveries?size=200&customerId=" + customerId))
        .body();
  }

  // ---- telling

  private void begin(String title) {
    beforeEachStep.accept(title);
    Api.Answer clock = expect(200, api.get(endpoints.rma() + "/api/sandbox/clock"));
    narrator.step(minute(clock.text("now")) + " JST", title);
  }

  /** Waits until all services have worked off the step, then shows what came of it. */
  private void end() {
    Api.Answer now = expect(200, api.get(endpoints.rma() + "/api/sandbox/clock"));
    clock(now.text("now"));
    int catalogue = 0;
    for (EventTail.Tailed event : tail.next()) {
      events.add(event);
      if (CATALOGUE.contains(event.name())) {
        catalogue++;
      } else {
        narrator.event(event, minute(event.attributes().occurredAt().toString()));
      }
    }
    if (catalogue > 0) {
      narrator.line("(and " + catalogue + " events of the product catalogue)");
    }
    for (JsonNode delivery : deliveriesSoFar()) {
      if (mailsShown.add(delivery.path("messageId").asString())) {
        narrator.mail(
            delivery.path("status").asString(),
            delivery.path("recipientContactId").asString(),
            delivery.path("subject").asString());
      }
    }
  }

  private Iterable<JsonNode> deliveriesSoFar() {
    JsonNode all =
        expect(
                200,
                api.get(
                    endpoints.notification() + "/api/deliveries?size=200&customerId=" + customerId))
            .body();
    return all.has("items") ? all.get("items") : all;
  }

  private void clock(String instant) {
    expect(200, api.put(endpoints.rma() + "/api/sandbox/clock", "{\"now\": \"" + instant + "\"}"));
  }

  private Api.Answer step(String resource, String json) {
    return expect(200, api.post(endpoints.rma() + "/api/cases/" + caseId + "/" + resource, json));
  }

  private static List<String> derivation(JsonNode caseView) {
    List<String> lines = new ArrayList<>();
    for (JsonNode deadline : caseView.path("deadlines")) {
      if (deadline.path("name").asString().equals("RETURN")) {
        JsonNode derivation = deadline.path("derivation");
        lines.add(
            "%s %s, calendar version %s"
                .formatted(
                    ruleText(derivation.path("rule")),
                    derivation.path("clauses"),
                    derivation.path("calendarVersion")));
        for (JsonNode day : derivation.path("skippedDays")) {
          lines.add(
              "  not counted: %s %s / %s"
                  .formatted(
                      day.path("date").asString(),
                      day.path("ja").asString(),
                      day.path("en").asString()));
        }
      }
    }
    if (lines.isEmpty()) {
      throw new IllegalStateException("the case shows no derivation of its return date");
    }
    return lines;
  }

  private static String ruleText(JsonNode rule) {
    return rule.isObject() ? rule.path("en").asString() : rule.asString();
  }

  private static Api.Answer expect(int status, Api.Answer answer) {
    if (answer.status() != status) {
      throw new IllegalStateException(
          "expected " + status + ", got " + answer.status() + ": " + answer.body());
    }
    return answer;
  }

  private static void require(String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new IllegalStateException("expected " + expected + ", got " + actual);
    }
  }

  private static String minute(String instant) {
    return MINUTE.format(java.time.OffsetDateTime.parse(instant).toInstant());
  }

  // ---- what the customer sends

  private static String registration(
      @Nullable String customerId, String serialNumber, String productCode) {
    return """
    {"customerId": %s, "owner": "%s",
     "contacts": [{"name": "山田 太郎", "email": "yamada@sample.example", "phone": "03-0000-0001",
                   "language": "ja", "contractNotices": true}],
     "unit": {"serialNumber": "%s", "productCode": "%s", "purchaseDate": "2026-04-06",
              "shippedOn": "2026-04-08", "shippedBy": "VENDOR", "secondHand": false,
              "salesChannel": "DIRECT", "site": %s}}
    """
        .formatted(
            customerId == null ? "null" : "\"" + customerId + "\"",
            OWNER,
            serialNumber,
            productCode,
            SITE);
  }

  private String request(String serialNumber, String softwareVersion) {
    return """
    {"customerId": "%s", "serialNumber": "%s", "procedure": "CROSS_SEND_BACK",
     "channel": "FORM", "softwareVersion": "%s", "faultDescription": "起動しない",
     "webAccessible": false,
     "isolation": {"result": "HARDWARE_FAULT", "checkSheet": true,
                   "selfDiagnosis": "NOT_EXECUTABLE", "selfDiagnosisReason": "電源が入らない",
                   "networkFaultOrSettingChange": false, "fixedInLatestSoftware": false},
     "requestSheet": true, "backup": false, "log": false,
     "requester": {"name": "鈴木 花子", "email": "suzuki@sample.example",
                   "phone": "03-0000-0002", "language": "ja"},
     "submittedBy": "CUSTOMER", "site": %s, "owner": "%s",
     "declarations": {"openedOrModified": false, "installedAtHeight": false,
                      "cause": "UNKNOWN"}}
    """
        .formatted(customerId, serialNumber, softwareVersion, SITE, OWNER);
  }

  /** The instant at which a sandbox for this story starts. */
  public static Instant startsAt() {
    return java.time.OffsetDateTime.parse(STARTS_AT).toInstant();
  }
}
