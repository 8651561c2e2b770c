package io.rmaflow.rma.loaner;

import io.rmaflow.events.rma.LoanerEvent.LoanerAdded;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The pool gets one more loaner.
 *
 * @param streamId the loaner's own stream
 */
record AddLoaner(@TargetAggregateIdentifier String streamId, LoanerAdded added) {}
