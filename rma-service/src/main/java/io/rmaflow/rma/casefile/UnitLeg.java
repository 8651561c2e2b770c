package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A unit of a case that the vendor may find on its bench: the faulty unit and the loaner, which are
 * awaited, and what the vendor has sent and the carrier may bring back.
 *
 * @param serialNumber absent while it is not known which loaner was sent
 * @param trackingNumber under which it would come; absent while nobody has told
 * @param open whether it has not come, nor reached the customer, and the case still waits for that
 * @param receivedAt when the vendor received it; absent while it has not
 */
public record UnitLeg(
    CaseId caseId,
    Leg leg,
    @Nullable SerialNumber serialNumber,
    @Nullable String carrier,
    @Nullable String trackingNumber,
    boolean open,
    @Nullable Instant receivedAt) {

  /** All of a case, as far as they are known; none before the RMA number. */
  public static List<UnitLeg> of(CaseState state) {
    return state
        .accepted()
        .filter(file -> file.rmaNumber().isPresent())
        .map(file -> file.procedure().units(file))
        .orElse(List.of());
  }

  /**
   * A unit that the customer sends.
   *
   * @param way how it comes; empty while nobody has told
   * @param open whether the case still waits for it
   */
  public static UnitLeg awaited(
      CaseId caseId,
      Leg leg,
      @Nullable SerialNumber serialNumber,
      Optional<Shipment> way,
      boolean open,
      Optional<Instant> receivedAt) {
    return new UnitLeg(
        caseId,
        leg,
        serialNumber,
        way.map(Shipment::carrier).orElse(null),
        way.map(Shipment::trackingNumber).orElse(null),
        open,
        receivedAt.orElse(null));
  }

  /** A unit that the vendor sends, and that may come back. */
  public static UnitLeg sent(
      CaseId caseId, SerialNumber serialNumber, Shipment shipment, boolean onItsWay) {
    return new UnitLeg(
        caseId,
        shipment.leg(),
        serialNumber,
        shipment.carrier(),
        shipment.trackingNumber(),
        onItsWay,
        null);
  }

  /** Whether it is this unit. */
  public boolean is(SerialNumber unit) {
    return unit.equals(serialNumber);
  }

  /**
   * Whether it would come under this tracking number.
   *
   * @param byCarrier who brought it; absent: whoever did
   */
  public boolean comesUnder(@Nullable String byCarrier, String number) {
    return trackingNumber != null
        && SearchText.of(trackingNumber).equals(SearchText.of(number))
        && (carrier == null
            || byCarrier == null
            || SearchText.of(carrier).equals(SearchText.of(byCarrier)));
  }
}
