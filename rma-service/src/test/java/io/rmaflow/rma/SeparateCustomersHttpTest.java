package io.rmaflow.rma;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.contract.CustomerEvent.CustomerAliasAdded;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import io.rmaflow.rma.RunningService.Reply;
import io.rmaflow.testkit.AccessTable;
import io.rmaflow.testkit.ForeignThings;
import io.rmaflow.testkit.TestIdentity;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What customers see of each other, and logistics of all of them. */
class SeparateCustomersHttpTest {

  private static final AccessTable PUBLISHED =
      AccessTable.keptIn(Path.of("src/test/resources/access.txt"));

  private final RunningService service = RunningService.shared();

  @Test
  void
      everythingThatACustomerMayDo_withAThingOfAnother_isAnsweredAsWithNothing_andNothingIsRecorded() {
    Customer own = Customer.registered(service, "C-SEP-1", "SEP-0001");
    Customer other = Customer.registered(service, "C-SEP-2", "SEP-0002");
    service.startAt("2026-05-11T10:00:00");
    own.openCase();
    String path = other.openCase();
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    String file = attached(path);
    List<String> before = service.history(path);
    ForeignThings things =
        new ForeignThings(
            service.base(),
            Map.of(
                "{caseId}",
                id(path),
                "{serialNumber}",
                "SEP-0002",
                "{customerId}",
                "C-SEP-2",
                "{attachmentId}",
                file));

    List<String> tried = things.operations(PUBLISHED.of("customer"));
    assertThat(tried).hasSize(19);
    for (String customer : List.of("C-SEP-1", "C-NOBODY")) {
      assertThat(
              things.told(tried, TestIdentity.shared().bearer("customer", "customer-1", customer)))
          .isEmpty();
    }
    assertThat(service.history(path)).isEqualTo(before);
  }

  @Test
  void listsAndSearches_tellACustomerOfNothingButItsOwn_andCountNothingElse() {
    Customer own = Customer.registered(service, "C-SEP-3", "SEP-0003");
    Customer other = Customer.registered(service, "C-SEP-4", "SEP-0004");
    service.startAt("2026-05-11T10:00:00");
    String mine = own.openCase();
    String path = other.openCase();
    String rmaNumber =
        service
            .step(path, "judgement", "{\"hardwareFault\": true}")
            .body()
            .path("rmaNumber")
            .asString();

    for (String query :
        List.of(
            "q=SEP-0004",
            "q=C-SEP-4",
            "q=" + rmaNumber,
            "customerId=C-SEP-4",
            "serialNumber=SEP-0004",
            "rmaNumber=" + rmaNumber)) {
      Reply found = as("C-SEP-3", "/api/cases?" + query);
      assertThat(found.status()).isEqualTo(200);
      assertThat(found.body().path("items").isEmpty()).as(query).isTrue();
      assertThat(found.body().path("total").asLong()).as(query).isZero();
    }
    for (String query :
        List.of("", "?q=SEP-0003", "?customerId=C-SEP-3", "?serialNumber=SEP-0003")) {
      Reply found = as("C-SEP-3", "/api/cases" + query);
      assertThat(found.body().path("total").asLong()).as(query).isEqualTo(1);
      assertThat(found.body().at("/items/0/caseId").asString()).as(query).isEqualTo(id(mine));
    }
    Reply queue = as("C-SEP-3", "/api/deadlines?size=200");
    assertThat(queue.body().path("items").findValuesAsString("customerId").stream().distinct())
        .containsExactly("C-SEP-3");
    assertThat(queue.body().path("total").asLong())
        .isEqualTo(queue.body().path("items").size())
        .isPositive();
    Reply nobody = as("C-NOBODY", "/api/cases");
    assertThat(nobody.body().path("total").asLong()).isZero();
  }

  @Test
  void idsThatAreLinked_andThoseOfTheEarlierSystem_areTheCustomersOwn() {
    Customer first = Customer.registered(service, "C-SEP-5", "SEP-0005");
    Customer.registered(service, "C-SEP-6", "SEP-0006");
    service.told(
        "customer/C-SEP-5",
        new CustomerIdsLinked(new CustomerId("C-SEP-5"), new CustomerId("C-SEP-6")),
        new CustomerAliasAdded(new CustomerId("C-SEP-5"), new CustomerId("KD-SEP-5")));
    service.startAt("2026-05-11T10:00:00");
    String path = first.openCase();

    for (String claimed : List.of("C-SEP-5", "C-SEP-6", "KD-SEP-5", "ｋｄ-sep-5")) {
      assertThat(as(claimed, path).status()).as(claimed).isEqualTo(200);
      assertThat(as(claimed, "/api/cases").body().path("total").asLong()).as(claimed).isEqualTo(1);
      assertThat(as(claimed, "/api/customers/KD-SEP-5/standing").status())
          .as(claimed)
          .isEqualTo(200);
      assertThat(as(claimed, "/api/units/SEP-0005/history").status()).as(claimed).isEqualTo(200);
    }
    assertThat(
            post(path + "/demand", "{\"requestedWork\": [\"CABLING\"]}", "customer", "C-SEP-6")
                .status())
        .isEqualTo(201);
  }

