@NullMarked
package io.rmaflow.proof;

import org.jspecify.annotations.NullMarked;
