package io.rmaflow.kit.eventing;

import java.time.Duration;

/** Catches up with another service before something is refused because of what it said. */
public interface CatchUp {

  /**
   * Waits until this service, in whichever instance, has taken in what stands on the topic now.
   *
   * @param max how long to wait at most, by the machine's clock
   * @return whether it has; false also where the broker could not be asked in time
   */
  boolean toEndOf(String topic, Duration max);
}
