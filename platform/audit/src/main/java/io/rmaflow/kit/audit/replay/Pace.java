package io.rmaflow.kit.audit.replay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast something goes.
 *
 * @param eventsPerSecond so far; null before the first event
 * @param remainingSeconds as it goes so far, rounded up; null before the first event
 */
record Pace(@Nullable Long eventsPerSecond, @Nullable Long remainingSeconds) {

  /** Of so many events out of so many in so much time. */
  static Pace of(long done, long total, Duration worked) {
    if (done == 0 || worked.toMillis() == 0) {
      return new Pace(null, null);
    }
    double perMilli = (double) done / worked.toMillis();
    return new Pace(
        Math.round(perMilli * 1_000),
        (long) Math.ceil(Math.max(0, total - done) / perMilli / 1_000));
  }
}
