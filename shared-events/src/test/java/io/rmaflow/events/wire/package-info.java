@NullMarked
package io.rmaflow.events.wire;

import org.jspecify.annotations.NullMarked;
