package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Acknowledges records after the transactions that took them in have been committed: now and then,
 * as the database knows how far everything was taken in, and what is read once more is passed over.
 * A record that is to be tried again holds up its own partition: that one is read from it again, as
 * often as it takes, while the others go on.
 */
final class InboxListener
    implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]>,
        ConsumerAwareRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(InboxListener.class);

  /** Failures may take this long together (real time); then the rest is left to the next poll. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** While records come, the broker is told this often how far they were taken in; real time. */
  private static final Duration TELLING = Duration.ofSeconds(1);

  private final Inbox inbox;
  private final FlowWatch watch;
  private final Duration retryInterval;

  /** Where each partition goes on that the broker has not been told of. */
  private final Map<TopicPartition, Long> untold = new ConcurrentHashMap<>();

  private volatile long toldAt = System.nanoTime() - TELLING.toNanos();

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
    untold.putAll(taken);
    if (System.nanoTime() - toldAt >= TELLING.toNanos()) {
      acknowledge(consumer);
    }
    if (!again.isEmpty()) {
      again.forEach(consumer::seek);
      waitBeforeTheNextAttempt();
    }
  }

  /** Tells the broker how far the partitions of this consumer were taken in. */
  void acknowledge(Consumer<?, ?> consumer) {
    Map<TopicPartition, Long> taken = new HashMap<>(untold);
    taken.keySet().retainAll(consumer.assignment());
    if (taken.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    taken.forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
    try {
      consumer.commitSync(offsets);
      taken.forEach(untold::remove);
    } catch (KafkaException e) {
      // whoever reads them again finds that they were taken in
      log.warn("the broker was not told how far {} was taken in", taken, e);
    }
    toldAt = System.nanoTime();
  }

  /**
   * Goes on where this service's database says, where the broker says further: the database was
   * restored to an earlier instant than the one at which the broker was told.
   */
  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<String, Map<Integer, Long>> known = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long taken =
          known
              .computeIfAbsent(partition.topic(), inbox::progress)
              .getOrDefault(partition.partition(), 0L);
      long told = consumer.position(partition);
      if (told > taken && told > 0) {
        log.warn(
            "the broker was told that {} was taken in to {}, and this database has it to {}:"
                + " reading on from there",
            partition,
            told,
            taken);
        consumer.seek(partition, taken);
      }
    }
  }

  @Override
  public void onPartitionsRevokedBeforeCommit(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    acknowledge(consumer);
    untold.keySet().removeAll(Set.copyOf(partitions));
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    untold.keySet().removeAll(Set.copyOf(partitions));
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
