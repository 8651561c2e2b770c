/** Events of rma-service, published on {@code rma.events}. */
@NullMarked
package io.rmaflow.events.rma;

import org.jspecify.annotations.NullMarked;
