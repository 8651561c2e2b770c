@NullMarked
package io.rmaflow.rma;

import org.jspecify.annotations.NullMarked;
