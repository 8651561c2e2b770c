/**
 * Calls that are made from a service's own document: valid ones, nearly valid ones and nonsense,
 * and what has to hold of their answers and of what the service has recorded after them.
 */
@NullMarked
package io.rmaflow.testkit.calls;

import org.jspecify.annotations.NullMarked;
