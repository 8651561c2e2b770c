package io.rmaflow.rma.attachments;

import io.rmaflow.events.rma.AttachmentEvent.AttachmentStored;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A file has come in.
 *
 * @param streamId the file's own stream
 */
record StoreAttachment(@TargetAggregateIdentifier String streamId, AttachmentStored stored) {}
