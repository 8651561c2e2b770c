@NullMarked
package io.rmaflow.proof.log;

import org.jspecify.annotations.NullMarked;
