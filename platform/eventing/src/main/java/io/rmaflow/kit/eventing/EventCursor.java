package io.rmaflow.kit.eventing;

import io.rmaflow.events.Context;
import io.rmaflow.eventstore.GlobalPosition;
import java.nio.charset.StandardCharsets;

/**
 * The text form of a place among all events of one service: opaque to callers, safe in a URL, of no
 * use at another service or once it is damaged (see {@link CheckedText}). Those that were given out
 * before there was a check are not read any more: their holders begin anew.
 */
final class EventCursor {

  private EventCursor() {}

  static String encode(Context service, GlobalPosition position) {
    return CheckedText.of(
        purpose(service), position.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The place that the service itself has given out.
   *
   * @throws UnreadableCursor where it has not: another service has, or nobody, or it was damaged
   */
  static GlobalPosition decode(Context service, String cursor) {
    try {
      return GlobalPosition.parse(
          new String(CheckedText.read(purpose(service), cursor), StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new UnreadableCursor("not a place in the events of " + service.service(), e);
    }
  }

  private static String purpose(Context service) {
    return "cursor of " + service.id();
  }
}
