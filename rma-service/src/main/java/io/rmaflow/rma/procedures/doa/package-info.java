/** The exchange of an initial failure (初期不良交換, DOA). */
@NullMarked
package io.rmaflow.rma.procedures.doa;

import org.jspecify.annotations.NullMarked;
