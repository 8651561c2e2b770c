package io.rmaflow.kit.eventing;

import io.rmaflow.events.Context;
import io.rmaflow.eventstore.GlobalPosition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The text form of a place among all events of one service: opaque to callers, safe in a URL, of no
 * use at another service.
 */
final class EventCursor {

  private EventCursor() {}

  static String encode(Context service, GlobalPosition position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((service.id() + ":" + position).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The place that the service itself has given out.
   *
   * @throws UnreadableCursor where it has not: another service has, or nobody
   */
  static GlobalPosition decode(Context service, String cursor) {
    String prefix = service.id() + ":";
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      if (!text.startsWith(prefix)) {
        throw new UnreadableCursor("not a place in the events of " + service.service(), null);
      }
      GlobalPosition position = GlobalPosition.parse(text.substring(prefix.length()));
      if (!encode(service, position).equals(cursor)) {
        throw new UnreadableCursor("not a place as it was given out", null);
      }
      return position;
    } catch (IllegalArgumentException e) {
      throw new UnreadableCursor("not a place", e);
    }
  }
}
