@NullMarked
package io.rmaflow.rma.procedures;

import org.jspecify.annotations.NullMarked;
