/** Shows whether anything recorded was changed, to whoever kept a checkpoint. */
@NullMarked
package io.rmaflow.proof;

import org.jspecify.annotations.NullMarked;
