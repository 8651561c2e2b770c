/** Rules that an administrator may set aside with a reason, and what follows at intake. */
@NullMarked
package io.rmaflow.rma.override;

import org.jspecify.annotations.NullMarked;
