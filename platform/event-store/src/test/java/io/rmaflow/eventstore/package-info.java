@NullMarked
package io.rmaflow.eventstore;

import org.jspecify.annotations.NullMarked;
