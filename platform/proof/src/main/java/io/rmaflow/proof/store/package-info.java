/**
 * The log in the tables of {@code db/proof}, beside the event store that it is over: how it grows,
 * how it is read, and how both are verified. Nothing but JDBC.
 */
@NullMarked
package io.rmaflow.proof.store;

import org.jspecify.annotations.NullMarked;
