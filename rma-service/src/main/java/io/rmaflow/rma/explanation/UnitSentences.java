package io.rmaflow.rma.explanation;

import static io.rmaflow.rma.explanation.Said.happened;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.rma.casefile.Reckoning;
import io.rmaflow.rma.casefile.Terms;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said of units on their way. */
final class UnitSentences {

  private UnitSentences() {}

  static Said ordered(CaseEvent.ShipmentOrdered e) {
    String versionJa = e.softwareVersion() == null ? "" : "、バージョン " + e.softwareVersion();
    String versionEn = e.softwareVersion() == null ? "" : " with version " + e.softwareVersion();
    return happened(
        Terms.of(e.leg()).ja()
            + "（"
            + e.productCode()
            + versionJa
            + "）の発送を指示しました。発送期限は "
            + Reckoning.ja(e.dispatchDue())
            + "、送料は"
            + Terms.of(e.payer()).ja()
            + "の負担です。",
        "The "
            + Terms.of(e.leg()).en()
            + " ("
            + e.productCode()
            + versionEn
            + ") was ordered to be sent by "
            + Reckoning.en(e.dispatchDue())
            + "; "
            + Terms.of(e.payer()).en()
            + " pays.");
  }

  static Said shipped(CaseEvent.ReplacementShipped e) {
    return sent(Leg.REPLACEMENT, e.serialNumber(), e.shipment(), e.dispatchedAt());
  }

  static Said shipped(CaseEvent.LoanerShipped e) {
    return sent(Leg.LOANER, e.serialNumber(), e.shipment(), e.dispatchedAt());
  }

  static Said shipped(CaseEvent.RepairedUnitShipped e) {
    return sent(Leg.REPAIRED_UNIT, e.serialNumber(), e.shipment(), e.dispatchedAt());
  }

  static Said delivered(CaseEvent.ReplacementDelivered e) {
    return arrived(Leg.REPLACEMENT, e.serialNumber(), e.deliveredAt());
  }

  static Said delivered(CaseEvent.LoanerDelivered e) {
    return arrived(Leg.LOANER, e.serialNumber(), e.deliveredAt());
  }

  static Said delivered(CaseEvent.RepairedUnitDelivered e) {
    return arrived(Leg.REPAIRED_UNIT, e.serialNumber(), e.deliveredAt());
  }

  static Said dispatched(CaseEvent.FaultyUnitDispatched e) {
    return handedOver(Leg.FAULTY_UNIT, e.serialNumber(), e.shipment(), e.customerShippedAt());
  }

  static Said dispatched(CaseEvent.LoanerDispatched e) {
    return handedOver(Leg.LOANER, e.serialNumber(), e.shipment(), e.customerShippedAt());
  }

  static Said returned(CaseEvent.FaultyUnitReturned e) {
    return received(Leg.FAULTY_UNIT, e.serialNumber(), e.condition(), e.receivedAt())
        .because(e.serialUnreadableReasonId());
  }

  static Said returned(CaseEvent.LoanerReturned e) {
    return received(Leg.LOANER, e.serialNumber(), e.condition(), e.receivedAt())
        .because(e.serialUnreadableReasonId());
  }

  static Said unexpected(CaseEvent.UnexpectedUnitReceived e) {
    return happened(
        "予定と異なる機器 "
            + e.received()
            + " が"
            + (e.shipment() == null ? "届きました" : "発送されました")
            + "（"
            + Terms.of(e.leg()).ja()
            + unit(e.expected(), " ", "を待っています")
            + "、"
            + Reckoning.ja(e.receivedAt())
            + "）。",
        "Another unit, "
            + e.received()
            + ", "
            + (e.shipment() == null ? "was received" : "was sent")
            + " at "
            + en(e.receivedAt())
            + " where the "
            + Terms.of(e.leg()).en()
            + unit(e.expected(), " ", "")
            + " was awaited.");
  }

  private static Said sent(Leg leg, SerialNumber serial, Shipment shipment, Instant at) {
    return happened(
        Terms.of(leg).ja()
            + " "
            + serial
            + " を発送しました（"
            + Reckoning.ja(at)
            + carriageJa(shipment)
            + "）。",
        "The "
            + Terms.of(leg).en()
            + " "
            + serial
            + " left at "
            + en(at)
            + carriageEn(shipment)
            + ".");
  }

  private static Said arrived(Leg leg, @Nullable SerialNumber serial, Instant at) {
    return happened(
        Terms.of(leg).ja() + unit(serial, " ", " ") + "が到着しました（" + Reckoning.ja(at) + "）。",
        "The " + Terms.of(leg).en() + unit(serial, " ", "") + " was delivered at " + en(at) + ".");
  }

  private static Said handedOver(
      Leg leg, @Nullable SerialNumber serial, Shipment shipment, Instant at) {
    return happened(
        "お客様が"
            + Terms.of(leg).ja()
            + unit(serial, " ", " ")
            + "を運送会社に引き渡されました（"
            + Reckoning.ja(at)
            + carriageJa(shipment)
            + "）。",
        "The customer handed the "
            + Terms.of(leg).en()
            + unit(serial, " ", "")
            + " to the carrier at "
            + en(at)
            + carriageEn(shipment)
            + ".");
  }

  private static Said received(
      Leg leg, @Nullable SerialNumber serial, @Nullable Condition condition, Instant at) {
    return happened(
        "弊社が"
            + Terms.of(leg).ja()
            + unit(serial, " ", " ")
            + "を受領しました（"
            + Reckoning.ja(at)
            + (condition == null ? "" : "、状態: " + Terms.of(condition).ja())
            + "）。",
        "The vendor received the "
            + Terms.of(leg).en()
            + unit(serial, " ", "")
            + " at "
            + en(at)
            + (condition == null ? "" : ", condition: " + Terms.of(condition).en())
            + ".");
  }

  private static String unit(@Nullable SerialNumber serial, String before, String after) {
    return serial == null ? "" : before + serial + after;
  }

  private static String carriageJa(Shipment shipment) {
    return shipment.carrier() == null
        ? ""
        : "、" + shipment.carrier() + number(shipment) + "、送料: " + Terms.of(shipment.payer()).ja();
  }

  private static String carriageEn(Shipment shipment) {
    return shipment.carrier() == null
        ? ""
        : " by "
            + shipment.carrier()
            + number(shipment)
            + ", paid by "
            + Terms.of(shipment.payer()).en();
  }

  private static String number(Shipment shipment) {
    return shipment.trackingNumber() == null ? "" : " " + shipment.trackingNumber();
  }

  static String upper(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String en(Instant at) {
    return Reckoning.en(at) + " JST";
  }
}