  @Test
  void requestInTheNameOfAnother_isNotFound_andRecordsNothing_whateverElseTheBodyClaims() {
    Customer own = Customer.registered(service, "C-SEP-7", "SEP-0007");
    Customer other = Customer.registered(service, "C-SEP-8", "SEP-0008");
    service.startAt("2026-05-11T10:00:00");

    Reply inItsName = post("/api/cases", other.request(), "customer", "C-SEP-7");
    Reply ofNobody =
        post("/api/cases", other.request().replace("C-SEP-8", "C-SEP-X"), "customer", "C-SEP-7");

    assertThat(inItsName.status()).isEqualTo(404);
    assertThat(inItsName.response().body().replace("C-SEP-8", "C-SEP-X"))
        .isEqualTo(ofNobody.response().body());
    assertThat(service.get("/api/cases?customerId=C-SEP-8").body().path("total").asLong()).isZero();

    Reply itsUnit =
        post("/api/cases", own.request().replace("SEP-0007", "SEP-0008"), "customer", "C-SEP-7");
    Reply noUnit =
        post("/api/cases", own.request().replace("SEP-0007", "SEP-000X"), "customer", "C-SEP-7");
    assertThat(itsUnit.outcome()).isEqualTo("NOT_REGISTERED").isEqualTo(noUnit.outcome());
    assertThat(itsUnit.body().path("refusals").toString().replace("SEP-0008", "SEP-000X"))
        .isEqualTo(noUnit.body().path("refusals").toString());
  }

  @Test
  void whoDidIt_andWhen_isWhatTheTokenAndTheClockSay_notTheBody() {
    Customer own = Customer.registered(service, "C-SEP-9", "SEP-0009");
    service.startAt("2026-05-11T10:00:00");
    String claims =
        """
        {"actor": "admin-1", "subject": "admin-1", "sub": "admin-1", "role": "admin",
         "customerIds": ["C-SEP-8"], "recordedAt": "2026-01-01T00:00:00+09:00",
         "status": "CLOSED", "rmaNumber": "RMA-2026-999999", "caseId": "another",
         "occurredAt": "2026-05-07T10:00:00+09:00",\
        """;
    Reply reported =
        post("/api/cases", claims + own.request().strip().substring(1), "customer", "C-SEP-9");
    String path = "/api/cases/" + reported.body().path("caseId").asString();

    assertThat(reported.outcome()).isEqualTo("ACCEPTED");
    Reply history = service.get(path + "/history");
    assertThat(history.body().path("items").findValuesAsString("actor").stream().distinct())
        .containsExactly("customer-1");
    assertThat(history.body().at("/items/0/occurredAt").asString())
        .isEqualTo("2026-05-11T10:00:00+09:00");
    assertThat(history.body().at("/items/0/data/customerId").asString()).isEqualTo("C-SEP-9");
    service.step(path, "information-request", "{\"text\": \"ログをお送りください\"}");
    Reply note = post(path + "/information", claims + "\"text\": \"x\"}", "customer", "C-SEP-9");
    assertThat(note.status()).isEqualTo(200);
    assertThat(service.get(path + "/history").body().path("items").findValuesAsString("actor"))
        .doesNotContain("admin-1");
    assertThat(note.body().path("rmaNumber").isNull()).isTrue();
  }

  @Test
  void whoseAUnitIsThatCameInPlaceOfTheAwaitedOne_isNotTheCustomersBusiness() {
    Customer own = Customer.registered(service, "C-SEP-10", "SEP-0010");
    Customer other = Customer.registered(service, "C-SEP-11", "SEP-0011");
    service.startAt("2026-05-11T10:00:00");
    String path = own.openCase();
    String theirs = other.openCase();
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    service.step(path, "replacement-shipment", "{\"serialNumber\": \"SEP-0010-R\"}");
    service.step(path, "replacement-delivery", "{}");
    service.step(path, "faulty-unit-return", "{\"serialNumber\": \"SEP-0011\"}");

    assertThat(service.get(path).body().at("/unexpectedUnits/0/knownAs/customerId").asString())
        .isEqualTo("C-SEP-11");
    Reply shown = as("C-SEP-10", path);
    assertThat(shown.body().at("/unexpectedUnits/0/received").asString()).isEqualTo("SEP-0011");
    for (String what :
        List.of(path, path + "/history", path + "/notes", "/api/units/SEP-0010/history")) {
      assertThat(as("C-SEP-10", what).response().body())
          .as(what)
          .doesNotContain("C-SEP-11", id(theirs));
    }
  }

