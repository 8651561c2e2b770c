/**
 * Events of a service: how they are stored, published to Kafka and taken in from other services.
 *
 * <p>Projections and sagas run in the transaction that appends the event; the publisher to Kafka is
 * the only processor that reads the store afterwards, and its token is the outbox.
 */
@NullMarked
package io.rmaflow.kit.eventing;

import org.jspecify.annotations.NullMarked;
