@NullMarked
package io.rmaflow.rma.pack;

import org.jspecify.annotations.NullMarked;
