/**
 * What every case has and no procedure: the request and the answer to it, the judgement, the RMA
 * number, due times, notes, demands, corrections, cancellation, closure. {@link
 * io.rmaflow.rma.casefile.CaseState}, {@link io.rmaflow.rma.casefile.CaseFile} and the decisions
 * are pure; the aggregate, the saga and the resources are thin shells round them.
 *
 * <p>A procedure adds to it by implementing {@link io.rmaflow.rma.casefile.CaseProcedure}; nothing
 * here names one.
 */
@NullMarked
package io.rmaflow.rma.casefile;

import org.jspecify.annotations.NullMarked;
