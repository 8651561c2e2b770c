package io.rmaflow.kit.web;

import io.rmaflow.events.Message;
import java.util.Map;

/** {@code 503} with {@code Retry-After}: the same call may succeed later; nothing was recorded. */
public final class Unavailable extends Problem {

  /**
   * @param retryAfterSeconds whole seconds of real time, at least 1
   * @param code why, such as {@code OVERLOADED}
   */
  public Unavailable(int retryAfterSeconds, String code, String ja, String en) {
    this(retryAfterSeconds, code, ja, en, Map.of());
  }

  /** As above, with members that tell more. */
  public Unavailable(
      int retryAfterSeconds, String code, String ja, String en, Map<String, Object> members) {
    super(503, code, new Message(ja, en));
    if (retryAfterSeconds < 1) {
      throw new IllegalArgumentException("Retry-After is at least one second");
    }
    header("Retry-After", Integer.toString(retryAfterSeconds));
    members.forEach(this::member);
  }
}
