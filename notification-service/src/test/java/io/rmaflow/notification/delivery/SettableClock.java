package io.rmaflow.notification.delivery;

import io.rmaflow.kit.clock.BusinessClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A business clock that stands still between moves. */
public final class SettableClock implements BusinessClock {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-05-01T01:30:00Z"));

  @Override
  public Instant now() {
    return now.get();
  }

  public void set(String instant) {
    now.set(Instant.parse(instant));
  }

  public void advance(Duration by) {
    now.updateAndGet(before -> before.plus(by));
  }
}
