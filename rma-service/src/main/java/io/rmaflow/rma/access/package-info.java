/** Whose business a case or a file is. */
@NullMarked
package io.rmaflow.rma.access;

import org.jspecify.annotations.NullMarked;
