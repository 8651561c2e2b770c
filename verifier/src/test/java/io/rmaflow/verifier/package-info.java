@NullMarked
package io.rmaflow.verifier;

import org.jspecify.annotations.NullMarked;
