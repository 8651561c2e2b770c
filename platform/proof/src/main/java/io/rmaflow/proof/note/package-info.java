/**
 * Signed statements about a log, in the forms of C2SP: {@code signed-note}, {@code
 * tlog-checkpoint}, {@code tlog-cosignature} with Ed25519, {@code tlog-witness}.
 */
@NullMarked
package io.rmaflow.proof.note;

import org.jspecify.annotations.NullMarked;
