/** Tests of rules that are set aside. */
@NullMarked
package io.rmaflow.rma.override;

import org.jspecify.annotations.NullMarked;
