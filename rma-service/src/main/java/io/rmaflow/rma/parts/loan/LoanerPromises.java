package io.rmaflow.rma.parts.loan;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.rma.casefile.CaseFile;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the pool keeps for cases (MFR-23). */
@Clause("MFR-23")
public interface LoanerPromises {

  /** What cases are told of their loaners; without those that wait for none and have none kept. */
  Map<CaseId, LoanerPromise> promises(Collection<CaseId> caseIds);

  /** The same of one case. */
  default Optional<LoanerPromise> promise(CaseId caseId) {
    return Optional.ofNullable(promises(List.of(caseId)).get(caseId));
  }

  /**
   * What had been kept for a case by an instant, by what had been recorded then.
   *
   * @param file a case that needed a loaner then
   */
  Optional<LoanerPromise> promise(CaseFile file, Instant asOf);

  /** Whether another case has this loaner. */
  boolean isPromisedElsewhere(SerialNumber serialNumber, CaseId caseId);
}
