/** Finding out, before a repair is asked for, whether there is a fault (MFR-20). */
@NullMarked
package io.rmaflow.rma.procedures.triage;

import org.jspecify.annotations.NullMarked;
