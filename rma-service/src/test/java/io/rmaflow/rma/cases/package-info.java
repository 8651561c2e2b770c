@NullMarked
package io.rmaflow.rma.cases;

import org.jspecify.annotations.NullMarked;
