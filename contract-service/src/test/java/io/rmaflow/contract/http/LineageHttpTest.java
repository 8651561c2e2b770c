package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LineageHttpTest extends ServiceTest {

  private static final RmaNumber RMA = new RmaNumber("RMA-2026-000001");
  private static final String ARRIVED = "2026-05-02T11:00:00+09:00";

  private static ReplacementShipped shipped(String caseId, Registered unit, String replacement) {
    return new ReplacementShipped(
        new CaseId(caseId),
        RMA,
        new CustomerId(unit.customerId()),
        new SerialNumber(unit.serial()),
        new SerialNumber(replacement),
        new ProductCode("netregio2a-dhcp"),
        "4.10.1",
        true,
        Condition.REFURBISHED,
        new Shipment(Leg.REPLACEMENT, Direction.TO_CUSTOMER, Payer.VENDOR, null, null),
        OffsetDateTime.parse("2026-05-01T15:00:00+09:00").toInstant());
  }

  private static ReplacementDelivered delivered(String caseId, Registered unit) {
    return new ReplacementDelivered(
        new CaseId(caseId),
        RMA,
        new CustomerId(unit.customerId()),
        new SerialNumber(unit.serial()),
        null,
        OffsetDateTime.parse(ARRIVED).toInstant());
  }

  private static String newCase() {
    return UUID.randomUUID().toString();
  }

  private void awaitPresent(String serial, String present) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(get("/api/units/" + serial + "/lineage").text("/present"))
                    .isEqualTo(present));
  }

  private List<String> granted(String serial, String at) {
    return get("/api/units/" + serial + "/entitlements?at=" + at.replace("+", "%2B"))
        .body()
        .at("/granted")
        .values()
        .stream()
        .map(granted -> granted.at("/service").asString())
        .toList();
  }

  @Test
  void coverPassesToTheReplacementAtItsDelivery_inWhateverOrderAndHoweverOftenItIsTold() {
    Registered unit = register();
    String contract = sign(unit);
    String replacement = newSerial();
    String caseId = newCase();

    Topic.publish(caseId, 0, delivered(caseId, unit));
    Topic.publish(caseId, 1, shipped(caseId, unit, replacement));
    Topic.publish(caseId, 1, shipped(caseId, unit, replacement));
    awaitPresent(unit.serial(), replacement);

    assertThat(granted(unit.serial(), "2026-05-02T10:59:59+09:00"))
        .contains("WARRANTY", "CROSS_SEND_BACK");
    assertThat(granted(unit.serial(), ARRIVED)).isEmpty();
    assertThat(granted(replacement, ARRIVED)).contains("WARRANTY", "CROSS_SEND_BACK");
    assertThat(granted(replacement, "2026-05-02T10:59:59+09:00")).isEmpty();
    Reply lineage = get("/api/units/" + replacement + "/lineage");
    assertThat(lineage.text("/units/0/serialNumber")).isEqualTo(unit.serial());
    assertThat(lineage.text("/units/0/to")).isEqualTo(ARRIVED);
    assertThat(lineage.text("/units/1/from")).isEqualTo(ARRIVED);
    assertThat(lineage.text("/units/1/contracts/0/contractId")).isEqualTo(contract);
    assertThat(lineage.text("/units/1/warranty/to")).isEqualTo("2027-04-05");
    assertThat(get("/api/contracts/" + contract).text("/serialNumber")).isEqualTo(replacement);
    assertThat(get("/api/units/" + replacement).text("/customerId")).isEqualTo(unit.customerId());
    assertThat(post("/api/registrations", registration(replacement, null)).status()).isEqualTo(409);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(Topic.read(contract))
                    .extracting(Topic.Read::name)
                    .containsExactly(
                        "ContractSigned", "ContractActivated", "ContractMovedToReplacement"));
    assertThat(Topic.read("unit/" + unit.serial()))
        .extracting(Topic.Read::name)
        .containsExactly("UnitRegistered", "WarrantyMovedToReplacement");
  }

  @Test
  @Clause("ONS-12")
  void coverPassesToAUnitThatWasExchangedOnSite_andACorrectionMovesTheInstant() {
    Registered unit = register();
    String contract = sign(unit);
    String replacement = newSerial();
    String caseId = newCase();
    UnitExchanged exchanged =
        new UnitExchanged(
            new CaseId(caseId),
            RMA,
            new CustomerId(unit.customerId()),
            new SerialNumber(unit.serial()),
            new SerialNumber(replacement),
            new ProductCode("netregio2a-dhcp"),
            null,
            OffsetDateTime.parse(ARRIVED).toInstant());

    Topic.publish(caseId, 0, exchanged);
    Topic.publish(caseId, 0, exchanged);
    awaitPresent(unit.serial(), replacement);

    assertThat(granted(unit.serial(), ARRIVED)).isEmpty();
    assertThat(granted(replacement, ARRIVED)).contains("WARRANTY", "CROSS_SEND_BACK");
    assertThat(get("/api/contracts/" + contract).text("/serialNumber")).isEqualTo(replacement);

    Topic.publish(
        caseId,
        1,
        new FactCorrected(
            new CaseId(caseId), "UnitExchanged", "exchangedAt", "2026-05-01T18:00:00+09:00", null));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(get("/api/units/" + unit.serial() + "/lineage").text("/units/1/from"))
                    .isEqualTo("2026-05-01T18:00:00+09:00"));
    assertThat(granted(replacement, "2026-05-01T18:00:00+09:00")).contains("CROSS_SEND_BACK");
  }

  @Test
  void correctedDelivery_movesTheInstant() {
    Registered unit = register();
    sign(unit);
    String replacement = newSerial();
    String caseId = newCase();
    Topic.publish(caseId, 0, shipped(caseId, unit, replacement));
    Topic.publish(caseId, 1, delivered(caseId, unit));
    awaitPresent(unit.serial(), replacement);

    Topic.publish(
        caseId,
        2,
        new FactCorrected(
            new CaseId(caseId),
            "ReplacementDelivered",
            "deliveredAt",
            "2026-05-01T18:00:00+09:00",
            null));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(get("/api/units/" + unit.serial() + "/lineage").text("/units/1/from"))
                    .isEqualTo("2026-05-01T18:00:00+09:00"));
    assertThat(granted(replacement, "2026-05-01T18:00:00+09:00")).contains("CROSS_SEND_BACK");
    assertThat(granted(unit.serial(), "2026-05-01T18:00:00+09:00")).isEmpty();
  }

  @Test
  void correctedSerialNumberAndProduct_takeTheCoverToTheUnitThatWasReallySent() {
    Registered unit = register();
    String contract = sign(unit);
    String mistyped = newSerial();
    String sent = newSerial();
    String caseId = newCase();
    Topic.publish(caseId, 0, shipped(caseId, unit, mistyped));
    Topic.publish(caseId, 1, delivered(caseId, unit));
    awaitPresent(unit.serial(), mistyped);

    Topic.publish(caseId, 2, correctedShipment(caseId, "serialNumber", sent));
    awaitPresent(unit.serial(), sent);

    assertThat(get("/api/units/" + mistyped).status()).isEqualTo(404);
    assertThat(get("/api/contracts/" + contract).text("/serialNumber")).isEqualTo(sent);
    assertThat(granted(sent, ARRIVED)).contains("WARRANTY", "CROSS_SEND_BACK");
    assertThat(granted(unit.serial(), ARRIVED)).isEmpty();
    assertThat(get("/api/units/" + unit.serial() + "/lineage").body().at("/units").size())
        .isEqualTo(2);

    Topic.publish(caseId, 3, correctedShipment(caseId, "productCode", "netregio2-dhcp"));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(get("/api/units/" + sent).text("/productCode"))
                    .isEqualTo("netregio2-dhcp"));
  }

  private static FactCorrected correctedShipment(String caseId, String field, String value) {
    return new FactCorrected(new CaseId(caseId), "ReplacementShipped", field, value, null);
  }

  @Test
  void secondReplacementThatBecomesKnownFirst_getsTheCoverAsSoonAsTheFirstOneIsKnown() {
    Registered first = register();
    String contract = sign(first);
    Registered second = new Registered(newSerial(), first.customerId());
    String third = newSerial();
    String later = newCase();
    String earlier = newCase();

    Topic.publish(later, 0, shipped(later, second, third));
    Topic.publish(
        later,
        1,
        new ReplacementDelivered(
            new CaseId(later),
            RMA,
            new CustomerId(first.customerId()),
            new SerialNumber(second.serial()),
            new SerialNumber(third),
            OffsetDateTime.parse("2026-06-01T11:00:00+09:00").toInstant()));
    Topic.publish(earlier, 0, shipped(earlier, first, second.serial()));
    Topic.publish(earlier, 1, delivered(earlier, first));

    awaitPresent(first.serial(), third);
    assertThat(get("/api/contracts/" + contract).text("/serialNumber")).isEqualTo(third);
    assertThat(granted(third, "2026-06-01T11:00:00+09:00")).contains("WARRANTY", "CROSS_SEND_BACK");
    assertThat(granted(second.serial(), "2026-05-31T11:00:00+09:00")).contains("CROSS_SEND_BACK");
  }
}
