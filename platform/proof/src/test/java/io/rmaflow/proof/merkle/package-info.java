@NullMarked
package io.rmaflow.proof.merkle;

import org.jspecify.annotations.NullMarked;
