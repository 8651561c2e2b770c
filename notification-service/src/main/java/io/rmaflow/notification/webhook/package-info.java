/**
 * Events for other systems over HTTP: subscriptions, signatures after the Standard Webhooks
 * specification, and their delivery in the order of each stream.
 */
@NullMarked
package io.rmaflow.notification.webhook;

import org.jspecify.annotations.NullMarked;
