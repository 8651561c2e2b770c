package io.rmaflow.kit.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Business time as the machine tells it. */
public final class SystemBusinessClock implements BusinessClock {

  private final Clock clock = Clock.systemUTC();

  /** Cut to milliseconds: what is stored, published and read back is then the same instant. */
  @Override
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
