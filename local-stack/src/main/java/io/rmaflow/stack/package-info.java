/**
 * The local stack: PostgreSQL, Kafka, a mail sink and the three services as processes of one
 * machine, and the command line behind {@code ./rma}.
 */
@NullMarked
package io.rmaflow.stack;

import org.jspecify.annotations.NullMarked;
