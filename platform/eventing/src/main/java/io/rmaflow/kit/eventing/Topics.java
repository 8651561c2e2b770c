package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/** Goes on trying to create the topics where the broker was not there when the service started. */
final class Topics implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Topics.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final KafkaAdmin admin;
  private @Nullable ScheduledExecutorService trying;

  Topics(KafkaAdmin admin) {
    this.admin = admin;
  }

  @Override
  public synchronized void start() {
    if (trying == null) {
      ScheduledExecutorService executor =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().name("topics").daemon().factory());
      trying = executor;
      executor.execute(() -> create(executor));
    }
  }

  private void create(ScheduledExecutorService executor) {
    boolean created;
    try {
      created = admin.initialize();
    } catch (RuntimeException | Error e) {
      log.warn("the topics could not be created yet", e);
      created = false;
    }
    if (!created) {
      again(executor);
    }
  }

  private synchronized void again(ScheduledExecutorService executor) {
    if (trying == executor) {
      var unused =
          executor.schedule(() -> create(executor), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public synchronized void stop() {
    if (trying != null) {
      trying.shutdownNow();
      trying = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return trying != null;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
