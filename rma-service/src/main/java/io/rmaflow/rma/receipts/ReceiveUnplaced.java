package io.rmaflow.rma.receipts;

import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitReceived;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A unit came that no case could be found for.
 *
 * @param streamId the receipt's own stream
 */
record ReceiveUnplaced(@TargetAggregateIdentifier String streamId, UnplacedUnitReceived received) {}
