/**
 * Real servers for tests: a PostgreSQL, a Kafka broker and a mail sink, whatever the machine
 * offers, and an issuer of tokens, good and bad.
 */
@NullMarked
package io.rmaflow.testkit;

import org.jspecify.annotations.NullMarked;
