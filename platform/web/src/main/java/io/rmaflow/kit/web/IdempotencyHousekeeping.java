package io.rmaflow.kit.web;

import io.rmaflow.kit.loop.Loop;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** Deletes the answers of {@code Idempotency-Key}s whose time has passed, beside the calls. */
final class IdempotencyHousekeeping implements SmartLifecycle, Loop.Owner {

  private static final int AT_ONCE = 1_000;
  private static final Duration STOPPING = Duration.ofSeconds(5);

  private final IdempotencyStore store;
  private final Duration every;
  private final Semaphore stopping = new Semaphore(0);
  private final Loop loop = new Loop("idempotency-housekeeping", this::round, this::waitForNext);

  /**
   * Does nothing yet.
   *
   * @param every how often to look, real time
   */
  IdempotencyHousekeeping(IdempotencyStore store, Duration every) {
    this.store = store;
    this.every = every;
  }

  private void round() throws InterruptedException {
    if (store.forget(AT_ONCE) < AT_ONCE) {
      waitForNext();
    }
  }

  private void waitForNext() throws InterruptedException {
    boolean unused = stopping.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void start() {
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
