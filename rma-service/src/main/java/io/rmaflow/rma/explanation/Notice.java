package io.rmaflow.rma.explanation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What notification-service has told of a mail about a case.
 *
 * @param eventId of the event that told it
 * @param deliveryId of the mail
 * @param causedBy the name of the event that the mail tells of
 * @param causingEventId that event's ID
 * @param recipientContactId to whom
 * @param outcome {@code SENT}, {@code FAILED} or {@code SUPPRESSED}
 * @param because a code; absent of one that was sent
 * @param at when it ended so
 * @param recordedAt when notification-service recorded it
 */
record Notice(
    String eventId,
    String deliveryId,
    String causedBy,
    String causingEventId,
    String recipientContactId,
    String outcome,
    @Nullable String because,
    Instant at,
    Instant recordedAt) {}
