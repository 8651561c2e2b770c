package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerDelivered;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was known at an instant, and what was true at one. */
class MomentsHttpTest extends ServiceTest {

  private static final RmaNumber RMA = new RmaNumber("RMA-2026-000071");

  private record Answered(String at, String path, int status, String body) {}

  private final String caseId = UUID.randomUUID().toString();
  private final List<Answered> answered = new ArrayList<>();
  private long told;

  @Test
  void whatWasAnsweredAtAnInstant_isAnsweredAsOfItLater_whateverWasToldSince() {
    Registered unit = register();
    String sent = newSerial();
    String mistyped = newSerial();
    String contract = sign(unit);
    List<String> asked =
        List.of(
            "/api/contracts/" + contract,
            "/api/units/" + unit.serial(),
            "/api/units/" + mistyped,
            "/api/units/" + sent,
            "/api/units/" + unit.serial() + "/lineage",
            "/api/units/" + sent + "/lineage",
            "/api/units/" + unit.serial() + "/entitlements?at=2026-05-03T10:00:00%2B09:00",
            "/api/units/" + unit.serial() + "/software",
            "/api/customers/" + unit.customerId());
    keepAt("2026-04-11T10:00:00", asked);

    clockAt("2026-04-12T10:00:00+09:00");
    call("PATCH", "/api/contracts/" + contract, "{\"agency\": \"東都ネットワーク株式会社\"}");
    keepAt("2026-04-12T11:00:00", asked);
    clockAt("2026-04-13T10:00:00+09:00");
    call(
        "PATCH",
        "/api/units/" + unit.serial(),
        """
        {"softwareVersion": "4.10.1-2201",
         "site": {"postalCode": "105-0013", "address": "東京都港区浜松町1-1"}}
        """);
    keepAt("2026-04-13T11:00:00", asked);

    clockAt("2026-05-02T12:00:00+09:00");
    tell(shipped(unit, mistyped));
    tell(delivered(unit, "2026-05-02T11:00:00"));
    awaitPresent(unit, mistyped);
    keepAt("2026-05-02T13:00:00", asked);
    clockAt("2026-05-04T10:00:00+09:00");
    tell(corrected("ReplacementDelivered", "deliveredAt", "2026-05-04T09:00:00+09:00"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                get("/api/units/" + unit.serial())
                    .text("/replacedAt")
                    .equals("2026-05-04T09:00:00+09:00"));
    keepAt("2026-05-04T11:00:00", asked);
    clockAt("2026-05-05T10:00:00+09:00");
    tell(corrected("ReplacementShipped", "serialNumber", sent));
    awaitPresent(unit, sent);
    keepAt("2026-05-05T11:00:00", asked);

    clockAt("2026-05-20T10:00:00+09:00");
    for (Answered before : answered) {
      String path =
          before.path() + (before.path().contains("?") ? "&" : "?") + "asOf=" + before.at();
      Reply again = get(path.replace("+", "%2B"));
      assertThat(again.status()).as(path).isEqualTo(before.status());
      if (before.status() == 200) {
        assertThat(again.raw().body()).as(path).isEqualTo(before.body());
      }
    }
    String entitlements =
        "/api/units/" + unit.serial() + "/entitlements?at=2026-05-03T10:00:00%2B09:00";
    assertThat(get(entitlements).body().at("/granted").size()).isPositive();
    assertThat(get(entitlements + "&asOf=2026-05-02T13:00:00%2B09:00").body().at("/granted").size())
        .isZero();
    String atDelivery = "/api/contracts/" + contract + "?trueAt=2026-05-03T10:00:00%2B09:00";
    assertThat(get(atDelivery).text("/serialNumber")).isEqualTo(unit.serial());
    assertThat(get(atDelivery + "&asOf=2026-05-02T13:00:00%2B09:00").text("/serialNumber"))
        .isEqualTo(mistyped);
    assertThat(
            get("/api/units/" + unit.serial() + "?trueAt=2026-05-03T10:00:00%2B09:00")
                .text("/siteId"))
        .isEqualTo(get("/api/units/" + unit.serial()).text("/siteId"));
  }

  @Test
  void aUnitsPlaceRoleAndCover_areToldOfAnyInstant_andACorrectionMovesThem() {
    Registered unit = register();
    String contract = sign(unit);
    String replacement = newSerial();
    clockAt("2026-05-20T10:00:00+09:00");
    tell(shipped(unit, replacement));
    tell(delivered(unit, "2026-05-02T11:00:00"));
    tell(
        new FaultyUnitDispatched(
            new CaseId(caseId),
            RMA,
            new CustomerId(unit.customerId()),
            new SerialNumber(unit.serial()),
            new Shipment(Leg.FAULTY_UNIT, Direction.TO_VENDOR, Payer.CUSTOMER, null, null),
            at("2026-05-07T10:00:00")));
    tell(
        new FaultyUnitReturned(
            new CaseId(caseId),
            RMA,
            new CustomerId(unit.customerId()),
            new SerialNumber(unit.serial()),
            Condition.DAMAGED,
            at("2026-05-08T10:00:00")));
    awaitStays(unit.serial(), 4);

    assertThat(place(unit.serial(), "2026-05-02T10:59:59"))
        .isEqualTo("CUSTOMER IN_SERVICE [\"" + contract + "\"] true");
    assertThat(place(unit.serial(), "2026-05-02T11:00:00")).isEqualTo("CUSTOMER FAULTY [] false");
    assertThat(place(unit.serial(), "2026-05-07T10:00:00")).isEqualTo("TO_VENDOR FAULTY [] false");
    assertThat(place(unit.serial(), "2026-05-08T10:00:00")).isEqualTo("VENDOR FAULTY [] false");
    assertThat(place(replacement, "2026-05-01T14:59:59")).isEqualTo("  [] false");
    assertThat(place(replacement, "2026-05-01T15:00:00"))
        .isEqualTo("TO_CUSTOMER REPLACEMENT [] false");
    assertThat(place(replacement, "2026-05-02T11:00:00"))
        .isEqualTo("CUSTOMER IN_SERVICE [\"" + contract + "\"] true");

    clockAt("2026-05-21T10:00:00+09:00");
    tell(corrected("ReplacementDelivered", "deliveredAt", "2026-05-03T09:00:00+09:00"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                place(replacement, "2026-05-02T11:00:00")
                    .equals("TO_CUSTOMER REPLACEMENT [] false"));
    assertThat(place(unit.serial(), "2026-05-02T11:00:00"))
        .isEqualTo("CUSTOMER IN_SERVICE [\"" + contract + "\"] true");
    assertThat(
            get("/api/units/"
                    + replacement
                    + "/lineage?at=2026-05-02T11:00:00%2B09:00&asOf=2026-05-20T10:00:00%2B09:00")
                .text("/position/stay/role"))
        .isEqualTo("IN_SERVICE");
  }

  @Test
  void aLoaner_isToldOfThoughNobodyRegisteredIt() {
    Registered unit = register();
    String loaner = newSerial();
    clockAt("2026-05-20T10:00:00+09:00");
    tell(
        new LoanerShipped(
            new CaseId(caseId),
            RMA,
            new CustomerId(unit.customerId()),
            new SerialNumber(unit.serial()),
            new SerialNumber(loaner),
            null,
            true,
            new Shipment(Leg.LOANER, Direction.TO_CUSTOMER, Payer.VENDOR, null, null),
            at("2026-05-01T15:00:00")));
    tell(
        new LoanerDelivered(
            new CaseId(caseId),
            RMA,
            new CustomerId(unit.customerId()),
            null,
            at("2026-05-02T11:00:00")));
    tell(
        new LoanerReturned(
            new CaseId(caseId),
            RMA,
            new CustomerId(unit.customerId()),
            new SerialNumber(loaner),
            Condition.USED,
            at("2026-05-15T10:00:00")));
    awaitStays(loaner, 3);

    assertThat(place(loaner, "2026-05-01T15:00:00")).isEqualTo("TO_CUSTOMER LOANER [] false");
    assertThat(place(loaner, "2026-05-02T11:00:00")).isEqualTo("CUSTOMER LOANER [] false");
    assertThat(place(loaner, "2026-05-15T10:00:00")).isEqualTo("VENDOR SPARE [] false");
    Reply lineage = get("/api/units/" + loaner + "/lineage");
    assertThat(lineage.body().at("/units").size()).isZero();
    assertThat(lineage.text("/stays/0/customerId")).isEqualTo(unit.customerId());
    assertThat(lineage.text("/stays/0/caseId")).isEqualTo(caseId);
  }

  @Test
  void anInstantInTheFuture_orNone_isNamed() {
    Registered unit = register();

    Reply future = get("/api/units/" + unit.serial() + "?asOf=2099-01-01T00:00:00Z&trueAt=soon");

    assertThat(future.status()).isEqualTo(400);
    assertThat(
            future.body().at("/errors").valueStream().map(e -> e.at("/field").asString()).toList())
        .containsExactlyInAnyOrder("asOf", "trueAt");
    assertThat(get("/api/units/" + unit.serial() + "?asOf=2026-04-01T00:00:00Z").status())
        .isEqualTo(404);
    assertThat(get("/api/settings/renewal.graceDays?asOf=2020-01-01T00:00:00Z").text("/version"))
        .isEqualTo("1");
    assertThat(get("/api/calendar?asOf=2020-01-01T00:00:00Z").text("/calendarVersion"))
        .isEqualTo("1");
    assertThat(get("/api/calendar?trueAt=2020-01-01T00:00:00Z").text("/from"))
        .isEqualTo("2020-01-01");
  }

  private void keepAt(String japanTime, List<String> paths) {
    clockAt(japanTime + "+09:00");
    for (String path : paths) {
      Reply reply = get(path);
      answered.add(new Answered(japanTime + "+09:00", path, reply.status(), reply.raw().body()));
    }
  }

  private void tell(DomainEvent event) {
    Topic.publish(caseId, told++, event);
  }

  private void awaitPresent(Registered unit, String present) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> get("/api/units/" + unit.serial() + "/lineage").text("/present").equals(present));
  }

