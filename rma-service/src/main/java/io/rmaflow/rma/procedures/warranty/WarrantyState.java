package io.rmaflow.rma.procedures.warranty;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.parts.repair.Repair;
import io.rmaflow.rma.parts.repair.Repairs;
import io.rmaflow.rma.parts.returnduty.FaultyUnit;
import java.util.stream.Stream;

/** What a case under the warranty has. */
record WarrantyState(FaultyUnit faultyUnit, Repair repair) implements ProcedureState, Repairs {

  static WarrantyState after(ProcedureState before) {
    return new WarrantyState(FaultyUnit.before(before), Repair.before(before));
  }

  @Override
  public WarrantyState evolve(CaseEvent event) {
    return new WarrantyState(faultyUnit.evolve(event), repair.evolve(event));
  }

  @Override
  public Stream<CorrectableFact<?>> facts() {
    return Stream.concat(faultyUnit.facts(), repair.facts());
  }

  @Override
  public boolean unitIsOut() {
    return repair.wasSent();
  }

  /** WAR-17. */
  @Clause("WAR-17")
  @Override
  public boolean chargeable() {
    return repair.chargeable();
  }

  /** WAR-20: the delivery is the end. */
  @Clause("WAR-20")
  @Override
  public boolean operationIsConfirmed() {
    return false;
  }
}
