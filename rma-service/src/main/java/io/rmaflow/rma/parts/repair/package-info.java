/**
 * What manufacturer maintenance and the warranty share: the repair of the very unit and its return.
 */
@NullMarked
package io.rmaflow.rma.parts.repair;

import org.jspecify.annotations.NullMarked;
