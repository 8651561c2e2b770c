package io.rmaflow.contract.http;

import io.rmaflow.events.Context;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What stands on the topics, and what rma-service would put there. */
final class Topic {

  private Topic() {}

  /** A record as it was read. */
  record Read(Map<String, String> headers, String data) {

    String name() {
      String type = headers.getOrDefault("ce_type", "");
      return type.replaceFirst("^rmaflow\\.contract\\.", "").replaceFirst("\\.v\\d+$", "");
    }
  }

  /** All records of {@code contract.events} with this key, in their order. */
  static List<Read> read(String key) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", TestServers.kafka().bootstrapServers());
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("contract.events").stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<Read> found = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (key.equals(record.key())) {
            found.add(read(record));
          }
        }
      }
      return found;
    }
  }

  private static Read read(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return new Read(headers, new String(record.value(), StandardCharsets.UTF_8));
  }

  /** Puts an event of a case on {@code rma.events} as rma-service would. */
  static void publish(String caseId, long sequence, DomainEvent event) {
    Instant at = Instant.parse("2026-05-01T02:00:00Z");
    EventEnvelope<DomainEvent> envelope =
        new EventEnvelope<>(
            caseId + "-" + sequence,
            Context.RMA,
            EventTypes.typeOf(event.getClass()).name(),
            1,
            caseId,
            sequence,
            at,
            at,
            "correlation-" + caseId,
            null,
            "desk-1",
            event);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>("rma.events", caseId, EventJson.write(event));
    CloudEvents.headers(envelope)
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    Properties settings = new Properties();
    settings.put("bootstrap.servers", TestServers.kafka().bootstrapServers());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(record).get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("not published", e);
    }
  }
}
