package io.rmaflow.kit.eventing;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.wire.CloudEvents;
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
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Publishes every stored event to the topic of its context, in the store's order. The token that
 * says how far it has come is written after the broker has acknowledged the batch; a crash in
 * between publishes the batch once more, with the same IDs.
 *
 * <p>The broker is waited for while the transaction of the batch has written nothing: it has no ID
 * then, and holds no reader of the store back, here or in another database of the cluster. While
 * the broker is away the batch is sent again and again, until it comes back or this instance stops.
 */
@ProcessingGroup(KafkaPublisher.PROCESSOR)
class KafkaPublisher implements SmartLifecycle, AutoCloseable {

  static final String PROCESSOR = "kafka-publisher";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);
  private static final String BATCH = KafkaPublisher.class.getName() + ".batch";
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final DefaultKafkaProducerFactory<String, byte[]> producers;
  private final KafkaOperations<String, byte[]> kafka;
  private final Activity activity;
  private final Duration acknowledgedWithin;
  private volatile CompletableFuture<Void> stopped = new CompletableFuture<>();

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
    UnitOfWork<?> current = CurrentUnitOfWork.get();
    Batch batch =
        current
            .root()
            .getOrComputeResource(
                BATCH,
                key -> {
                  Batch created = new Batch();
                  // for a batch whose last event is not one to publish
                  current.root().onPrepareCommit(unit -> created.deliver());
                  return created;
                });
    batch.records.add(record(envelope));
    if (current instanceof BatchingUnitOfWork<?> batching && batching.isLastMessage()) {
      batch.deliver();
    }
  }

  /** The event as it stands on its topic. */
  static ProducerRecord<String, byte[]> record(EventEnvelope<?> event) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            event.context().topic(), event.streamId(), EventJson.write(event.data()));
    CloudEvents.headers(event)
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  @Override
  public void start() {
    stopped = new CompletableFuture<>();
  }

  /** Ends the waiting, so that the processor behind it can stop. */
  @Override
  public void stop() {
    stopped.complete(null);
  }

  @Override
  public boolean isRunning() {
    return !stopped.isDone();
  }

  @Override
  public void close() {
    producers.destroy();
  }

  private final class Batch {

    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();

    private void deliver() {
      if (records.isEmpty()) {
        return;
      }
      while (!tryToDeliver()) {
        waitBeforeTheNextAttempt();
      }
      activity.eventsPublished(records.size());
      records.clear();
    }

    private boolean tryToDeliver() {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      try {
        for (ProducerRecord<String, byte[]> record : records) {
          CompletableFuture<?> acknowledgement = kafka.send(record);
          sent.add(acknowledgement);
          if (acknowledgement.isCompletedExceptionally()) {
            break;
          }
        }
        CompletableFuture<Void> all =
            CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
        CompletableFuture.anyOf(all, stopped)
            .get(acknowledgedWithin.toMillis(), TimeUnit.MILLISECONDS);
        if (!all.isDone()) {
          throw new NotPublished("stopped before the broker answered", null);
        }
        return true;
      } catch (ExecutionException e) {
        LOG.warn("The broker did not take {} events; sending them again", records.size(), e);
      } catch (KafkaException | org.apache.kafka.common.KafkaException e) {
        LOG.warn("{} events could not be sent; sending them again", records.size(), e);
      } catch (TimeoutException e) {
        LOG.warn("No answer of the broker to {} events; sending them again", records.size(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NotPublished("interrupted before the broker answered", e);
      }
      return false;
    }

    private void waitBeforeTheNextAttempt() {
      try {
        stopped.get(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        throw new NotPublished("stopped while the broker was away", null);
      } catch (TimeoutException notStopped) {
        LOG.debug("Still running after {}: the next attempt", RETRY);
      } catch (ExecutionException e) {
        throw new NotPublished("stopped in an unknown way", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NotPublished("interrupted while the broker was away", e);
      }
    }
  }

  /** The batch is published later, from its first event. */
  private static final class NotPublished extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotPublished(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
