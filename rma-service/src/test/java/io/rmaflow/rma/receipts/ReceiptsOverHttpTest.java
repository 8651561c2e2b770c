package io.rmaflow.rma.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What lies on the bench can be recorded, whatever it is (RMA-9). */
class ReceiptsOverHttpTest {

  private final RunningService service = RunningService.shared();

  @Test
  @Clause({"CSB-4", "RMA-9"})
  void anotherUnitThanTheAwaitedOne_isRecorded_andIsWhatTheDeskSaysItIs() {
    String path = owed("C-7701", "NR2A-7701");
    String other = owed("C-7702", "NR2A-7702");

    Reply received =
        service.step(
            path,
            "faulty-unit-return",
            "{\"serialNumber\": \"nr2a-7702\", \"condition\": \"USED\"}");

    assertThat(received.body().path("status").asString()).isEqualTo("REPLACEMENT_DELIVERED");
    JsonNode unit = received.body().at("/unexpectedUnits/0");
    assertThat(unit.path("expected").asString()).isEqualTo("NR2A-7701");
    assertThat(unit.path("leg").asString()).isEqualTo("FAULTY_UNIT");
    assertThat(unit.at("/knownAs/caseId").asString()).isEqualTo(id(other));
    assertThat(unit.at("/knownAs/customerId").asString()).isEqualTo("C-7702");
    assertThat(unit.path("resolution").isNull()).isTrue();
    assertThat(queue(id(path))).contains("VENDOR RESOLVE_RECEIVED_UNIT");

    String resolution =
        """
        {"receivedId": "%s", "resolution": "BELONGS_TO_CASE", "caseId": "%s", "reason": "取り違え"}
        """
            .formatted(unit.path("receivedId").asString(), id(other));
    Reply resolved = service.step(path, "received-unit-resolution", resolution);

    assertThat(resolved.body().at("/unexpectedUnits/0/resolution").asString())
        .isEqualTo("BELONGS_TO_CASE");
    assertThat(resolved.body().at("/unexpectedUnits/0/reason").asString()).isEqualTo("取り違え");
    assertThat(resolved.body().path("status").asString()).isEqualTo("REPLACEMENT_DELIVERED");
    assertThat(queue(id(path))).doesNotContain("VENDOR RESOLVE_RECEIVED_UNIT");
    JsonNode there = service.get(other).body();
    assertThat(there.path("status").asString()).isEqualTo("CLOSED");
    assertThat(there.path("receivedAt").asString()).isEqualTo("2026-05-11T10:00:00+09:00");
    assertThat(service.post(path + "/received-unit-resolution", resolution).status())
        .isEqualTo(409);
  }

  @Test
  @Clause("CSB-26")
  void acceptedInsteadOfTheAwaitedOne_itLiftsTheSuspension() {
    String path = owed("C-7703", "NR2A-7703");
    service.clock("2026-05-14T10:00:00");
    assertThat(suspended("C-7703")).isTrue();
    String receivedId =
        service
            .step(path, "faulty-unit-return", "{\"serialNumber\": \"NR2A-6993\"}")
            .body()
            .at("/unexpectedUnits/0/receivedId")
            .asString();
    assertThat(suspended("C-7703")).isTrue();

    service.clock("2026-05-15T10:00:00");
    Reply accepted =
        service.step(
            path,
            "received-unit-resolution",
            "{\"receivedId\": \"%s\", \"resolution\": \"ACCEPTED_INSTEAD\", \"reason\": \"x\"}"
                .formatted(receivedId));

    assertThat(accepted.body().path("status").asString()).isEqualTo("CLOSED");
    assertThat(accepted.body().path("closedAt").asString()).isEqualTo("2026-05-14T10:00:00+09:00");
    assertThat(suspended("C-7703")).isFalse();
  }

