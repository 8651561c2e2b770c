/**
 * An event store for Axon Framework 4 on PostgreSQL 17 and later: no event is skipped, none comes
 * out of order within its stream, and what is stored can be read in SQL.
 */
@NullMarked
package io.rmaflow.eventstore;

import org.jspecify.annotations.NullMarked;
