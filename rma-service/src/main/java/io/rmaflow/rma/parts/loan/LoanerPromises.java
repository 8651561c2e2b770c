package io.rmaflow.rma.parts.loan;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import java.util.Optional;

/** What the pool keeps for cases (MFR-23). */
@Clause("MFR-23")
public interface LoanerPromises {

  /** What the case is told of its loaner; empty where it waits for none and none is kept for it. */
  Optional<LoanerPromise> promise(CaseId caseId);

  /** Whether another case has this loaner. */
  boolean isPromisedElsewhere(SerialNumber serialNumber, CaseId caseId);
}
