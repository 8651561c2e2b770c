package io.rmaflow.kit.sealing;

import io.rmaflow.kit.loop.Loop;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * After a start with another master key than before, wraps every stored key by it, beside the
 * calls; several instances share the work. A stored key that no master key can unwrap stops the
 * start.
 */
final class Rewrapping implements SmartLifecycle, Loop.Owner {

  private static final Logger LOG = LoggerFactory.getLogger(Rewrapping.class);
  private static final int AT_ONCE = 200;
  private static final Duration STOPPING = Duration.ofSeconds(5);

  /** Another instance may hold the last ones, or may have begun one with the former key. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final PersonKeys keys;
  private final TransactionOperations transaction;
  private final Semaphore stopping = new Semaphore(0);
  private final Loop loop = new Loop("person-keys", this::round, this::pause);
  private long rewrapped;

  Rewrapping(PersonKeys keys, TransactionOperations transaction) {
    this.keys = keys;
    this.transaction = transaction;
  }

  private void round() throws InterruptedException {
    Integer done = transaction.execute(status -> keys.rewrap(AT_ONCE));
    rewrapped += done == null ? 0 : done;
    if (done == null || done == 0) {
      if (rewrapped > 0) {
        LOG.info("{} keys of persons are wrapped by the present master key now", rewrapped);
        rewrapped = 0;
      }
      pause();
    }
  }

  private void pause() throws InterruptedException {
    boolean unused = stopping.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void start() {
    keys.check();
    stopping.drainPermits();
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop(stopping::release, STOPPING);
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  @Override
  public Loop loop() {
    return loop;
  }
}
