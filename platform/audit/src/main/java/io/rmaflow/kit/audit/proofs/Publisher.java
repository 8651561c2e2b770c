package io.rmaflow.kit.audit.proofs;

import io.rmaflow.kit.loop.Loop;
import io.rmaflow.proof.store.StoredCheckpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Gives each checkpoint out: to a topic, by the instance that keeps the log, and into a folder, by
 * each instance that has one. What cannot be given out now is given out later; nothing waits for
 * it.
 */
final class Publisher implements SmartLifecycle, Loop.Owner, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(40);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final LogKeeper keeper;
  private final ProofTables tables;
  private final ProofKeys keys;
  private final String topic;
  private final DefaultKafkaProducerFactory<String, byte[]> producers;
  private final KafkaOperations<String, byte[]> kafka;
  private final @Nullable PublishedFiles files;
  private final Pause pause = new Pause();
  private final Loop loop =
      new Loop("proofs-publisher", this::round, () -> pause.of(AFTER_A_FAILURE));

  /** The last one that is in the topic, as far as this instance knows. */
  private long sent = -1;

  private volatile @Nullable String failure;

  /**
   * @param files where they are put; null for nowhere
   */
  Publisher(
      LogKeeper keeper,
      ProofTables tables,
      ProofKeys keys,
      String topic,
      DefaultKafkaProducerFactory<String, byte[]> producers,
      @Nullable PublishedFiles files) {
    this.keeper = keeper;
    this.tables = tables;
    this.keys = keys;
    this.topic = topic;
    this.producers = producers;
    this.kafka = new KafkaTemplate<>(producers);
    this.files = files;
  }

  /** A checkpoint may be there. */
  void wake() {
    pause.end();
  }

  /** Why the newest checkpoint was not given out, where it was not. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  private void round() throws InterruptedException {
    try {
      toFolder();
      toTopic();
      failure = null;
      pause.of(LOOK);
    } catch (RuntimeException | Error e) {
      if (failure == null) {
        log.warn("A checkpoint could not be given out; it is tried until it can", e);
      }
      failure = String.valueOf(e.getMessage());
      pause.of(AFTER_A_FAILURE);
    }
  }

  private void toTopic() throws InterruptedException {
    if (!keeper.leads()) {
      // whoever leads meanwhile sends them
      sent = -1;
      return;
    }
    List<StoredCheckpoint> next = sent < 0 ? tables.newest().stream().toList() : tables.after(sent);
    for (StoredCheckpoint checkpoint : next) {
      send(checkpoint);
      sent = checkpoint.number();
    }
  }

  private void send(StoredCheckpoint checkpoint) throws InterruptedException {
    try {
      var unused =
          kafka
              .send(
                  new ProducerRecord<>(
                      topic,
                      keys.origin(),
                      checkpoint.note().toString().getBytes(StandardCharsets.UTF_8)))
              .get(ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(topic + " did not take the checkpoint: " + e.getMessage(), e);
    }
  }

  private void toFolder() {
    PublishedFiles folder = files;
    if (folder != null) {
      tables.newest().ifPresent(checkpoint -> tables.publish(tables.witnessed(checkpoint), folder));
    }
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop(
        () -> {
          pause.end();
          loop.interrupt();
        },
        STOP);
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  @Override
  public void close() {
    producers.destroy();
  }
}
