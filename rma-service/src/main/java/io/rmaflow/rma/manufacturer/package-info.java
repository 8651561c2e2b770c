/** Manufacturer maintenance (MFR): the loaner, and when it and the faulty unit are asked for. */
@NullMarked
package io.rmaflow.rma.manufacturer;

import org.jspecify.annotations.NullMarked;
