package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/** Goes on trying to create the topics where the broker was not there when the service started. */
final class Topics implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Topics.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final KafkaAdmin admin;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("topics").daemon().factory());
  private volatile boolean running;

  Topics(KafkaAdmin admin) {
    this.admin = admin;
  }

  @Override
  public void start() {
    running = true;
    executor.execute(this::create);
  }

  private void create() {
    if (!running) {
      return;
    }
    boolean created;
    try {
      created = admin.initialize();
    } catch (RuntimeException e) {
      log.warn("the topics could not be created yet", e);
      created = false;
    }
    if (!created && running) {
      var unused = executor.schedule(this::create, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void stop() {
    running = false;
    executor.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
