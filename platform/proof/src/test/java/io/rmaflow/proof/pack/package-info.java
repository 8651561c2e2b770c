@NullMarked
package io.rmaflow.proof.pack;

import org.jspecify.annotations.NullMarked;
