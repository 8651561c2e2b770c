package io.rmaflow.rma.parts.sending;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.EquivalentAccepted;
import io.rmaflow.events.rma.CaseEvent.EquivalentOffered;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrderCancelled;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Duty;
import io.rmaflow.rma.casefile.UnitLeg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the vendor is to send and has sent in place of the faulty unit; immutable.
 *
 * @param order what logistics is to send; empty where nothing is
 * @param equivalent another product that was offered; empty where none was
 * @param shipped that the exchange unit left
 * @param delivered that it arrived
 */
public record Sending(
    Optional<ShipmentOrdered> order,
    Optional<Equivalent> equivalent,
    Optional<ReplacementShipped> shipped,
    Optional<ReplacementDelivered> delivered) {

  /** Nothing is to be sent, and nothing was. */
  public static final Sending NONE =
      new Sending(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** The same after one more event of the case. */
  public Sending evolve(CaseEvent event) {
    return switch (event) {
      case ShipmentOrdered e -> new Sending(Optional.of(e), equivalent, shipped, delivered);
      case ShipmentOrderCancelled _ ->
          new Sending(Optional.empty(), equivalent, shipped, delivered);
      case EquivalentOffered e ->
          agreedOn(new Equivalent(e.productCode(), e.offeredAt(), Optional.empty()));
      case EquivalentAccepted e ->
          agreedOn(
              new Equivalent(
                  e.productCode(),
                  equivalent.map(Equivalent::offeredAt).orElse(e.answeredAt()),
                  Optional.of(e.answeredAt())));
      case ReplacementShipped e -> new Sending(order, equivalent, Optional.of(e), delivered);
      case ReplacementDelivered e -> new Sending(order, equivalent, shipped, Optional.of(e));
      default -> this;
    };
  }

  private Sending agreedOn(Equivalent product) {
    return new Sending(order, Optional.of(product), shipped, delivered);
  }

  /** The facts that can be corrected. */
  public Stream<CorrectableFact<?>> facts() {
    return Stream.concat(shipped.stream(), delivered.stream());
  }

  /** Whether a replacement has left, as far as is known; a delivery says so too. */
  public boolean isOut() {
    return shipped.isPresent() || delivered.isPresent();
  }

  /** Whether the customer has not answered an offer. */
  public boolean awaitsConsent() {
    return equivalent.filter(Equivalent::isPending).isPresent();
  }

  /** The step reached with the exchange unit; empty while none has left. */
  public Optional<CaseStatus> progress() {
    if (delivered.isPresent()) {
      return Optional.of(CaseStatus.REPLACEMENT_DELIVERED);
    }
    return shipped.map(_ -> CaseStatus.REPLACEMENT_SHIPPED);
  }

  /** The step reached before that. */
  public CaseStatus before(CaseFile file) {
    return awaitsConsent() ? CaseStatus.AWAITING_CONSENT : file.beforeAnythingWasSent();
  }

  /** What the customer has to answer. */
  public List<Duty> consent() {
    return awaitsConsent() && !isOut() ? List.of(Duty.customer("EQUIVALENT_ANSWER")) : List.of();
  }

  /** What the carrier has to deliver. */
  public List<Duty> onItsWay() {
    return shipped.isPresent() && delivered.isEmpty()
        ? List.of(Duty.carrier("REPLACEMENT_DELIVERY"))
        : List.of();
  }

  /** The unit that the carrier may bring back. */
  public List<UnitLeg> units(CaseFile file) {
    List<UnitLeg> units = new ArrayList<>();
    shipped.ifPresent(
        fact ->
            units.add(
                UnitLeg.sent(
                    file.caseId(), fact.serialNumber(), fact.shipment(), delivered.isEmpty())));
    return units;
  }

  /** When a shipment of this kind left, of those that are known here. */
  public Optional<Instant> dispatchedAt(Leg leg) {
    return leg == Leg.REPLACEMENT
        ? shipped.map(ReplacementShipped::dispatchedAt)
        : Optional.empty();
  }
}
