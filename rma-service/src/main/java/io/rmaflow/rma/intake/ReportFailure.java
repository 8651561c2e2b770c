package io.rmaflow.rma.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.rma.intake.rules.Intake;
import io.rmaflow.rma.intake.rules.Known;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Opens a case with what {@link Intake#decide} says of the request. */
public record ReportFailure(FailureReported request, Known known) {

  /** The case to open. */
  @TargetAggregateIdentifier
  public CaseId caseId() {
    return request.caseId();
  }
}
