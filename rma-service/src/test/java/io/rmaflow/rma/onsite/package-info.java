/** Tests of on-site maintenance. */
@NullMarked
package io.rmaflow.rma.onsite;

import org.jspecify.annotations.NullMarked;
