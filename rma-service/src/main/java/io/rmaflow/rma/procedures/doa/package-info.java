/**
 * The exchange of a unit that failed initially: certified by a person, a new unit in advance (DOA).
 */
@NullMarked
package io.rmaflow.rma.procedures.doa;

import org.jspecify.annotations.NullMarked;
