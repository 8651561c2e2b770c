package io.rmaflow.rma.cases;

import io.rmaflow.events.SerialNumber;
import java.util.List;

/** Which cases there are, for a decision about another one. */
public interface CaseIndex {

  /** The accepted cases of this unit that are neither closed nor cancelled, oldest first. */
  List<OpenCase> openCases(SerialNumber serialNumber);
}
