package io.rmaflow.notification.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event for one subscriber. All instants are business time.
 *
 * @param deliveryId grows in the order in which events are sent
 * @param webhookId of the subscription
 * @param eventId the header {@code webhook-id}
 * @param eventName without context and version
 * @param streamId the events of one stream go out one after the other
 * @param streamSequence the event's place in its stream
 * @param status where it stands
 * @param attempts the present one included
 * @param queuedAt when the event came
 * @param firstTriedAt null before the first attempt
 * @param nextAttemptAt null where nothing is to be done
 * @param sentAt when the subscriber took it; null where it did not
 * @param answer the last status that the subscriber answered
 * @param problem what went wrong the last time
 */
record WebhookDelivery(
    long deliveryId,
    UUID webhookId,
    String eventId,
    String eventName,
    String streamId,
    long streamSequence,
    Status status,
    int attempts,
    Instant queuedAt,
    @Nullable Instant firstTriedAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant sentAt,
    @Nullable Integer answer,
    @Nullable String problem) {

  /** Where a delivery stands. */
  enum Status {
    /** It has not been tried yet. */
    QUEUED,
    /** It is being sent now. */
    SENDING,
    /** It failed, and is tried again. */
    RETRYING,
    /** The subscriber took it. */
    SENT,
    /** It failed for too long; its stream waits behind it. */
    PARKED,
    /** Somebody decided that this subscriber does not get it. */
    SKIPPED
  }
}
