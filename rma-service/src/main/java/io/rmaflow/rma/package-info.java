/** rma-service: cases, deadlines, customer standing and the history of all of it. */
@NullMarked
package io.rmaflow.rma;

import org.jspecify.annotations.NullMarked;
