package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.rma.cover.PolicyContext;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The calendar or the settings changed: what is open is to be derived from the facts again.
 *
 * @param policy the calendar and settings from now on
 */
public record DeriveAgain(@TargetAggregateIdentifier CaseId caseId, PolicyContext policy) {}
