package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks the broker where topics end. */
final class TopicEnds implements AutoCloseable {

  private static final Duration KNOWN_FOR = Duration.ofSeconds(10);

  private final Map<String, Object> kafka;
  private final Map<String, Partitions> partitions = new ConcurrentHashMap<>();
  private @Nullable Admin admin;

  /** Those of a topic, and when that was asked, by the machine's nanoseconds. */
  private record Partitions(List<TopicPartition> all, long askedAt) {}

  TopicEnds(Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  /**
   * The offset behind the last record of each partition that holds any; empty where the topic does
   * not exist yet.
   *
   * @throws BrokerSilent where the broker has not answered within {@code max} of real time
   */
  Map<Integer, Long> of(String topic, Duration max) {
    return beyond(topic, Map.of(), max);
  }

  /**
   * As {@link #of}, without the partitions in which these offsets have reached the end: where all
   * have, that takes the broker one answer.
   */
  Map<Integer, Long> beyond(String topic, Map<Integer, Long> reached, Duration max) {
    long end = System.nanoTime() + max.toNanos();
    try {
      Map<TopicPartition, Long> open = new HashMap<>();
      within(end, offsets(partitions(topic, end), OffsetSpec.latest()))
          .forEach(
              (partition, last) -> {
                if (last.offset() > reached.getOrDefault(partition.partition(), 0L)) {
                  open.put(partition, last.offset());
                }
              });
      if (open.isEmpty()) {
        return Map.of();
      }
      Map<Integer, Long> ends = new HashMap<>();
      within(end, offsets(List.copyOf(open.keySet()), OffsetSpec.earliest()))
          .forEach(
              (partition, first) -> {
                long last = Objects.requireNonNull(open.get(partition));
                if (last > first.offset()) {
                  ends.put(partition.partition(), last);
                }
              });
      return ends;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        partitions.remove(topic);
        return Map.of();
      }
      throw new BrokerSilent(topic, e);
    } catch (TimeoutException e) {
      throw new BrokerSilent(topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerSilent(topic, e);
    }
  }

  /** As known for a while: partitions are added rarely, and are noticed by consumers as late. */
  private List<TopicPartition> partitions(String topic, long end)
      throws ExecutionException, TimeoutException, InterruptedException {
    Partitions known = partitions.get(topic);
    if (known != null && System.nanoTime() - known.askedAt() < KNOWN_FOR.toNanos()) {
      return known.all();
    }
    long now = System.nanoTime();
    TopicDescription description =
        within(end, admin().describeTopics(List.of(topic)).allTopicNames())
            .values()
            .iterator()
            .next();
    List<TopicPartition> all =
        description.partitions().stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    partitions.put(topic, new Partitions(all, now));
    return all;
  }

  private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      List<TopicPartition> partitions, OffsetSpec which) {
    return admin()
        .listOffsets(
            partitions.stream().collect(Collectors.toMap(partition -> partition, any -> which)))
        .all();
  }

  private static <T> T within(long end, KafkaFuture<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(kafka);
    }
    return admin;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
      admin = null;
    }
  }

  /** The broker did not say where a topic ends. */
  static final class BrokerSilent extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    BrokerSilent(String topic, Throwable cause) {
      super("the broker did not say where " + topic + " ends", cause);
    }
  }
}
