@NullMarked
package io.rmaflow.events;

import org.jspecify.annotations.NullMarked;
