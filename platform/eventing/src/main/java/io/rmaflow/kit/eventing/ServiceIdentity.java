package io.rmaflow.kit.eventing;

import io.rmaflow.events.Context;

/**
 * Which service this is.
 *
 * @param context the context whose events it owns
 * @param name its name: the consumer group, and the actor of what it does by itself
 */
public record ServiceIdentity(Context context, String name) {}
