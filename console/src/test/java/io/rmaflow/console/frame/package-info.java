/** Tests of the frame. */
@NullMarked
package io.rmaflow.console.frame;

import org.jspecify.annotations.NullMarked;
