package io.rmaflow.notification.delivery;

import io.rmaflow.events.ContactId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The IDs that follow from what a delivery is: the same whenever it is worked out again. */
final class MessageIds {

  private MessageIds() {}

  /** One for each causing event and recipient. */
  static UUID delivery(String eventId, ContactId recipient) {
    return UUID.nameUUIDFromBytes(
        (eventId + '\n' + recipient.value()).getBytes(StandardCharsets.UTF_8));
  }

  /** The header, with its angle brackets. */
  static String messageId(UUID deliveryId, String domain) {
    return "<" + deliveryId + "@" + domain + ">";
  }
}
