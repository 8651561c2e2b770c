/**
 * From a failure report to {@code RequestAccepted} or {@code RequestRefused}: every reason at once
 * (RMA-8), and what a customer may demand beyond the service.
 *
 * <p>{@link io.rmaflow.rma.intake.Intake}, {@link io.rmaflow.rma.intake.IntakeRules} and {@link
 * io.rmaflow.rma.intake.Demands} are pure; the resources read, fetch what is known and store.
 */
@NullMarked
package io.rmaflow.rma.intake;

import org.jspecify.annotations.NullMarked;
