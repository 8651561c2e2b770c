package io.rmaflow.rma.loaner;

import io.rmaflow.events.CaseId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Promises a loaner to a case; without effect where it has it already. */
record ReserveLoaner(@TargetAggregateIdentifier String streamId, CaseId caseId, Instant at) {}
