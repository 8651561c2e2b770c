/** Tests of the intake. */
@NullMarked
package io.rmaflow.rma.intake;

import org.jspecify.annotations.NullMarked;
