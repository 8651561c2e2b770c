@NullMarked
package io.rmaflow.kit.sealing;

import org.jspecify.annotations.NullMarked;
