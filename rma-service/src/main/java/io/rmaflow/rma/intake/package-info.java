/**
 * From a failure report to {@code RequestAccepted} or {@code RequestRefused}, and what a customer
 * demands beyond the service: the requests are read, what is known is fetched and what was decided
 * is stored. The decisions themselves lie in {@link io.rmaflow.rma.intake.rules}.
 */
@NullMarked
package io.rmaflow.rma.intake;

import org.jspecify.annotations.NullMarked;
