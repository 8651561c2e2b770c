package io.rmaflow.kit.eventing;

import io.rmaflow.events.EventEnvelope;

/**
 * An event as this service's store holds it.
 *
 * @param position its place among all events of this service, ascending; not without gaps
 * @param envelope the event
 */
public record StoredEvent(long position, EventEnvelope<?> envelope) {}
