/**
 * The RMA case: what is known of it, which steps its state allows, what follows from its facts, and
 * how it is read back.
 *
 * <p>{@link io.rmaflow.rma.cases.CaseState} and the decisions are pure; the aggregate and the
 * resources are thin shells round them.
 */
@NullMarked
package io.rmaflow.rma.cases;

import org.jspecify.annotations.NullMarked;
