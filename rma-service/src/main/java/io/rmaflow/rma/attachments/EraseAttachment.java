package io.rmaflow.rma.attachments;

import io.rmaflow.events.rma.AttachmentEvent.AttachmentErased;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Name and content of a file are erased.
 *
 * @param streamId the file's own stream
 */
record EraseAttachment(@TargetAggregateIdentifier String streamId, AttachmentErased erased) {}
