package io.rmaflow.notification.delivery;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventType;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.testkit.Records;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes events as their owners do, but every record twice. */
public final class Topics implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer;
  private final Supplier<Instant> clock;
  private final Map<String, AtomicLong> sequences = new ConcurrentHashMap<>();

  public Topics(String bootstrapServers, Supplier<Instant> clock) {
    this.clock = clock;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** The answer is the event's ID. */
  public String publish(String streamId, DomainEvent data) {
    EventType type = EventTypes.typeOf(data.getClass());
    long sequence = sequences.computeIfAbsent(streamId, id -> new AtomicLong()).getAndIncrement();
    EventEnvelope<DomainEvent> event =
        new EventEnvelope<>(
            UUID.randomUUID().toString(),
            type.context(),
            type.name(),
            type.version(),
            streamId,
            sequence,
            clock.get(),
            clock.get(),
            null,
            null,
            "test",
            data);
    for (int copy = 0; copy < 2; copy++) {
      try {
        producer.send(Records.of(event)).get(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException(e);
      }
    }
    return event.id();
  }

  /** A record that is no event of the published language, at the next place of its stream. */
  public void publishUnreadable(String streamId, EventType type) {
    long sequence = sequences.computeIfAbsent(streamId, id -> new AtomicLong()).getAndIncrement();
    ProducerRecord<String, byte[]> message =
        Records.of(
            type.context().topic(),
            streamId,
            Map.of(
                "ce_id", UUID.randomUUID().toString(),
                "ce_type", type.wireType(),
                "ce_subject", streamId,
                "ce_streamsequence", Long.toString(sequence),
                "ce_time", clock.get().toString(),
                "ce_occurredat", clock.get().toString()),
            "not JSON".getBytes(StandardCharsets.UTF_8));
    var sent = producer.send(message);
    producer.flush();
    if (!sent.isDone()) {
      throw new IllegalStateException("not sent");
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
