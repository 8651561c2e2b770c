package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrderCancelled;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.testkit.AccessTable;
import io.rmaflow.testkit.ForeignThings;
import io.rmaflow.testkit.TestIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What customers see of each other, and logistics of all of them. */
class SeparateCustomersHttpTest extends ServiceTest {

  private static final AccessTable PUBLISHED =
      AccessTable.keptIn(Path.of("src/test/resources/access.txt"));

  @Test
  void everythingThatACustomerMayRead_ofAnother_isAnsweredAsWhatThereIsNot() {
    Registered own = register();
    Registered other = register();
    String contract = sign(other);
    post(
        "/api/site-checks",
        "{\"serialNumber\": \"%s\", \"serviceable\": true}".formatted(other.serial()));
    ForeignThings things =
        new ForeignThings(
            base(),
            Map.of(
                "{serial}", other.serial(),
                "{customerId}", other.customerId(),
                "{contractId}", contract));

    List<String> tried = things.operations(PUBLISHED.of("customer"));

    assertThat(tried)
        .containsExactly(
            "GET /api/contracts/{contractId}",
            "GET /api/customers/{customerId}",
            "GET /api/site-checks/{serial}",
            "GET /api/units/{serial}",
            "GET /api/units/{serial}/entitlements",
            "GET /api/units/{serial}/history",
            "GET /api/units/{serial}/lineage",
            "GET /api/units/{serial}/software");
    assertThat(things.told(tried, bearer(own.customerId()))).isEmpty();
    assertThat(things.told(tried, bearer("C-NOBODY"))).isEmpty();
    for (String operation : tried) {
      String path =
          operation
              .substring("GET ".length())
              .replace("{serial}", other.serial())
              .replace("{customerId}", other.customerId())
              .replace("{contractId}", contract);
      assertThat(as(other.customerId(), path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void contractsOfOthers_areInNoList_andInNoTotal() {
    Registered own = register();
    Registered other = register();
    String mine = sign(own);
    sign(other);

    for (String query :
        List.of("customerId=" + other.customerId(), "serialNumber=" + other.serial())) {
      Reply found = as(own.customerId(), "/api/contracts?" + query);
      assertThat(found.body().at("/items").isEmpty()).as(query).isTrue();
      assertThat(found.body().at("/total").asLong()).as(query).isZero();
    }
    for (String query :
        List.of(
            "",
            "?customerId=" + own.customerId(),
            "?serialNumber=" + own.serial(),
            "?expiringBefore=2099-01-01")) {
      Reply found = as(own.customerId(), "/api/contracts" + query);
      assertThat(found.body().at("/total").asLong()).as(query).isEqualTo(1);
      assertThat(found.text("/items/0/contractId")).as(query).isEqualTo(mine);
    }
    assertThat(as("C-NOBODY", "/api/contracts").body().at("/total").asLong()).isZero();
  }

  @Test
  void idsThatAreLinked_andThoseOfTheEarlierSystem_areTheCustomersOwn() {
    Registered first = register();
    Registered second = register();
    post(
        "/api/customers/%s/links".formatted(first.customerId()),
        "{\"customerId\": \"%s\"}".formatted(second.customerId()));
    String alias = "KD-" + first.serial();
    post(
        "/api/customers/%s/aliases".formatted(first.customerId()),
        "{\"alias\": \"%s\"}".formatted(alias));

    for (String claimed : List.of(first.customerId(), second.customerId(), alias)) {
      assertThat(as(claimed, "/api/units/" + first.serial()).status()).as(claimed).isEqualTo(200);
      assertThat(as(claimed, "/api/customers/" + alias).status()).as(claimed).isEqualTo(200);
    }
  }

  @Test
  void logisticsIsToldAPlace_asLongAsSomethingIsToBeSentThere_andNoRegisteredPersons() {
    Registered unit = register();
    String site = get("/api/units/" + unit.serial()).text("/siteId");
    String contact = get("/api/units/" + unit.serial()).text("/contactIds/0");
    CaseId caseId = new CaseId(UUID.randomUUID().toString());
    RmaNumber rma = new RmaNumber("RMA-2026-000077");

    assertThat(logistics("/api/sites/" + site)).isEqualTo(404);
    assertThat(logistics("/api/contacts/" + contact)).isEqualTo(404);
    assertThat(get("/api/contacts/" + contact).status()).isEqualTo(200);
    Topic.publish(
        caseId.value(),
        0,
        new ShipmentOrdered(
            caseId,
            rma,
            Leg.REPLACEMENT,
            new ProductCode("netregio2a-dhcp"),
            null,
            true,
            Payer.VENDOR,
            new SiteId(site),
            null,
            LocalDate.parse("2026-04-13")));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(logistics("/api/sites/" + site)).isEqualTo(200));
    assertThat(logistics("/api/contacts/" + contact)).isEqualTo(404);
    Topic.publish(
        caseId.value(), 1, new ShipmentOrderCancelled(caseId, rma, Leg.REPLACEMENT, "CANCELLED"));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(logistics("/api/sites/" + site)).isEqualTo(404));
  }

  private int logistics(String path) {
    return call(
            "GET",
            path,
            null,
            "Authorization",
            TestIdentity.shared().bearer("logistics", "logistics-1"))
        .status();
  }

  private Reply as(String customerId, String path) {
    return call("GET", path, null, "Authorization", bearer(customerId));
  }

  private static String bearer(String customerId) {
    return TestIdentity.shared().bearer("customer", "web-1", customerId);
  }
}
