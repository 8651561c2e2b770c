@NullMarked
package io.rmaflow.proof.note;

import org.jspecify.annotations.NullMarked;
