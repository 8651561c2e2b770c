/** Which unit took the place of which, in whatever order it is told. */
@NullMarked
package io.rmaflow.contract.lineage.rules;

import org.jspecify.annotations.NullMarked;
