/**
 * The clauses of the maintenance policy, and the page that leads from each to its rule and tests.
 */
@NullMarked
package io.rmaflow.policy;

import org.jspecify.annotations.NullMarked;
