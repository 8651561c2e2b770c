package io.rmaflow.rma.loaner;

import io.rmaflow.events.CaseId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Ends the promise of a loaner to a case; without effect where there is none.
 *
 * @param because a code: it came back, or it was never sent
 */
record ReleaseLoaner(
    @TargetAggregateIdentifier String streamId, CaseId caseId, String because, Instant at) {}
