/** Parcels that arrive: each at the case that awaits it, or where the desk sees it. */
@NullMarked
package io.rmaflow.rma.receipts;

import org.jspecify.annotations.NullMarked;
