/**
 * Business time of the vendor: national and company holidays, business days and hours, the noon
 * cut-off, contract terms.
 *
 * <p>Everything is computed in Japan time (CAL-7) from values that the caller passes in; nothing
 * here reads a clock. Every answer carries its derivation, so that "why 13 May?" is answered from
 * the record.
 */
@NullMarked
package io.rmaflow.time;

import org.jspecify.annotations.NullMarked;
