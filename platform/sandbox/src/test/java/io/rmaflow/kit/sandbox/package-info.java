/** Tests of the movable clock. */
@NullMarked
package io.rmaflow.kit.sandbox;

import org.jspecify.annotations.NullMarked;
