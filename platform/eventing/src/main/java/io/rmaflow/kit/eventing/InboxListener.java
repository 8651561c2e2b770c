package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Acknowledges records after the transactions that took them in have been committed. A record that
 * is to be tried again holds up its own partition: that one is read from it again, as often as it
 * takes, while the others go on.
 */
final class InboxListener
    implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

  private static final Logger log = LoggerFactory.getLogger(InboxListener.class);

  /** Failures may take this long together (real time); then the rest is left to the next poll. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Inbox inbox;
  private final FlowWatch watch;
  private final Duration retryInterval;

  InboxListener(Inbox inbox, FlowWatch watch, Duration retryInterval) {
    this.inbox = inbox;
    this.watch = watch;
    this.retryInterval = retryInterval;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> polled,
      @Nullable Acknowledgment unused,
      @Nullable Consumer<?, ?> given) {
    Consumer<?, ?> consumer = Objects.requireNonNull(given, "a listener of this kind is given it");
    Map<TopicPartition, Long> taken = new HashMap<>();
    Map<TopicPartition, Long> again = new HashMap<>();
    List<IncomingRecord> left = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      IncomingRecord incoming = IncomingRecord.of(record);
      left.add(incoming);
      // before what stands first in it
      taken.putIfAbsent(partition(incoming), record.offset());
    }
    long start = System.nanoTime();
    while (!left.isEmpty()) {
      try {
        int done = inbox.take(left, 0);
        for (IncomingRecord record : left.subList(0, done)) {
          taken.put(partition(record), record.offset() + 1);
        }
        left = left.subList(done, left.size());
      } catch (RuntimeException | Error e) {
        IncomingRecord failed = left.getFirst();
        watch.failed(failed, e);
        again.put(partition(failed), failed.offset());
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          left.forEach(record -> again.putIfAbsent(partition(record), record.offset()));
          left = List.of();
        } else {
          left = left.stream().filter(record -> record.partition() != failed.partition()).toList();
        }
      }
    }
    acknowledge(taken, consumer);
    if (!again.isEmpty()) {
      again.forEach(consumer::seek);
      waitBeforeTheNextAttempt();
    }
  }

  private static void acknowledge(Map<TopicPartition, Long> taken, Consumer<?, ?> consumer) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    taken.forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
    try {
      consumer.commitSync(offsets);
    } catch (KafkaException e) {
      // whoever reads them again finds that they were taken in
      log.warn("the broker was not told how far {} was taken in", taken, e);
    }
  }

  private void waitBeforeTheNextAttempt() {
    try {
      Thread.sleep(retryInterval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static TopicPartition partition(IncomingRecord record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
