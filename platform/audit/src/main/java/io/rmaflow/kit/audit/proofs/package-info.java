/**
 * The log over everything that a service has recorded, running: it grows beside the store, what it
 * is at an instant is signed and given to whoever keeps it, and anybody can have proofs of it.
 */
@NullMarked
package io.rmaflow.kit.audit.proofs;

import org.jspecify.annotations.NullMarked;
