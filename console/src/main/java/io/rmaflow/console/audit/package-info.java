/**
 * What an auditor looks at: a case as it was known and as it was true at two moments, why, what
 * proves it, and who has read whose data.
 */
@NullMarked
package io.rmaflow.console.audit;

import org.jspecify.annotations.NullMarked;
