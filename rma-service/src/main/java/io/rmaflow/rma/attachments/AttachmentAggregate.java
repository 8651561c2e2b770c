package io.rmaflow.rma.attachments;

import io.rmaflow.events.rma.AttachmentEvent;
import io.rmaflow.events.rma.AttachmentEvent.AttachmentErased;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One file; what it holds never changes, and can be erased. */
@Aggregate
class AttachmentAggregate {

  @AggregateIdentifier private @Nullable String streamId;
  private boolean erased;

  /** For the framework, which then replays the events. */
  protected AttachmentAggregate() {}

  @CommandHandler
  AttachmentAggregate(StoreAttachment command) {
    AggregateLifecycle.apply(command.stored());
  }

  /** Nothing where it was erased before. */
  @CommandHandler
  void handle(EraseAttachment command) {
    if (!erased) {
      AggregateLifecycle.apply(command.erased());
    }
  }

  /** The stream that tells of this file. */
  static String streamOf(String attachmentId) {
    return "attachment/" + attachmentId;
  }

  @EventSourcingHandler
  void on(AttachmentEvent event) {
    streamId = streamOf(event.attachmentId());
    erased = event instanceof AttachmentErased;
  }

  /** The stream's ID; absent before its first event. */
  @Nullable String streamId() {
    return streamId;
  }
}
