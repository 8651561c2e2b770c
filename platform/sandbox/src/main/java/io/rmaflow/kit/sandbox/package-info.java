/**
 * The movable clock of the local stack: one instant that three services share, that stands still
 * between moves and goes forward from one due time to the next.
 */
@NullMarked
package io.rmaflow.kit.sandbox;

import org.jspecify.annotations.NullMarked;
