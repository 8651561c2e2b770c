package io.rmaflow.rma.loaner;

import io.rmaflow.events.CaseId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Takes a loaner out of the pool of which only this case has told; without effect where another
 * case has it.
 */
record RemoveLoaner(@TargetAggregateIdentifier String streamId, CaseId caseId, Instant at) {}
