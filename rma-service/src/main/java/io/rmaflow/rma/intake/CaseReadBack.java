package io.rmaflow.rma.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.kit.web.Answer;
import org.jspecify.annotations.Nullable;

/** What intake and demands need of the cases that exist. */
public interface CaseReadBack {

  /** {@code 201} with the case as read back, its location and its version. */
  Answer created(CaseId caseId);

  /**
   * A case by the ID in a path.
   *
   * @throws io.rmaflow.kit.web.NotFound where there is no such case
   */
  Existing existing(String caseId);

  /**
   * A case that exists.
   *
   * @param virtualAppliance whether it is about one
   * @param rmaNumber absent before it is issued
   * @param version the place of its last event
   */
  record Existing(
      CaseId caseId,
      Procedure procedure,
      boolean virtualAppliance,
      @Nullable RmaNumber rmaNumber,
      long version) {}
}
