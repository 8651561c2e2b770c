/**
 * The decision on a request (RMA-8) and on what is asked for beyond the service: pure. What all
 * procedures share lies here; what a procedure has of its own it tells by its {@link
 * io.rmaflow.rma.intake.rules.Admission}.
 */
@NullMarked
package io.rmaflow.rma.intake.rules;

import org.jspecify.annotations.NullMarked;
