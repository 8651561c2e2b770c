package io.rmaflow.kit.eventing;

import io.rmaflow.events.CloudEvents;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Publishes every stored event to the topic of its context, in the store's order. The token that
 * says how far it has come is committed after the broker has acknowledged the batch; a crash in
 * between publishes the batch once more, with the same IDs.
 */
@ProcessingGroup(KafkaPublisher.PROCESSOR)
class KafkaPublisher implements AutoCloseable {

  static final String PROCESSOR = "kafka-publisher";

  private static final String SENT = KafkaPublisher.class.getName() + ".sent";

  private final DefaultKafkaProducerFactory<String, byte[]> producers;
  private final KafkaOperations<String, byte[]> kafka;
  private final Activity activity;
  private final Duration acknowledgedWithin;

  /**
   * @param acknowledgedWithin longer than the producer itself tries, so that it has given up and
   *     does not send later what is sent again here
   */
  KafkaPublisher(
      DefaultKafkaProducerFactory<String, byte[]> producers,
      Activity activity,
      Duration acknowledgedWithin) {
    this.producers = producers;
    this.kafka = new KafkaTemplate<>(producers);
    this.activity = activity;
    this.acknowledgedWithin = acknowledgedWithin;
  }

  @EventHandler
  void publish(DomainEvent event, EventEnvelope<?> envelope) {
    UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
    Batch sent =
        batch.getOrComputeResource(
            SENT,
            key -> {
              Batch created = new Batch();
              batch.onPrepareCommit(unit -> awaitAcknowledgement(created));
              return created;
            });
    sent.add(kafka.send(record(envelope)));
  }

  @Override
  public void close() {
    producers.destroy();
  }

  private static ProducerRecord<String, byte[]> record(EventEnvelope<?> event) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            event.context().topic(), event.streamId(), EventJson.write(event.data()));
    CloudEvents.headers(event)
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private void awaitAcknowledgement(Batch batch) {
    kafka.flush();
    try {
      batch.all().get(acknowledgedWithin.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new NotPublished("the broker did not take the events", e);
    } catch (TimeoutException e) {
      throw new NotPublished("the broker did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotPublished("interrupted before the broker answered", e);
    }
    activity.eventsPublished(batch.size());
  }

  private static final class Batch {

    private final List<CompletableFuture<?>> sent = new ArrayList<>();

    void add(CompletableFuture<?> acknowledgement) {
      sent.add(acknowledgement);
    }

    int size() {
      return sent.size();
    }

    CompletableFuture<Void> all() {
      return CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
    }
  }

  /** The batch is tried again, from its first event. */
  private static final class NotPublished extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotPublished(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
