/** Tests of what the desk reads. */
@NullMarked
package io.rmaflow.rma.desk;

import org.jspecify.annotations.NullMarked;
