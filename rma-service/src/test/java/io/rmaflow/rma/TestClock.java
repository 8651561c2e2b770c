package io.rmaflow.rma;

import io.rmaflow.kit.clock.BusinessClock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Business time as a test sets it; stands still between moves. */
final class TestClock implements BusinessClock {

  private final AtomicReference<Instant> now;

  TestClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  @Override
  public Instant now() {
    return now.get();
  }

  void set(Instant instant) {
    now.set(instant);
  }
}
