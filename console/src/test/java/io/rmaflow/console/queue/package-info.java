@NullMarked
package io.rmaflow.console.queue;

import org.jspecify.annotations.NullMarked;
