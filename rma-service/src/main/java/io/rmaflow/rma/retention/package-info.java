/** For how long this service keeps the persons whom cases name. */
@NullMarked
package io.rmaflow.rma.retention;

import org.jspecify.annotations.NullMarked;
