@NullMarked
package io.rmaflow.events.values;

import org.jspecify.annotations.NullMarked;
