/**
 * What the support desk reads over and beside the cases: what was written in them, and what became
 * of a unit over all of them.
 */
@NullMarked
package io.rmaflow.rma.desk;

import org.jspecify.annotations.NullMarked;
