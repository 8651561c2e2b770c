@NullMarked
package io.rmaflow.rma.retention;

import org.jspecify.annotations.NullMarked;
