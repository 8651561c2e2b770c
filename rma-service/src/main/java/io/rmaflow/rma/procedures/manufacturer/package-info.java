/** Manufacturer maintenance: a loaner bridges the repair of the very unit (MFR). */
@NullMarked
package io.rmaflow.rma.procedures.manufacturer;

import org.jspecify.annotations.NullMarked;
