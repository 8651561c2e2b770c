package io.rmaflow.kit.eventing;

import io.rmaflow.events.Context;

/**
 * A place in one stream.
 *
 * @param context the context that owns the stream
 * @param streamId the stream
 * @param sequence the event at this place, counted from 0
 */
public record StreamPosition(Context context, String streamId, long sequence) {}
