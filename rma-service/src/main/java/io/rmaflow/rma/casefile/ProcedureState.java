package io.rmaflow.rma.casefile;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CorrectableFact;
import java.util.stream.Stream;

/**
 * What a case has under its procedure, beyond what every case has: one type for each procedure,
 * immutable. The parts that procedures share it shows by implementing their interfaces.
 */
public interface ProcedureState {

  /** The same after one more event; an event that says nothing to it leaves it as it is. */
  ProcedureState evolve(CaseEvent event);

  /** The facts that can be corrected, as they stand (RMA-9). */
  @Clause("RMA-9")
  Stream<CorrectableFact<?>> facts();

  /** Whether the vendor has sent or brought the customer anything, as far as is known. */
  boolean unitIsOut();

  /**
   * Whether a cancellation stands: a unit that turns out to have been sent undoes a withdrawal.
   *
   * @param because the reason of the cancellation: a code
   */
  default boolean staysCancelled(String because) {
    return !unitIsOut();
  }

  /** Whether somebody will be charged for what was done. */
  default boolean chargeable() {
    return false;
  }
}
