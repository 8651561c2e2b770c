package io.rmaflow.kit.eventing;

import io.rmaflow.events.EventEnvelope;

/**
 * An event as this service's store holds it.
 *
 * @param position its place among all events of this service, see {@link EventCursor}
 * @param envelope the event
 * @param hash SHA-256 in lower-case hexadecimal digits, chained to the stream's previous event
 */
public record StoredEvent(String position, EventEnvelope<?> envelope, String hash) {}