  @Test
  void logisticsReadsCasesWithoutWhatWasWrittenInThem_alsoAfterItsOwnSteps() {
    Customer customer = Customer.registered(service, "C-SEP-12", "SEP-0012");
    service.startAt("2026-05-11T10:00:00");
    String path = customer.openCase();
    service.step(path, "judgement", "{\"hardwareFault\": true, \"reason\": \"焼損\"}");

    assertThat(service.get(path).body().path("faultDescription").asString()).isEqualTo("起動しない");
    List<String> read = new ArrayList<>();
    for (String what :
        List.of(
            path,
            path + "/history",
            path + "/deadlines",
            path + "/clock",
            "/api/cases?q=SEP-0012",
            "/api/deadlines?size=200",
            "/api/units/SEP-0012/history")) {
      Reply reply = service.send(service.request(what, "logistics").GET().build());
      assertThat(reply.status()).as(what).isEqualTo(200);
      read.add(reply.response().body());
    }
    Reply shipped =
        post(path + "/replacement-shipment", "{\"serialNumber\": \"SEP-0012-R\"}", "logistics");
    assertThat(shipped.status()).isEqualTo(200);
    read.add(shipped.response().body());

    assertThat(read)
        .allSatisfy(body -> assertThat(body).doesNotContain("起動しない", "no power", "焼損", "山田"));
    assertThat(post(path + "/note", "{\"text\": \"x\"}", "logistics").status()).isEqualTo(403);
  }

  @Test
  void logisticsIsToldAPerson_asLongAsSomethingIsToBeSentThere_orOnItsWay() {
    Customer customer = Customer.registered(service, "C-SEP-13", "SEP-0013");
    service.startAt("2026-05-11T10:00:00");
    String path = customer.openCase();
    String contact =
        "/api/contacts/" + service.get(path).body().path("requesterContactId").asString();

    assertThat(logistics(contact)).isEqualTo(404);
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    assertThat(logistics(contact)).isEqualTo(200);
    service.step(path, "replacement-shipment", "{\"serialNumber\": \"SEP-0013-R\"}");
    assertThat(logistics(contact)).isEqualTo(200);
    service.step(path, "replacement-delivery", "{}");
    assertThat(logistics(contact)).isEqualTo(404);
    assertThat(service.get(contact).status()).isEqualTo(200);
  }

  @Test
  void anotherCustomersCase_isNotFoundAsFastAsNone() {
    Customer own = Customer.registered(service, "C-SEP-14", "SEP-0014");
    Customer other = Customer.registered(service, "C-SEP-15", "SEP-0015");
    service.startAt("2026-05-11T10:00:00");
    own.openCase();
    String foreign = other.openCase();
    String none = "/api/cases/" + ForeignThings.unknown(id(foreign));
    HttpRequest another = service.request(foreign, "customer", "C-SEP-14").GET().build();
    HttpRequest nobodys = service.request(none, "customer", "C-SEP-14").GET().build();
    List<Long> ofAnother = new ArrayList<>();
    List<Long> ofNobody = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      ofAnother.add(nanos(another));
      ofNobody.add(nanos(nobodys));
    }

    // the figures are for the reader: a machine that does other things beside makes them jump
    System.out.printf(
        "404 of another's case: median %d us, of none: median %d us%n",
        median(ofAnother), median(ofNobody));
    assertThat(as("C-SEP-14", foreign).status()).isEqualTo(404);
  }

  private long nanos(HttpRequest request) {
    long begin = System.nanoTime();
    service.exchange(request);
    return System.nanoTime() - begin;
  }

  private static long median(List<Long> nanos) {
    // what the first calls have to load is nobody's secret
    long[] sorted = nanos.stream().skip(50).mapToLong(Long::longValue).sorted().toArray();
    return sorted[sorted.length / 2] / 1000;
  }

  private int logistics(String path) {
    return service.exchange(service.request(path, "logistics").GET().build()).statusCode();
  }

  private Reply as(String customerId, String path) {
    return service.send(service.request(path, "customer", customerId).GET().build());
  }

  private Reply post(String path, String json, String role, String... customerIds) {
    return service.send(
        service
            .request(path, role, customerIds)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  private String attached(String path) {
    String body =
        """
        --b\r
        Content-Disposition: form-data; name="kind"\r
        \r
        LOG\r
        --b\r
        Content-Disposition: form-data; name="file"; filename="unit.log"\r
        Content-Type: text/plain\r
        \r
        abc\r
        --b--\r
        """;
    Reply sent =
        service.send(
            service
                .request(path + "/attachments", "support")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body))
                .build());
    assertThat(sent.status()).as(sent.response().body()).isEqualTo(201);
    return sent.body().path("attachmentId").asString();
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
