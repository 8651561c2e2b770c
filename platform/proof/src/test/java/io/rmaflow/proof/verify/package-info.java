@NullMarked
package io.rmaflow.proof.verify;

import org.jspecify.annotations.NullMarked;
