package io.rmaflow.rma.standing;

import io.rmaflow.events.CustomerId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Refuses cross-send-back service to a customer ID from now on; without effect where it is refused
 * already.
 *
 * @param streamId the customer's standing
 * @param because the unit that is overdue, held under this or a linked ID
 */
record SuspendService(
    @TargetAggregateIdentifier String streamId, CustomerId customerId, OverdueUnit because) {}
