package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private final Map<String, Object> kafka;
  private @Nullable Admin admin;

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
    long end = System.nanoTime() + max.toNanos();
    try {
      TopicDescription description =
          admin()
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(max.toNanos(), TimeUnit.NANOSECONDS)
              .values()
              .iterator()
              .next();
      List<TopicPartition> partitions =
          description.partitions().stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      var asked = offsets(partitions, OffsetSpec.earliest());
      var askedToo = offsets(partitions, OffsetSpec.latest());
      Map<TopicPartition, ListOffsetsResultInfo> first = within(end, asked);
      Map<Integer, Long> ends = new HashMap<>();
      within(end, askedToo)
          .forEach(
              (partition, last) -> {
                if (last.offset() > Objects.requireNonNull(first.get(partition)).offset()) {
                  ends.put(partition.partition(), last.offset());
                }
              });
      return ends;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
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
