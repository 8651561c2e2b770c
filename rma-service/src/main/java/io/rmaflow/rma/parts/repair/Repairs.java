package io.rmaflow.rma.parts.repair;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Duty;
import io.rmaflow.rma.parts.returnduty.FaultyUnit;
import java.util.List;
import java.util.Optional;

/** A case in which the faulty unit itself is repaired and sent back (MFR, WAR). */
public interface Repairs extends Inspects, FaultyUnit.Awaited {

  /** Whether the customer says that it runs again, which is the end then (MFR-29). */
  @Clause("MFR-29")
  boolean operationIsConfirmed();

  /** Whether the customer is to send the unit now; it may wait for its loaner first (MFR-27). */
  @Clause("MFR-27")
  default boolean maySendNow() {
    return true;
  }

  /** Whether the customer has received what works again, repaired or in its place. */
  default boolean isBack() {
    return repair().delivered().isPresent();
  }

  /** The furthest step with the unit itself; empty while it has not left the customer. */
  default Optional<CaseStatus> repairProgress() {
    return repair().progressBack().or(() -> repair().progressIn()).or(faultyUnit()::progress);
  }

  /** Who has to act on the way of the unit. */
  default List<Duty> repairDuties(CaseFile file) {
    if (file.rmaNumber().isEmpty()) {
      return List.of();
    }
    if (!faultyUnit().hasLeft()) {
      return maySendNow() ? List.of(Duty.customer("FAULTY_UNIT_DISPATCH")) : List.of();
    }
    if (faultyUnit().returned().isEmpty()) {
      return List.of();
    }
    Repair repair = repair();
    if (!repair.hasBegun()) {
      return List.of(Duty.vendor("INSPECTION"));
    }
    if (repair.completed().isEmpty() && !repair.wasSent()) {
      return List.of(Duty.vendor("REPAIR").by(file, Deadline.Name.REPAIR_GUIDE));
    }
    if (!repair.wasSent()) {
      return List.of(Duty.vendor("REPAIRED_UNIT_SHIPMENT"));
    }
    if (repair.delivered().isEmpty()) {
      return List.of(Duty.carrier("REPAIRED_UNIT_DELIVERY"));
    }
    return operationIsConfirmed() && repair.runsAgain().isEmpty()
        ? List.of(Duty.customer("OPERATION_CONFIRMATION"))
        : List.of();
  }
}
