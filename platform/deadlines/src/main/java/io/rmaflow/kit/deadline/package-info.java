/** Deadlines of sagas and aggregates, kept in PostgreSQL and due by the business clock. */
@NullMarked
package io.rmaflow.kit.deadline;

import org.jspecify.annotations.NullMarked;
