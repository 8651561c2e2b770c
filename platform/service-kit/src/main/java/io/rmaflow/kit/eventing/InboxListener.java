package io.rmaflow.kit.eventing;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.Acknowledgment;

/** Acknowledges records after the transactions that took them in have been committed. */
final class InboxListener implements BatchAcknowledgingMessageListener<String, byte[]> {

  private final Inbox inbox;

  InboxListener(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<String, byte[]>> polled, @Nullable Acknowledgment acknowledgment) {
    List<IncomingRecord> records = polled.stream().map(IncomingRecord::of).toList();
    int next = 0;
    while (next < records.size()) {
      try {
        next = inbox.take(records, next);
      } catch (RuntimeException e) {
        throw new BatchListenerFailedException("to be tried again from this record on", e, next);
      }
    }
    Objects.requireNonNull(acknowledgment, "the container is set to manual acknowledgement")
        .acknowledge();
  }
}
