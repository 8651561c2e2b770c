package io.rmaflow.kit.deadline;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the poller; several calls before it looks are one. */
final class WakeUp {

  private final Semaphore called = new Semaphore(0);

  void call() {
    called.release();
  }

  /** Returns at the next call, or after {@code max}; at once where it was called meanwhile. */
  void await(Duration max) throws InterruptedException {
    if (called.tryAcquire(max.toNanos(), TimeUnit.NANOSECONDS)) {
      called.drainPermits();
    }
  }
}