  @Test
  void aResolution_namesWhatIsWrong_andIsTheDesks() {
    String path = owed("C-7704", "NR2A-7704");
    String receivedId =
        service
            .step(path, "faulty-unit-return", "{\"serialNumber\": \"NR2A-6994\"}")
            .body()
            .at("/unexpectedUnits/0/receivedId")
            .asString();
    String body = "{\"receivedId\": \"%s\", \"resolution\": \"%s\"%s}";

    Reply without =
        service.post(
            path + "/received-unit-resolution", body.formatted(receivedId, "BELONGS_TO_CASE", ""));
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.body().path("errors").valueStream().map(e -> e.path("field").asString()))
        .containsExactlyInAnyOrder("caseId", "reason");
    for (String caseId : List.of("none", id(path))) {
      Reply elsewhere =
          service.post(
              path + "/received-unit-resolution",
              body.formatted(
                  receivedId,
                  "BELONGS_TO_CASE",
                  ", \"reason\": \"x\", \"caseId\": \"" + caseId + "\""));
      assertThat(elsewhere.status()).isEqualTo(400);
      assertThat(elsewhere.body().at("/errors/0/code").asString())
          .isEqualTo("NOT_A_UNIT_OF_THAT_CASE");
    }
    assertThat(
            service
                .post(
                    path + "/received-unit-resolution",
                    body.formatted("none", "SENT_BACK", ", \"reason\": \"x\""))
                .status())
        .isEqualTo(409);
    Reply logistics =
        service.send(
            service
                .request(path + "/received-unit-resolution", "logistics")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        body.formatted(receivedId, "SENT_BACK", ", \"reason\": \"x\"")))
                .build());
    assertThat(logistics.status()).isEqualTo(403);
    assertThat(service.get(path).body().at("/unexpectedUnits/0/resolution").isNull()).isTrue();
  }

  @Test
  void aParcelWhoseUnitACaseAwaits_isRecordedThere_onceOnly() {
    String path = owed("C-7711", "NR2A-7711");
    String parcel =
        """
        {"serialNumber": "nr2a-7711", "condition": "DAMAGED",
         "receivedAt": "2026-05-11T09:30:00+09:00", "carrier": "Sagawa", "trackingNumber": "55-11"}
        """;

    Reply placed = service.post("/api/receipts", parcel);

    assertThat(placed.status()).isEqualTo(200);
    assertThat(placed.body().path("caseId").asString()).isEqualTo(id(path));
    assertThat(placed.body().path("resource").asString()).isEqualTo("faulty-unit-return");
    JsonNode closed = service.get(path).body();
    assertThat(closed.path("status").asString()).isEqualTo("CLOSED");
    assertThat(closed.path("receivedAt").asString()).isEqualTo("2026-05-11T09:30:00+09:00");
    int events = service.history(path).size();
    Reply again = service.post("/api/receipts", parcel);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(placed.body());
    assertThat(service.history(path)).hasSize(events);
  }

  @Test
  void aLoaner_isFoundByItsOwnSerialNumber() {
    Customer customer = Customer.registered(service, "C-7712", "NW2-7712", Plan.MANUFACTURER);
    service.startAt("2026-05-07T10:00:00");
    String path = customer.openCase("MANUFACTURER");
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    service.step(path, "loaner-shipment", "{\"serialNumber\": \"LN-7712\"}");

    Reply placed = service.post("/api/receipts", "{\"serialNumber\": \"LN-7712\"}");

    assertThat(placed.body().path("resource").asString()).isEqualTo("loaner-return");
    assertThat(service.history(path)).contains("LoanerReturned");
  }

  @Test
  void aParcelUnderATrackingNumberOfACase_withAnotherUnit_isUnexpectedThere() {
    String path = owed("C-7713", "NR2A-7713");
    service.step(
        path,
        "faulty-unit-dispatch",
        "{\"carrier\": \"Sagawa\", \"trackingNumber\": \"5500-7713\"}");

    Reply placed =
        service.post(
            "/api/receipts", "{\"serialNumber\": \"X-7713\", \"trackingNumber\": \"55007713\"}");

    assertThat(placed.status()).isEqualTo(200);
    assertThat(placed.body().path("caseId").asString()).isEqualTo(id(path));
    assertThat(placed.body().path("resource").asString()).isEqualTo("received-unit-resolution");
    assertThat(service.get(path).body().at("/unexpectedUnits/0/receivedId").asString())
        .isEqualTo(placed.body().path("receivedId").asString());
  }

  @Test
  void aParcelThatNobodyCanPlace_waitsInTheDesksQueue_andIsPlacedOnce() {
    String path = owed("C-7714", "NR2A-7714");
    String parcel =
        """
        {"serialNumber": "X-7714", "productCode": "netregio2a-dhcp", "condition": "USED",
         "receivedAt": "2026-05-11T09:00:00+09:00", "carrier": "Yamato", "trackingNumber": "1-7714"}
        """;

    Reply kept = service.post("/api/receipts", parcel);

    assertThat(kept.status()).isEqualTo(201);
    String receiptId = kept.body().path("receiptId").asString();
    assertThat(names("receipt/" + receiptId)).containsExactly("UnplacedUnitReceived");
    Reply again = service.post("/api/receipts", parcel);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("receiptId").asString()).isEqualTo(receiptId);
    assertThat(receipt("placed=false", receiptId).path("trackingNumber").asString())
        .isEqualTo("1-7714");
    assertThat(service.get("/api/deadlines?who=VENDOR&size=200").body().path("items"))
        .anySatisfy(
            work -> {
              assertThat(work.path("receiptId").asString("")).isEqualTo(receiptId);
              assertThat(work.path("name").asString()).isEqualTo("PLACE_RECEIVED_UNIT");
            });

    String placement = "{\"caseId\": \"%s\", \"leg\": \"FAULTY_UNIT\"}".formatted(id(path));
    Reply placed = service.post("/api/receipts/" + receiptId + "/placement", placement);

    assertThat(placed.status()).isEqualTo(200);
    assertThat(placed.body().path("resource").asString()).isEqualTo("received-unit-resolution");
    JsonNode unit = service.get(path).body().at("/unexpectedUnits/0");
    assertThat(unit.path("received").asString()).isEqualTo("X-7714");
    assertThat(unit.path("receivedAt").asString()).isEqualTo("2026-05-11T09:00:00+09:00");
    assertThat(names("receipt/" + receiptId))
        .containsExactly("UnplacedUnitReceived", "UnplacedUnitPlaced");
    assertThat(receipt("placed=true", receiptId).at("/placed/caseId").asString())
        .isEqualTo(id(path));
    assertThat(service.post("/api/receipts/" + receiptId + "/placement", placement).status())
        .isEqualTo(409);
  }

  @Test
  void whatCannotBeRead_isFoundByItsTrackingNumber_orKeptWithTheReason() {
    String path = owed("C-7715", "NR2A-7715");
    service.step(path, "faulty-unit-dispatch", "{\"trackingNumber\": \"5500-7715\"}");
    String unreadable = "{\"serialUnreadable\": true, \"reason\": \"銘板が焼損\"%s}";

    Reply kept = service.post("/api/receipts", unreadable.formatted(""));
    assertThat(kept.status()).isEqualTo(201);
    assertThat(
            receipt("placed=false", kept.body().path("receiptId").asString())
                .path("serialUnreadableReason")
                .asString())
        .isEqualTo("銘板が焼損");
    assertThat(
            service
                .post(
                    "/api/receipts/" + kept.body().path("receiptId").asString() + "/placement",
                    "{\"caseId\": \"%s\", \"leg\": \"REPAIRED_UNIT\"}".formatted(id(path)))
                .status())
        .isEqualTo(409);
    Reply placed =
        service.post("/api/receipts", unreadable.formatted(", \"trackingNumber\": \"5500-7715\""));
    assertThat(placed.status()).isEqualTo(200);
    assertThat(service.get(path).body().path("status").asString()).isEqualTo("CLOSED");
    assertThat(service.post("/api/receipts", "{}").body().at("/errors/0/field").asString())
        .isEqualTo("serialNumber");
  }

  @Test
  void whatAnybodyElseSays_isNotTaken() {
    for (String role : List.of("customer", "auditor", "service")) {
      Reply reply =
          service.send(
              service
                  .request("/api/receipts", role)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{\"serialNumber\": \"X\"}"))
                  .build());
      assertThat(reply.status()).isEqualTo(403);
    }
    assertThat(service.get("/api/receipts?placed=perhaps").status()).isEqualTo(400);
    assertThat(
            service
                .post("/api/receipts/none/placement", "{\"caseId\": \"x\", \"leg\": \"LOANER\"}")
                .status())
        .isEqualTo(404);
  }

  /** A case whose replacement was delivered on 2026-05-02; it is 2026-05-11, 10:00. */
  private String owed(String customerId, String serial) {
    Customer customer = Customer.registered(service, customerId, serial);
    service.startAt("2026-05-01T10:30:00");
    String path = customer.openCase();
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    service.step(path, "replacement-shipment", "{\"serialNumber\": \"%s-R\"}".formatted(serial));
    service.startAt("2026-05-02T11:00:00");
    service.step(path, "replacement-delivery", "{}");
    service.startAt("2026-05-11T10:00:00");
    return path;
  }

  private static String id(String path) {
    return path.substring("/api/cases/".length());
  }

  private boolean suspended(String customerId) {
    return service
        .get("/api/customers/" + customerId + "/standing")
        .body()
        .path("suspended")
        .asBoolean();
  }

  private List<String> queue(String caseId) {
    return service
        .get("/api/deadlines?size=200")
        .body()
        .path("items")
        .valueStream()
        .filter(work -> work.path("caseId").asString("").equals(caseId))
        .map(work -> work.path("who").asString() + " " + work.path("name").asString())
        .toList();
  }

  private JsonNode receipt(String query, String receiptId) {
    return service
        .get("/api/receipts?size=200&" + query)
        .body()
        .path("items")
        .valueStream()
        .filter(receipt -> receipt.path("receiptId").asString().equals(receiptId))
        .findFirst()
        .orElseThrow();
  }

  private List<String> names(String streamId) {
    return service.bean(StoredStreams.class).events(streamId).stream()
        .map(stored -> stored.envelope().name())
        .toList();
  }
}
