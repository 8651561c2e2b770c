package io.rmaflow.rma.parts.repair;

import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.NormalOperationConfirmed;
import io.rmaflow.events.rma.CaseEvent.RepairCompleted;
import io.rmaflow.events.rma.CaseEvent.RepairEstimated;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitDelivered;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitShipped;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.events.rma.CaseEvent.UnitInspected;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.casefile.UnitLeg;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of the repair of one case's unit (MFR-28, WAR-19, WAR-20); immutable.
 *
 * @param runsAgain that the customer said that what came back runs (MFR-29)
 */
@Clause({"MFR-28", "WAR-19", "WAR-20"})
public record Repair(
    Optional<UnitInspected> inspected,
    Optional<RepairEstimated> estimated,
    Optional<RepairCompleted> completed,
    Optional<RepairedUnitShipped> shipped,
    Optional<RepairedUnitDelivered> delivered,
    Optional<NormalOperationConfirmed> runsAgain) {

  /** Nothing done yet. */
  public static final Repair NONE =
      new Repair(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** What is known of it in a case that followed another procedure until now. */
  public static Repair before(ProcedureState before) {
    return before instanceof Inspects inspects ? inspects.repair() : NONE;
  }

  /** The same after one more event of the case. */
  public Repair evolve(CaseEvent event) {
    return switch (event) {
      case UnitInspected e ->
          new Repair(Optional.of(e), estimated, completed, shipped, delivered, runsAgain);
      case RepairEstimated e ->
          new Repair(inspected, Optional.of(e), completed, shipped, delivered, runsAgain);
      case RepairCompleted e ->
          new Repair(inspected, estimated, Optional.of(e), shipped, delivered, runsAgain);
      case RepairedUnitShipped e ->
          new Repair(inspected, estimated, completed, Optional.of(e), delivered, runsAgain);
      case RepairedUnitDelivered e ->
          new Repair(inspected, estimated, completed, shipped, Optional.of(e), runsAgain);
      case NormalOperationConfirmed e ->
          new Repair(inspected, estimated, completed, shipped, delivered, Optional.of(e));
      default -> this;
    };
  }

  /** The facts that can be corrected. */
  public Stream<CorrectableFact<?>> facts() {
    return Stream.<Optional<? extends CorrectableFact<?>>>of(
            inspected, estimated, completed, shipped, delivered, runsAgain)
        .flatMap(Optional::stream);
  }

  /** Whether the unit is on its way back, or back; a delivery says so too. */
  public boolean wasSent() {
    return shipped.isPresent() || delivered.isPresent();
  }

  /** What was done to it says that it had come, although its receipt may not be recorded. */
  public boolean hasBegun() {
    return inspected.isPresent() || completed.isPresent() || wasSent();
  }

  /** When the customer's work went on by itself (MFR-29). */
  @Clause("MFR-29")
  public Optional<Instant> runsAgainSince() {
    return runsAgain.map(NormalOperationConfirmed::confirmedAt);
  }

  /** Whether consumable parts were exchanged (CSB-12, MFR-14, WAR-17). */
  @Clause({"CSB-12", "MFR-14", "WAR-17"})
  public boolean chargeable() {
    return inspected.filter(fact -> !fact.chargeablePartIds().isEmpty()).isPresent();
  }

  /** The customer's unit, or what was sent instead of it. */
  public SerialNumber toShip(CaseFile file) {
    return shipped.map(RepairedUnitShipped::serialNumber).orElse(file.serialNumber());
  }

  /** The step reached on the way back; empty before the repair was done. */
  public Optional<CaseStatus> progressBack() {
    return delivered
        .map(_ -> CaseStatus.REPAIRED_UNIT_DELIVERED)
        .or(() -> shipped.map(_ -> CaseStatus.REPAIRED_UNIT_SHIPPED))
        .or(() -> completed.map(_ -> CaseStatus.REPAIRED));
  }

  /** The step reached before that; empty before the inspection. */
  public Optional<CaseStatus> progressIn() {
    return inspected.map(_ -> CaseStatus.INSPECTED);
  }

  /** The unit that the carrier may bring back. */
  public List<UnitLeg> units(CaseFile file) {
    return shipped
        .map(
            fact ->
                List.of(
                    UnitLeg.sent(
                        file.caseId(), fact.serialNumber(), fact.shipment(), delivered.isEmpty())))
        .orElse(List.of());
  }

  /** The shipment of another unit that counts as the repaired one; empty where one has left. */
  public Optional<CaseEvent> insteadOfIt(CaseFile file, UnexpectedUnitReceived unit) {
    Optional<Shipment> shipment = Optional.ofNullable(unit.shipment());
    return shipment
        .filter(_ -> shipped.isEmpty())
        .map(
            way ->
                new RepairedUnitShipped(
                    file.caseId(),
                    file.issuedRmaNumber(),
                    file.customerId(),
                    unit.received(),
                    file.softwareToShip(null),
                    true,
                    way,
                    unit.receivedAt()));
  }
}
