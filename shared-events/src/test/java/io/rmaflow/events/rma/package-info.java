@NullMarked
package io.rmaflow.events.rma;

import org.jspecify.annotations.NullMarked;
