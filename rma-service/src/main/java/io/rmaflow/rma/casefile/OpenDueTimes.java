package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import java.util.List;

/** Tells which cases have due times that are still to be met. */
public interface OpenDueTimes {

  /** Their IDs, each once. */
  List<CaseId> cases();
}
