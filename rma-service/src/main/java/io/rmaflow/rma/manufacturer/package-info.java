/** Manufacturer maintenance (MFR): the loaner, its pool, and the saga that sees it home. */
@NullMarked
package io.rmaflow.rma.manufacturer;

import org.jspecify.annotations.NullMarked;
