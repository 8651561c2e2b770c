/**
 * Names the first row of a store that is not what it was when a checkpoint was kept, and what is
 * wrong with it.
 */
@NullMarked
package io.rmaflow.proof.verify;

import org.jspecify.annotations.NullMarked;
