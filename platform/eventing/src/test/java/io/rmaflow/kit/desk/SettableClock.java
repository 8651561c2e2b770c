package io.rmaflow.kit.desk;

import io.rmaflow.kit.clock.BusinessClock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Business time as a test sets it. */
public final class SettableClock implements BusinessClock {

  private final AtomicReference<Instant> now;

  public SettableClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  @Override
  public Instant now() {
    return now.get();
  }

  public void set(Instant instant) {
    now.set(instant);
  }
}
