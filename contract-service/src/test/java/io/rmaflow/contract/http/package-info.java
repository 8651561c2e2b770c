/** The whole service, called over HTTP, on a real PostgreSQL and a real Kafka broker. */
@NullMarked
package io.rmaflow.contract.http;

import org.jspecify.annotations.NullMarked;
