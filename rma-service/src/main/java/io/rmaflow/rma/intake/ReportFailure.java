package io.rmaflow.rma.intake;

import io.rmaflow.events.CaseId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Opens a case with what {@link Intake#decide} says of the request. */
public record ReportFailure(
    @TargetAggregateIdentifier CaseId caseId, IntakeRequest request, Known known) {}
