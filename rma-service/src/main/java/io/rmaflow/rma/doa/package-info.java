/**
 * The exchange of a unit that failed initially (DOA): certified by a person, a new unit in advance.
 */
@NullMarked
package io.rmaflow.rma.doa;

import org.jspecify.annotations.NullMarked;
