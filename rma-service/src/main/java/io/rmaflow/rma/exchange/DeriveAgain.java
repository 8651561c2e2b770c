package io.rmaflow.rma.exchange;

import io.rmaflow.events.CaseId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The calendar or the settings changed: what is open is to be derived from the facts again. */
public record DeriveAgain(@TargetAggregateIdentifier CaseId caseId) {}
