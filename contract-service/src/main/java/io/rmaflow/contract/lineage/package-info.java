/** Which unit followed which: cover passes to the replacement at its delivery. */
@NullMarked
package io.rmaflow.contract.lineage;

import org.jspecify.annotations.NullMarked;
