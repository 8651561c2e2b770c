/** Tests of the cover. */
@NullMarked
package io.rmaflow.rma.cover;

import org.jspecify.annotations.NullMarked;
