package io.rmaflow.kit.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * Tells what time it is for the business: due times, recorded times, "in the future". Leases, time
 * limits of calls and waits between retries of technical work go by the machine's clock instead.
 */
@FunctionalInterface
public interface BusinessClock extends InstantSource {

  /** The present instant, in whole milliseconds. */
  Instant now();

  @Override
  default Instant instant() {
    return now();
  }

  /** The same clock for libraries that ask for {@link Clock}; its zone is UTC. */
  default Clock asClock() {
    return withZone(ZoneOffset.UTC);
  }
}
