/**
 * A loaner out and home: shipped, confirmed to run, asked back, reminded of, received (MFR-5,
 * MFR-23 to MFR-27, MFR-30, A-54).
 */
@NullMarked
package io.rmaflow.rma.parts.loan;

import org.jspecify.annotations.NullMarked;
