/** Tests of the advance exchange. */
@NullMarked
package io.rmaflow.rma.exchange;

import org.jspecify.annotations.NullMarked;
