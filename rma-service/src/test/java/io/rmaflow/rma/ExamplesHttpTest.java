package io.rmaflow.rma;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.contract.UnitEvent.UnitMoved;
import io.rmaflow.rma.Customer.Product;
import io.rmaflow.rma.RunningService.Reply;
import io.rmaflow.rma.pack.OnPaper;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the description of the API shows as an example is accepted as it stands there, in the course
 * of cases of every procedure. Only IDs that the service gives out are replaced, by those that it
 * gave.
 */
class ExamplesHttpTest {

  private static final Product ACADEMIC =
      new Product(
          new ProductCode("netwyvern2-dhcp-academic"),
          "NetWyvern2 DHCP Academic",
          ProductFamily.NETWYVERN,
          "DHCP Academic",
          "4.10.1-2201");

  private final RunningService service = RunningService.shared();
  private final SortedMap<String, JsonNode> examples = new TreeMap<>();
  private final Map<String, String> paths = new HashMap<>();
  private final Set<String> cases = new LinkedHashSet<>();
  private final SortedSet<String> accepted = new TreeSet<>();

  /** Whose reports are no examples. */
  private final List<Customer> others =
      Customer.registered(
          service, "C-101%d", "NR2A-101%d", Plan.CROSS_SEND_BACK, Product.NETREGIO2A, 6);

