package io.rmaflow.kit.eventing;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.events.wire.EventTypes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The events of a topic that this service has taken in and applied, read from the topic's begin by
 * a consumer of no group. {@code inbox_stream} says how far each stream has been applied.
 */
final class AppliedRecords implements EventSource {

  /** So many are read ahead of a partition. */
  private static final int AHEAD = 1_000;

  private static final Duration POLL = Duration.ofMillis(100);

  /** The broker, real time. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String topic;
  private final InboxTables tables;
  private final Consumer<byte[], byte[]> consumer;
  private final Predicate<Class<? extends DomainEvent>> wanted;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Map<TopicPartition, Queue<EventEnvelope<?>>> found = new HashMap<>();

  /** The last event of each stream that was handed out, or was none to hand out. */
  private final Map<String, Long> delivered = new HashMap<>();

  /** What came before its turn, or before this service has applied it. */
  private final Map<String, TreeMap<Long, Early>> early = new HashMap<>();

  private Map<TopicPartition, Long> ends = Map.of();

  /** Somebody else tells of it meanwhile. */
  private final AtomicLong lookedAt = new AtomicLong();

  private final long total;

  private record Early(
      TopicPartition partition, CloudEvents.Attributes attributes, IncomingRecord record) {}

  AppliedRecords(
      String topic,
      InboxTables tables,
      Consumer<byte[], byte[]> consumer,
      Predicate<Class<? extends DomainEvent>> wanted) {
    this.topic = topic;
    this.tables = tables;
    this.consumer = consumer;
    this.wanted = wanted;
    List<PartitionInfo> known = consumer.partitionsFor(topic, PATIENCE);
    if (known != null) {
      known.forEach(one -> partitions.add(new TopicPartition(topic, one.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    partitions.forEach(partition -> found.put(partition, new ArrayDeque<>()));
    ends = consumer.endOffsets(partitions, PATIENCE);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, PATIENCE);
    total =
        ends.entrySet().stream()
            .mapToLong(end -> end.getValue() - begins.getOrDefault(end.getKey(), 0L))
            .sum();
  }

  @Override
  public boolean look() {
    if (isAtEnd()) {
      ends = consumer.endOffsets(partitions, PATIENCE);
      applied(early.keySet());
    }
    read(partition -> isFilled(partition) || isAtEnd(partition));
    return head() != null;
  }

  @Override
  public void lookForAll() {
    ends = consumer.endOffsets(partitions, PATIENCE);
    read(this::isAtEnd);
    applied(early.keySet());
  }

  /** Reads until that holds of every partition. */
  private void read(Predicate<TopicPartition> enough) {
    long progress = System.nanoTime();
    while (!partitions.stream().allMatch(enough)) {
      List<TopicPartition> full =
          partitions.stream()
              .filter(one -> enough.test(one) && queue(one).size() >= AHEAD)
              .toList();
      consumer.pause(full);
      Set<String> touched = new HashSet<>();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        keep(IncomingRecord.of(record), touched);
        progress = System.nanoTime();
      }
      consumer.resume(full);
      applied(touched);
      if (System.nanoTime() - progress > PATIENCE.toNanos()) {
        throw new SilentTopic(topic);
      }
    }
  }

  private void keep(IncomingRecord record, Set<String> touched) {
    lookedAt.incrementAndGet();
    CloudEvents.Attributes attributes;
    try {
      attributes = record.attributes();
    } catch (RuntimeException e) {
      // the inbox has set it aside as well
      return;
    }
    String stream = attributes.streamId();
    if (attributes.streamSequence() > delivered.getOrDefault(stream, -1L)) {
      early
          .computeIfAbsent(stream, any -> new TreeMap<>())
          .putIfAbsent(
              attributes.streamSequence(),
              new Early(new TopicPartition(topic, record.partition()), attributes, record));
      touched.add(stream);
    }
  }

  /** Hands out of these streams what has been applied by now. */
  private void applied(Collection<String> streams) {
    if (streams.isEmpty()) {
      return;
    }
    Map<String, Long> places = tables.places(topic, Set.copyOf(streams));
    Map<String, Set<Long>> skipped = tables.skipped(topic);
    for (String stream : List.copyOf(streams)) {
      handOut(stream, places.getOrDefault(stream, -1L), skipped.getOrDefault(stream, Set.of()));
    }
  }

  private void handOut(String stream, long until, Set<Long> skipped) {
    TreeMap<Long, Early> waiting = Objects.requireNonNull(early.get(stream));
    long last = delivered.getOrDefault(stream, -1L);
    boolean more = true;
    while (last < until && more) {
      Early next = waiting.remove(last + 1);
      boolean passedOver = skipped.contains(last + 1);
      if (next != null && !passedOver) {
        handOut(next);
      }
      more = next != null || passedOver;
      last += more ? 1 : 0;
    }
    delivered.put(stream, last);
    if (waiting.isEmpty()) {
      early.remove(stream);
    }
  }

  private void handOut(Early next) {
    boolean isWanted =
        next.attributes()
            .eventType()
            .flatMap(EventTypes::classOf)
            .map(wanted::test)
            // an old version is read before anybody knows what it has become
            .orElse(true);
    if (isWanted) {
      CloudEvents.read(next.attributes(), next.record().payload())
          .filter(event -> wanted.test(event.data().getClass()))
          .ifPresent(event -> queue(next.partition()).add(event));
    }
  }

  private Queue<EventEnvelope<?>> queue(TopicPartition partition) {
    return Objects.requireNonNull(found.get(partition));
  }

  private boolean isFilled(TopicPartition partition) {
    return !queue(partition).isEmpty();
  }

  private boolean isAtEnd(TopicPartition partition) {
    return consumer.position(partition, PATIENCE) >= ends.getOrDefault(partition, 0L);
  }

  private boolean isAtEnd() {
    return partitions.stream().allMatch(this::isAtEnd);
  }

  @Override
  public @Nullable EventEnvelope<?> head() {
    Queue<EventEnvelope<?>> first = earliest();
    return first == null ? null : first.peek();
  }

  @Override
  public void drop() {
    Objects.requireNonNull(earliest()).remove();
  }

  private @Nullable Queue<EventEnvelope<?>> earliest() {
    Queue<EventEnvelope<?>> first = null;
    EventEnvelope<?> earliest = null;
    for (TopicPartition partition : partitions) {
      Queue<EventEnvelope<?>> queue = queue(partition);
      EventEnvelope<?> head = queue.peek();
      if (head != null && (earliest == null || head.recordedAt().isBefore(earliest.recordedAt()))) {
        first = queue;
        earliest = head;
      }
    }
    return first;
  }

  @Override
  public long lookedAt() {
    return lookedAt.get();
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public @Nullable String missing() {
    for (Map.Entry<String, Long> place : tables.places(topic).entrySet()) {
      long last = delivered.getOrDefault(place.getKey(), -1L);
      if (last < place.getValue()) {
        return "event " + (last + 1) + " of stream " + place.getKey() + " on " + topic;
      }
    }
    return null;
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** The broker has not given what it says it has. */
  static final class SilentTopic extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    SilentTopic(String topic) {
      super("the broker does not give what stands on " + topic);
    }
  }
}
