package io.rmaflow.eventstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in the store, before any upcasting.
 *
 * @param position its place in the order of all events
 * @param stream the aggregate identifier
 * @param sequence 0, 1, 2 … within the stream, without a gap
 * @param id the event identifier
 * @param name name and version of the payload
 * @param aggregateType as the framework calls it; null for an event without an aggregate
 * @param recordedAt to the microsecond
 * @param payload JSON, UTF-8, with every field that was written
 * @param metadata a JSON object, UTF-8
 * @param hash 32 bytes, see {@link HashChain}
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between the driver and whoever parses it
public record StoredEvent(
    GlobalPosition position,
    String stream,
    long sequence,
    String id,
    EventName name,
    @Nullable String aggregateType,
    Instant recordedAt,
    byte[] payload,
    byte[] metadata,
    byte[] hash) {}
