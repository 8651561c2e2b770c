package io.rmaflow.stack.demo;

import io.rmaflow.events.Context;
import io.rmaflow.events.UnreadableEvent;
import io.rmaflow.events.wire.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads every event from the broker, from the first record on. */
public final class EventTail implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;

  public EventTail(String bootstrapServers) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    partitions =
        Arrays.stream(Context.values())
            .map(Context::topic)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** An event as it stands on its topic. */
  public record Tailed(
      String topic,
      int partition,
      long offset,
      long appended,
      CloudEvents.Attributes attributes,
      String json) {

    /** The event's name without context and version. */
    public String name() {
      return attributes
          .eventType()
          .map(io.rmaflow.events.EventType::name)
          .orElseGet(attributes::wireType);
    }
  }

  /** Everything up to the present ends of the topics, in the order in which it was appended. */
  public List<Tailed> next() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<Tailed> read = new ArrayList<>();
    Instant giveUp = Instant.now().plusSeconds(30);
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(Duration.ofMillis(200)).forEach(record -> tailed(record).ifPresent(read::add));
      if (Instant.now().isAfter(giveUp)) {
        throw new IllegalStateException("the broker does not deliver up to " + ends);
      }
    }
    read.sort(
        Comparator.comparingLong(Tailed::appended)
            .thenComparing(Tailed::topic)
            .thenComparingInt(Tailed::partition)
            .thenComparingLong(Tailed::offset));
    return read;
  }

  /** Nothing where the record is no event. */
  private static Optional<Tailed> tailed(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    try {
      return Optional.of(
          new Tailed(
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              CloudEvents.attributes(headers),
              record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8)));
    } catch (UnreadableEvent e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
