/** Finding out whether there is a fault, before a repair is asked for (MFR-20, A-49). */
@NullMarked
package io.rmaflow.rma.procedures.triage;

import org.jspecify.annotations.NullMarked;
