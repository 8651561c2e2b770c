package io.rmaflow.rma.standing;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Lifts the suspension of a customer ID; without effect where there is none. */
record ResumeService(
    @TargetAggregateIdentifier String streamId,
    CustomerId customerId,
    CaseId caseId,
    RmaNumber rmaNumber) {}
