/** Manufacturer maintenance (メーカ保守): the repair with a loaner (MFR). */
@NullMarked
package io.rmaflow.rma.procedures.manufacturer;

import org.jspecify.annotations.NullMarked;
