/**
 * Takes over what an earlier system knows: customers, units and contracts from one CSV file, row by
 * row (CID-6, REG-1).
 */
@NullMarked
package io.rmaflow.contract.imports;

import org.jspecify.annotations.NullMarked;
