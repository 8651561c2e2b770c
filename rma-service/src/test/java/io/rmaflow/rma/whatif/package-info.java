/** Tests of what would have been decided otherwise. */
@NullMarked
package io.rmaflow.rma.whatif;

import org.jspecify.annotations.NullMarked;
