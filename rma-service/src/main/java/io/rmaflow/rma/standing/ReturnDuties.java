package io.rmaflow.rma.standing;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;

/** Told, in the transaction of the case's events, how its return duty stands. */
public interface ReturnDuties {

  /** The return is recorded as overdue: service is refused to all linked IDs from now on. */
  void overdue(CustomerId heldBy, CaseId caseId, RmaNumber rmaNumber);

  /**
   * The return is owed and not overdue, or settled: service is resumed where this was the last
   * overdue unit of the linked IDs.
   */
  void notOverdue(CustomerId heldBy, CaseId caseId, RmaNumber rmaNumber);
}
