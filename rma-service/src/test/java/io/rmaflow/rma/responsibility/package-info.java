/** Tests of who had the clock. */
@NullMarked
package io.rmaflow.rma.responsibility;

import org.jspecify.annotations.NullMarked;
