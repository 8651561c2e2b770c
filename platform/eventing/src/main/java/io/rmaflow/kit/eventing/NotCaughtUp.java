package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.List;

/**
 * The events that a {@code Consistency-Token} names have not come in time; answered with 503 and
 * {@code Retry-After}.
 */
public final class NotCaughtUp extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotCaughtUp(List<StreamPosition> missing, Duration waited) {
    super("not taken in after " + waited.toMillis() + " ms: " + missing);
  }
}
