package io.rmaflow.kit.eventing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what stands last in each partition of this service's own topic. */
final class OwnTopicEnds {

  /** What is lost stands behind everything else, so that few records are enough. */
  private static final int LAST = 200;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Object> kafka;

  OwnTopicEnds(Map<String, Object> kafka) {
    Map<String, Object> consumer = new HashMap<>(kafka);
    consumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    consumer.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    this.kafka = Map.copyOf(consumer);
  }

  /**
   * An event as its record names it.
   *
   * @param time when it was recorded
   */
  record Told(String stream, long sequence, String eventId, String type, String time) {}

  /**
   * The last events of all partitions, in the order of each; empty where there is no such topic.
   *
   * @throws org.apache.kafka.common.KafkaException where the broker does not answer
   */
  List<Told> of(String topic) {
    List<Told> told = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      ends.forEach(
          (partition, end) ->
              consumer.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - LAST)));
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          Told event = event(record);
          if (event != null) {
            told.add(event);
          }
        }
      }
    } catch (UnknownTopicOrPartitionException none) {
      return List.of();
    }
    return told;
  }

  /** Null for what is no event of this house. */
  private static @Nullable Told event(ConsumerRecord<byte[], byte[]> record) {
    String stream = text(record, "ce_subject");
    String sequence = text(record, "ce_streamsequence");
    String id = text(record, "ce_id");
    return stream == null || sequence == null || id == null || !sequence.matches("[0-9]{1,18}")
        ? null
        : new Told(
            stream,
            Long.parseLong(sequence),
            id,
            String.valueOf(text(record, "ce_type")),
            String.valueOf(text(record, "ce_time")));
  }

  private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String header) {
    Header found = record.headers().lastHeader(header);
    return found == null || found.value() == null
        ? null
        : new String(found.value(), StandardCharsets.UTF_8);
  }
}
