package io.rmaflow.rma.parts.returnduty;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Duty;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.casefile.UnitLeg;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The faulty unit's way to the vendor; immutable.
 *
 * @param handedOver that the customer handed it to the carrier
 * @param returned that the vendor received it
 */
public record FaultyUnit(
    Optional<FaultyUnitDispatched> handedOver, Optional<FaultyUnitReturned> returned) {

  /** It is where it was. */
  public static final FaultyUnit NONE = new FaultyUnit(Optional.empty(), Optional.empty());

  /** A case that knows where the faulty unit is. */
  public interface Known {
    FaultyUnit faultyUnit();
  }

  /** A case to which the customer sends it. */
  public interface Awaited extends Known {}

  /** What is known of it in a case that followed another procedure until now. */
  public static FaultyUnit before(ProcedureState before) {
    return before instanceof Known known ? known.faultyUnit() : NONE;
  }

  /** The same after one more event of the case. */
  public FaultyUnit evolve(CaseEvent event) {
    return switch (event) {
      case FaultyUnitDispatched e -> new FaultyUnit(Optional.of(e), returned);
      case FaultyUnitReturned e -> new FaultyUnit(handedOver, Optional.of(e));
      default -> this;
    };
  }

  /** The facts that can be corrected. */
  public Stream<CorrectableFact<?>> facts() {
    return Stream.concat(handedOver.stream(), returned.stream());
  }

  /** Whether it has left the customer, as far as is known. */
  public boolean hasLeft() {
    return handedOver.isPresent() || returned.isPresent();
  }

  /** When it left; the receipt stands for a hand-over that was never reported. */
  public Optional<Instant> leftAt() {
    return handedOver.map(FaultyUnitDispatched::customerShippedAt).or(this::receivedAt);
  }

  /** When the vendor received it. */
  public Optional<Instant> receivedAt() {
    return returned.map(FaultyUnitReturned::receivedAt);
  }

  /** The step reached with it; empty while it has not left. */
  public Optional<CaseStatus> progress() {
    return returned
        .map(_ -> CaseStatus.FAULTY_UNIT_RETURNED)
        .or(() -> handedOver.map(_ -> CaseStatus.FAULTY_UNIT_DISPATCHED));
  }

  /** What the carrier has to deliver. */
  public List<Duty> onItsWay() {
    return handedOver.isPresent() && returned.isEmpty()
        ? List.of(Duty.carrier("FAULTY_UNIT_DELIVERY"))
        : List.of();
  }

  /** Which unit came, or is awaited. */
  public SerialNumber awaited(CaseFile file) {
    return returned.map(FaultyUnitReturned::serialNumber).orElse(file.serialNumber());
  }

  /** The unit as it may lie on the vendor's bench. */
  public UnitLeg unit(CaseFile file) {
    return UnitLeg.awaited(
        file.caseId(),
        Leg.FAULTY_UNIT,
        awaited(file),
        handedOver.map(FaultyUnitDispatched::shipment),
        returned.isEmpty() && file.isOpen(),
        receivedAt());
  }

  /** The return of another unit that was accepted in its place; empty where one was received. */
  public Optional<CaseEvent> insteadOfIt(CaseFile file, UnexpectedUnitReceived unit) {
    return returned.isPresent()
        ? Optional.empty()
        : Optional.of(
            new FaultyUnitReturned(
                file.caseId(),
                file.issuedRmaNumber(),
                file.customerId(),
                unit.received(),
                unit.condition(),
                unit.receivedAt()));
  }
}
