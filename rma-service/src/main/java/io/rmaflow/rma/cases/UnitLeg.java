package io.rmaflow.rma.cases;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    List<UnitLeg> legs = new ArrayList<>();
    if (state.accepted() == null || state.rmaNumber() == null) {
      return legs;
    }
    if (state.exchangesInAdvance() || state.repairs()) {
      legs.add(faultyUnit(state));
    }
    if (state.loan().wasSent()) {
      legs.add(loaner(state));
    }
    if (state.shipped() != null) {
      legs.add(
          sent(
              state,
              state.shipped().serialNumber(),
              state.shipped().shipment(),
              state.delivered() == null));
    }
    if (state.repair().shipped() != null) {
      legs.add(
          sent(
              state,
              state.repair().shipped().serialNumber(),
              state.repair().shipped().shipment(),
              state.repair().delivered() == null));
    }
    return legs;
  }

  private static UnitLeg faultyUnit(CaseState state) {
    Shipment way = state.handedOver() == null ? null : state.handedOver().shipment();
    return new UnitLeg(
        state.caseId(),
        Leg.FAULTY_UNIT,
        state.returned() == null ? state.serialNumber() : state.returned().serialNumber(),
        way == null ? null : way.carrier(),
        way == null ? null : way.trackingNumber(),
        state.returned() == null && state.isOpen(),
        state.returned() == null ? null : state.returned().receivedAt());
  }

  /** Awaited as long as it is out, whatever has become of the case (MFR-5). */
  private static UnitLeg loaner(CaseState state) {
    Shipment way = state.loan().handedOver() == null ? null : state.loan().handedOver().shipment();
    return new UnitLeg(
        state.caseId(),
        Leg.LOANER,
        state.loan().shipped() == null ? null : state.loan().shipped().serialNumber(),
        way == null ? null : way.carrier(),
        way == null ? null : way.trackingNumber(),
        state.loan().isOutstanding(),
        state.loan().returned() == null ? null : state.loan().returned().receivedAt());
  }

  private static UnitLeg sent(
      CaseState state, SerialNumber serialNumber, Shipment shipment, boolean onItsWay) {
    return new UnitLeg(
        state.caseId(),
        shipment.leg(),
        serialNumber,
        shipment.carrier(),
        shipment.trackingNumber(),
        onItsWay,
        null);
  }

  /** Whether it is this unit. */
  public boolean is(SerialNumber unit) {
    return serialNumber != null && Deciding.sameUnit(serialNumber, unit);
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
