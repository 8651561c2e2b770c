/**
 * What would have been decided otherwise under other settings, rules or holidays. Cases of the past
 * are decided again, and nothing but the run itself is written.
 */
@NullMarked
package io.rmaflow.rma.whatif;

import org.jspecify.annotations.NullMarked;
