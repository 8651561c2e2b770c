package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes a step of a case. */
public record TakeStep(@TargetAggregateIdentifier CaseId caseId, Step step) {}
