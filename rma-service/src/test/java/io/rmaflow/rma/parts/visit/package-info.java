/** Tests of on-site maintenance. */
@NullMarked
package io.rmaflow.rma.parts.visit;

import org.jspecify.annotations.NullMarked;
