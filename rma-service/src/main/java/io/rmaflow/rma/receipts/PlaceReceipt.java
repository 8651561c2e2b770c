package io.rmaflow.rma.receipts;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent.Leg;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Somebody says which case a receipt belongs to. */
record PlaceReceipt(
    @TargetAggregateIdentifier String streamId, CaseId caseId, Leg leg, Instant at) {}