  private void awaitStays(String serial, int stays) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> get("/api/units/" + serial + "/lineage").body().at("/stays").size() >= stays);
  }

  /** Where the unit was, as what, under which contracts and whether under its warranty. */
  private String place(String serial, String japanTime) {
    Reply reply = get("/api/units/" + serial + "/lineage?at=" + japanTime + "%2B09:00");
    assertThat(reply.status()).isEqualTo(200);
    return reply.text("/position/stay/location")
        + " "
        + reply.text("/position/stay/role")
        + " "
        + reply.body().at("/position/contractIds")
        + " "
        + reply.text("/position/warranty");
  }

  private static Instant at(String japanTime) {
    return OffsetDateTime.parse(japanTime + "+09:00").toInstant();
  }

  private ReplacementShipped shipped(Registered unit, String replacement) {
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
        at("2026-05-01T15:00:00"));
  }

  private ReplacementDelivered delivered(Registered unit, String japanTime) {
    return new ReplacementDelivered(
        new CaseId(caseId),
        RMA,
        new CustomerId(unit.customerId()),
        new SerialNumber(unit.serial()),
        null,
        at(japanTime));
  }

  private FactCorrected corrected(String event, String field, String value) {
    return new FactCorrected(new CaseId(caseId), event, field, value, null);
  }
}
