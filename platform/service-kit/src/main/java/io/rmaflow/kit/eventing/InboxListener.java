package io.rmaflow.kit.eventing;

import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/** Acknowledges a record after its transaction has been committed. */
final class InboxListener implements AcknowledgingMessageListener<String, byte[]> {

  private final Inbox inbox;

  InboxListener(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void onMessage(
      ConsumerRecord<String, byte[]> record, @Nullable Acknowledgment acknowledgment) {
    inbox.take(IncomingRecord.of(record));
    Objects.requireNonNull(acknowledgment, "the container is set to manual acknowledgement")
        .acknowledge();
  }
}
