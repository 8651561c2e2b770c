@NullMarked
package io.rmaflow.kit.audit.proofs;

import org.jspecify.annotations.NullMarked;
