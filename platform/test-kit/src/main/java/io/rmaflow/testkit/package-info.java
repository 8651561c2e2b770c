/**
 * Real servers for tests: a PostgreSQL, a Kafka broker and a mail sink, whatever the machine
 * offers.
 */
@NullMarked
package io.rmaflow.testkit;

import org.jspecify.annotations.NullMarked;
