package io.rmaflow.testkit;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.EventType;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.events.wire.EventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Events as records of their topics, and what may happen to those on their way. */
public final class Records {

  private Records() {}

  /** An event as its owner publishes it, under the ID {@code <stream>-<sequence>}. */
  public static ProducerRecord<String, byte[]> of(
      String streamId, long sequence, Instant at, DomainEvent data) {
    EventType type = EventTypes.typeOf(data.getClass());
    return of(
        new EventEnvelope<>(
            streamId + "-" + sequence,
            type.context(),
            type.name(),
            type.version(),
            streamId,
            sequence,
            at,
            at,
            null,
            null,
            "test",
            data));
  }

  /** An event as its owner publishes it. */
  public static ProducerRecord<String, byte[]> of(EventEnvelope<?> event) {
    return of(
        event.context().topic(),
        event.streamId(),
        CloudEvents.headers(event),
        EventJson.write(event.data()));
  }

  /** Anything else. */
  public static ProducerRecord<String, byte[]> of(
      String topic, String key, Map<String, String> headers, byte[] payload) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, payload);
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  /** Every one two times, in an order that has nothing to do with the first one. */
  public static <T> List<T> twiceAndInDisorder(List<T> records, long seed) {
    List<T> disorder = new ArrayList<>(records);
    disorder.addAll(records);
    Collections.shuffle(disorder, new Random(seed));
    return disorder;
  }

  /**
   * Sends them in this order and waits until the broker has all of them. One batch follows the
   * other: a broker that has just come back may refuse the first and take the second, and from then
   * on refuse the first as out of order.
   *
   * @throws IllegalStateException where it did not take one
   */
  public static void send(String bootstrapServers, List<ProducerRecord<String, byte[]>> records) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers, "max.in.flight.requests.per.connection", 1),
            new StringSerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
      producer.flush();
      if (!sent.stream().allMatch(each -> each.state() == Future.State.SUCCESS)) {
        throw new IllegalStateException("the broker did not take every record");
      }
    }
  }
}
