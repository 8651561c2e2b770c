/**
 * What contract-service has told about units, contracts, customers, products, calendar and
 * settings, and which cover follows from it at an instant.
 *
 * <p>The records and {@link io.rmaflow.rma.cover.Lineage} are pure; the consumer and the reader
 * keep and fetch the facts.
 */
@NullMarked
package io.rmaflow.rma.cover;

import org.jspecify.annotations.NullMarked;
