package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.SerialNumber;
import java.time.Instant;
import java.util.List;

/** Which cases there are, for a decision about another one. */
public interface CaseIndex {

  /** The accepted cases of this unit that are neither closed nor cancelled, oldest first. */
  List<OpenCase> openCases(SerialNumber serialNumber);

  /**
   * The cases that were submitted in a time, oldest first.
   *
   * @param from inclusive
   * @param to exclusive
   */
  List<CaseId> submitted(Instant from, Instant to);

  /** The cases in whose search text one line is this and nothing else, oldest first. */
  List<CaseId> naming(String serialOrTrackingNumber);
}
