package io.rmaflow.kit.audit.proofs;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits that can be ended early. */
final class Pause {

  private final Semaphore woken = new Semaphore(0);

  /** Waits so long, or until somebody ends it. */
  void of(Duration time) throws InterruptedException {
    boolean early = woken.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    if (early) {
      woken.drainPermits();
    }
  }

  /** Ends the present wait, or the next one. */
  void end() {
    woken.release();
  }
}