  ExamplesHttpTest() {
    JsonNode document = service.get("/api/openapi.json").body();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      path.getValue().forEach(operation -> read(path.getKey(), operation));
    }
  }

  private void read(String path, JsonNode operation) {
    String id = operation.path("operationId").asString();
    paths.put(id, path);
    JsonNode body = operation.at("/requestBody/content/application~1json");
    if (body.has("example")) {
      examples.put(id, body.path("example"));
    }
    for (Map.Entry<String, JsonNode> named : body.path("examples").properties()) {
      examples.put(id + " " + named.getKey(), named.getValue().path("value"));
    }
  }

  @Test
  void everyExampleOfTheDescription_isAcceptedInTheCourseOfACase_whichIsExplainedAsItIsOnPaper() {
    anExchangeInAdvance();
    anEquivalentProduct();
    aUnitThatIsBoughtOut();
    theWrongUnitInTheParcel();
    aParcelOfNobody();
    casesThatEndEarly();
    aRepairWithALoaner();
    aRepairUnderTheWarranty();
    anInitialFailure();
    aVisit();
    aSecondVisit();
    questionsAndATriage();
    theQuestionsOfAnAuditor();
    sent("republish", path("republish"));

    assertThat(accepted).isEqualTo(new TreeSet<>(examples.keySet()));
    assertThat(accepted).hasSizeGreaterThan(45);
    assertThat(cases).hasSize(12);
    for (String told : cases) {
      OnPaper.of(service, told, "ja", "auditor").isTheSame();
      OnPaper.of(service, told, "en", "auditor").isTheSame();
    }
  }

  private void theQuestionsOfAnAuditor() {
    service.startAt("2026-07-01T10:00:00");
    sent("askWhatIf Noon-is-too-late-and-a-day-was-closed", path("askWhatIf"));
    sent("askWhatIf Nobody-is-refused-because-of-units-not-returned", path("askWhatIf"));
  }

  private void anExchangeInAdvance() {
    Customer.registered(service, "C-1001", "NR2A-0001");
    service.told(
        "unit/NR2A-0001",
        new UnitMoved(
            new SerialNumber("NR2A-0001"),
            new SiteId("site-of-c-1001"),
            service.fingerprints().site("100-0001", "東京都千代田区千代田1-1 本社サーバ室"),
            service.fingerprints().owner("株式会社サンプル商事")));
    service.startAt("2026-05-01T10:30:00");
    sent("checkReport A-fault-for-an-exchange-in-advance", path("checkReport"));
    String told = reported("A-fault-for-an-exchange-in-advance");
    accepted("addNote", told);
    accepted("overrideRule", told);
    accepted("demandWork", told);
    accepted("requestInformation", told);
    accepted("provideInformation", told);
    accepted("judge", told);
    accepted("shipReplacement", told);
    accepted("correct", told);
    service.startAt("2026-05-02T12:00:00");
    accepted("deliverReplacement", told);
    accepted("dispatchFaultyUnit", told);
    assertThat(accepted("receiveFaultyUnit", told)).isEqualTo("CLOSED");
  }

  private void anEquivalentProduct() {
    String told = judged(others.get(0));
    accepted("offerEquivalent", told);
    assertThat(accepted("answerEquivalent", told)).isEqualTo("RMA_ISSUED");
  }

  private void aUnitThatIsBoughtOut() {
    String told = delivered(others.get(1));
    accepted("requestBuyOut", told);
    assertThat(accepted("decideBuyOut", told)).isEqualTo("CLOSED");
  }

  private void theWrongUnitInTheParcel() {
    String told = delivered(others.get(2));
    Reply received = service.step(told, "faulty-unit-return", "{\"serialNumber\": \"NR2A-1099\"}");
    String receivedId = received.body().at("/unexpectedUnits/0/receivedId").asString();
    accepted("resolveReceivedUnit", told, "receivedId", receivedId);
    assertThat(service.get(told).body().at("/unexpectedUnits/0/resolution").asString())
        .isEqualTo("SENT_BACK");
  }

  private void aParcelOfNobody() {
    String told = delivered(others.get(3));
    JsonNode kept = sent("receiveUnit", path("receiveUnit"));
    String placement =
        path("placeReceipt").replace("{receiptId}", kept.path("receiptId").asString());
    sent("placeReceipt", placement, "caseId", id(told));
    assertThat(service.get(told).body().path("unexpectedUnits")).hasSize(1);
  }

  private void casesThatEndEarly() {
    service.startAt("2026-05-01T10:30:00");
    String opened = others.get(4).openCase();
    assertThat(accepted("findExclusion", opened)).isEqualTo("CLOSED");
    String withdrawn = others.get(5).openCase();
    assertThat(accepted("cancel", withdrawn)).isEqualTo("CANCELLED");
  }

  private void aRepairWithALoaner() {
    Customer.registered(service, "C-1002", "NW2-0004", Plan.MANUFACTURER, ACADEMIC);
    service.startAt("2026-05-01T11:30:00");
    sent("addLoaner", path("addLoaner"));
    String told = reported("A-fault-for-a-repair-with-a-loaner");
    service.step(told, "judgement", "{\"hardwareFault\": true}");
    accepted("shipLoaner", told);
    service.startAt("2026-05-08T10:00:00");
    accepted("deliverLoaner", told);
    accepted("confirmLoaner", told);
    service.step(told, "faulty-unit-return", "{\"serialNumber\": \"NW2-0004\"}");
    accepted("inspect", told);
    accepted("completeRepair", told);
    accepted("shipRepairedUnit", told);
    accepted("deliverRepairedUnit", told);
    accepted("confirmOperation", told);
    accepted("dispatchLoaner", told);
    assertThat(accepted("receiveLoaner", told)).isEqualTo("CLOSED");
  }

  private void aRepairUnderTheWarranty() {
    Customer.registered(service, "C-1003", "NR2A-0003");
    service.startAt("2026-05-01T10:30:00");
    String told = reported("A-fault-under-the-product-warranty");
    assertThat(accepted("judge", told)).isEqualTo("RMA_ISSUED");
  }

  private void anInitialFailure() {
    Customer.registered(service, "C-1004", "NR2A-0006");
    service.startAt("2026-05-01T10:30:00");
    String told = reported("A-unit-that-failed-when-it-was-new");
    accepted("judge", told);
    assertThat(accepted("certifyDoa", told)).isEqualTo("RMA_ISSUED");
  }

  private void aVisit() {
    Customer.registered(service, "C-1005", "NN3-0002", Plan.ONSITE_WEEKDAY);
    service.startAt("2026-05-01T10:30:00");
    String told = reported("A-fault-for-the-visit-of-an-engineer");
    accepted("judge", told);
    accepted("planVisit", told);
    service.startAt("2026-05-01T15:30:00");
    accepted("arrive", told);
    accepted("exchange", told);
    accepted("restore", told);
    assertThat(accepted("reportRestoration", told)).isEqualTo("CLOSED");
  }

  private void aSecondVisit() {
    service.startAt("2026-05-01T10:30:00");
    Customer customer =
        Customer.registered(service, "C-1018", "SD-1018", Plan.ONSITE_24X365, Product.SUPERDHCP);
    String told =
        customer.accepted(
            customer
                .request()
                .replace("CROSS_SEND_BACK", "ONSITE")
                .replace("4.10.1-2201", Product.SUPERDHCP.version()));
    accepted("judge", told);
    service.step(told, "arrival", "{}");
    assertThat(accepted("requireSecondVisit", told)).isEqualTo("AWAITING_SECOND_VISIT");
  }

  private void questionsAndATriage() {
    Customer.registered(service, "C-1006", "NR2A-0021");
    Customer.registered(
        service, "C-1007", "VA-0005", Plan.TECHNICAL_SUPPORT_VA, Product.NETNEBULAS_VA);
    Customer.registered(service, "C-1008", "NW2-0014", Plan.MANUFACTURER, ACADEMIC);
    service.startAt("2026-05-01T14:00:00");
    for (String question :
        new String[] {
          "A-question-to-technical-support",
          "A-problem-with-a-virtual-appliance",
          "Whether-it-is-a-fault-at-all"
        }) {
      String told = reported(question);
      accepted("makeFirstContact", told);
      accepted("answer", told);
      assertThat(accepted("complete", told)).as(question).isEqualTo("CLOSED");
    }
  }

  // --- how a story is told ---------------------------------------------------------------------

  /** Sends one of the reports, which has to be accepted, and gives the path of its case. */
  private String reported(String example) {
    JsonNode answer = sent("report " + example, path("report"));
    assertThat(answer.path("status").asString())
        .as("%s: %s", example, answer)
        .isEqualTo("ACCEPTED");
    String told = "/api/cases/" + answer.path("caseId").asString();
    cases.add(told);
    return told;
  }

  /** A case of a unit that the vendor has found at fault. */
  private String judged(Customer customer) {
    service.startAt("2026-05-01T10:30:00");
    String path = customer.openCase();
    cases.add(path);
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    return path;
  }

  /** The same, whose replacement has been delivered. */
  private String delivered(Customer customer) {
    String path = judged(customer);
    service.step(
        path, "replacement-shipment", "{\"serialNumber\": \"%s-R\"}".formatted(customer.serial()));
    service.step(path, "replacement-delivery", "{}");
    return path;
  }

  /** Takes the step with the body of its example, and gives the status of the case after it. */
  private String accepted(String operation, String casePath, String... given) {
    sent(operation, path(operation).replace("{caseId}", id(casePath)), given);
    return service.get(casePath).body().path("status").asString();
  }

  /**
   * Sends an example.
   *
   * @param given fields and the IDs that they have in truth, by turns
   */
  private JsonNode sent(String example, String path, String... given) {
    ObjectNode body =
        (ObjectNode) Objects.requireNonNull(examples.get(example), example).deepCopy();
    for (int i = 0; i < given.length; i += 2) {
      body.put(given[i], given[i + 1]);
    }
    Reply reply = service.post(path, body.toString());
    assertThat(reply.status()).as("%s: %s", example, reply.body()).isBetween(200, 202);
    accepted.add(example);
    return reply.body();
  }

  private String path(String operation) {
    return Objects.requireNonNull(paths.get(operation), operation);
  }

  private static String id(String casePath) {
    return casePath.substring("/api/cases/".length());
  }
}
