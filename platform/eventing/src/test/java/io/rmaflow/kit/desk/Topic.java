package io.rmaflow.kit.desk;

import io.rmaflow.events.Context;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.contract.SettingEvent.SettingChanged;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to topics as another service would, and reads what stands on them. */
public final class Topic {

  private Topic() {}

  /** A setting as contract-service would publish it. */
  public static EventEnvelope<SettingChanged> setting(String stream, long sequence, String value) {
    Instant at = Instant.parse("2026-05-01T02:00:00Z");
    return new EventEnvelope<>(
        stream + "-" + sequence,
        Context.CONTRACT,
        "SettingChanged",
        1,
        stream,
        sequence,
        at,
        at,
        null,
        null,
        "admin-1",
        new SettingChanged("backdating.maxDays", value, 2, null));
  }

  public static ProducerRecord<String, byte[]> record(EventEnvelope<?> event) {
    return record(event.streamId(), CloudEvents.headers(event), EventJson.write(event.data()));
  }

  public static ProducerRecord<String, byte[]> record(
      String key, Map<String, String> headers, byte[] data) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>("contract.events", key, data);
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  @SafeVarargs
  public static void send(ProducerRecord<String, byte[]>... records) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", TestServers.kafka().bootstrapServers());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (ProducerRecord<String, byte[]> record : records) {
        producer.send(record).get(10, TimeUnit.SECONDS);
      }
    }
  }

  /** All records of a topic that have this key, in their order. */
  public static List<ConsumerRecord<String, byte[]>> read(String topic, String key) {
    return read(TestServers.kafka().bootstrapServers(), topic, key);
  }

  /** The same of any broker. */
  public static List<ConsumerRecord<String, byte[]>> read(
      String bootstrapServers, String topic, String key) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo partition : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, partition.partition()));
      }
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (key.equals(record.key())) {
            found.add(record);
          }
        }
      }
      return found;
    }
  }

  public static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return headers;
  }
}
