package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A case that is still going on. */
public record OpenCase(
    CaseId caseId, Procedure procedure, @Nullable RmaNumber rmaNumber, Instant submittedAt) {}
