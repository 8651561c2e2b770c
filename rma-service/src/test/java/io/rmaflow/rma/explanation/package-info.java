@NullMarked
package io.rmaflow.rma.explanation;

import org.jspecify.annotations.NullMarked;
