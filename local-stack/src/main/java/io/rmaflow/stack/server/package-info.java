/**
 * The embedded servers: PostgreSQL, a Kafka broker and a mail sink, each startable in a JVM of its
 * own.
 */
@NullMarked
package io.rmaflow.stack.server;

import org.jspecify.annotations.NullMarked;
