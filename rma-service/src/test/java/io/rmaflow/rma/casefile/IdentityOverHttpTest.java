package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.contract.CustomerEvent.CustomerAliasAdded;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thing is one thing, however its number is typed and whichever of its IDs is named. */
class IdentityOverHttpTest {

  private final RunningService rma = RunningService.shared();

  @BeforeEach
  void onTheFridayBeforeGoldenWeek() {
    rma.startAt("2026-05-01T10:30:00");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private List<String> cases(String filter, String value) {
    return rma.get("/api/cases?" + filter + "=" + encoded(value))
        .body()
        .at("/items")
        .valueStream()
        .map(item -> "/api/cases/" + item.at("/caseId").asString())
        .toList();
  }

  private static String text(Reply reply, String pointer) {
    return reply.body().at(pointer).asString();
  }

  private void alias(String customer, String alias) {
    rma.told(
        "customer/" + customer,
        new CustomerAliasAdded(new CustomerId(customer), new CustomerId(alias)));
  }

  @Test
  @Clause({"CID-6", "A-31"})
  void aCaseUnderAnIdOfTheEarlierSystem_showsThePresentOne_andWhatWasNamed() {
    Customer customer = Customer.registered(rma, "C-ID-1", "ID/0001%3");
    alias("C-ID-1", "KD-ID-1");
    String request =
        customer.request().replace("\"C-ID-1\"", "\"ｋｄ-id-1 \"").replace("ID/0001", "id/0001");

    Reply reported = rma.post("/api/cases", request);

    assertThat(reported.outcome()).isEqualTo("ACCEPTED");
    assertThat(text(reported, "/customerId")).isEqualTo("C-ID-1");
    assertThat(text(reported, "/namedAs")).isEqualTo("KD-ID-1");
    assertThat(text(reported, "/customerIdAsGiven")).isEqualTo("ｋｄ-id-1 ");
    assertThat(text(reported, "/unit/serialNumber")).isEqualTo("ID/0001%3");
    assertThat(text(reported, "/unit/serialNumberAsGiven")).isEqualTo("id/0001%3");
    String path = "/api/cases/" + text(reported, "/caseId");
    Reply events = rma.get(path + "/history");
    assertThat(text(events, "/items/0/data/customerId")).isEqualTo("C-ID-1");
    assertThat(text(events, "/items/0/data/namedAs")).isEqualTo("KD-ID-1");
    assertThat(text(events, "/items/1/data/customerId")).isEqualTo("C-ID-1");
    assertThat(events.body().at("/items/1/data").has("namedAs")).isFalse();
  }

  @Test
  void aCaseUnderThePresentId_namesNothingBesides() {
    Customer customer = Customer.registered(rma, "C-ID-2", "ID-0002");

    Reply read = rma.get(customer.openCase());

    assertThat(text(read, "/customerId")).isEqualTo("C-ID-2");
    assertThat(read.body().at("/namedAs").isNull()).isTrue();
    assertThat(read.body().at("/customerIdAsGiven").isNull()).isTrue();
    assertThat(read.body().at("/unit/serialNumberAsGiven").isNull()).isTrue();
  }

  @Test
  @Clause({"CID-6", "A-31", "A-61"})
  void everyListByCustomerKnowsTheCompanyByEachOfItsIds() {
    Customer customer = Customer.registered(rma, "C-ID-3", "ID-0003");
    String path = customer.openCase();
    rma.told("customer/C-ID-3L", new CustomerIdIssued(new CustomerId("C-ID-3L"), List.of()));
    rma.told(
        "customer/C-ID-3L",
        new CustomerIdsLinked(new CustomerId("C-ID-3L"), new CustomerId("C-ID-3")));
    alias("C-ID-3", "KD-ID-3");

    for (String named : List.of("C-ID-3", "c-id-3 ", "Ｃ-ID-3", "KD-ID-3", "kd-id-3", "C-ID-3L")) {
      assertThat(cases("customerId", named)).as(named).containsExactly(path);
      Reply standing = rma.get("/api/customers/" + encoded(named) + "/standing");
      assertThat(standing.status()).as(named).isEqualTo(200);
      assertThat(standing.body().at("/openDuties").isArray()).isTrue();
    }
    assertThat(text(rma.get("/api/customers/kd-id-3/standing"), "/customerId")).isEqualTo("C-ID-3");
    assertThat(cases("q", "kd-id-3")).containsExactly(path);
    assertThat(rma.send(rma.request(path + "/notes", "customer", "kd-id-3").GET().build()).status())
        .isEqualTo(200);
    assertThat(
            rma.send(rma.request(path + "/notes", "customer", "KD-ID-30").GET().build()).status())
        .isEqualTo(404);
  }

  @Test
  @Clause({"CID-6", "A-31"})
  void aCaseThatWasTakenInUnderAnIdBeforeAnybodyKnewWhomItMeans_showsThePresentOneLater() {
    Customer customer = Customer.registered(rma, "KD-ID-4", "ID-0004");
    String path = customer.openCase();
    Customer.registered(rma, "C-ID-4", "ID-0014");

    alias("C-ID-4", "KD-ID-4");

    Reply read = rma.get(path);
    assertThat(text(read, "/customerId")).isEqualTo("C-ID-4");
    assertThat(text(read, "/namedAs")).isEqualTo("KD-ID-4");
    assertThat(cases("customerId", "C-ID-4")).containsExactly(path);
    String queued =
        rma.get("/api/deadlines?size=200")
            .body()
            .at("/items")
            .valueStream()
            .filter(item -> path.endsWith(item.at("/caseId").asString()))
            .map(item -> item.at("/customerId").asString())
            .findFirst()
            .orElseThrow();
    assertThat(queued).isEqualTo("C-ID-4");
  }

  @Test
  @Clause("CSB-23")
  void aCaseIsFoundByTheNumbersOfItsUnitAndParcels_howeverTheyAreTyped() {
    Customer customer = Customer.registered(rma, "C-ID-5", "ID/0005%3");
    String path = customer.openCase();
    rma.step(path, "judgement", "{\"hardwareFault\": true}");
    Reply shipped =
        rma.step(
            path,
            "replacement-shipment",
            """
            {"serialNumber": " id/0055%3", "carrier": "ヤマト", "trackingNumber": "ＹＴ-5500-0005"}
            """);
    String rmaNumber = text(shipped, "/rmaNumber");

    assertThat(text(shipped, "/replacement/serialNumber")).isEqualTo("ID/0055%3");
    assertThat(cases("q", "yt-5500-0005")).containsExactly(path);
    assertThat(cases("q", "ｉｄ／００５５％３")).containsExactly(path);
    assertThat(cases("serialNumber", "ｉｄ／０００５％３ ")).containsExactly(path);
    assertThat(cases("rmaNumber", rmaNumber.toLowerCase(Locale.ROOT) + " ")).containsExactly(path);
    assertThat(cases("serialNumber", "ID/OOO5%3")).isEmpty();
    Reply again =
        rma.step(
            path,
            "replacement-shipment",
            """
            {"serialNumber": "ID/0055%3", "carrier": "ヤマト", "trackingNumber": "ＹＴ-5500-0005"}
            """);
    assertThat(text(again, "/version")).isEqualTo(text(shipped, "/version"));
  }
}
