package io.rmaflow.kit.audit.replay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the machine building anew takes, and how long a job waits for an instance that has
 * died.
 *
 * @param batch events of one transaction
 * @param rest how long it rests after each batch, as a part of what the batch took: 0 not at all, 1
 *     as long
 * @param lease an instance that dies leaves its job to the next one after this long, real time
 * @param eventsPerSecond most that are published once more in a second
 */
@ConfigurationProperties("rmaflow.replay")
record ReplaySettings(
    @DefaultValue("500") int batch,
    @DefaultValue("1") double rest,
    @DefaultValue("15s") Duration lease,
    @DefaultValue("1000") int eventsPerSecond) {

  ReplaySettings {
    if (batch < 1 || rest < 0 || lease.toMillis() < 1 || eventsPerSecond < 1) {
      throw new IllegalArgumentException(
          "rmaflow.replay: batch, lease and events-per-second are positive, rest is not negative");
    }
  }
}
