/** Tests of the clock that a program gets. */
@NullMarked
package io.rmaflow.kit.clock;

import org.jspecify.annotations.NullMarked;
