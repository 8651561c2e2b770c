/** Threads that work for as long as the service runs, whatever happens to a round of theirs. */
@NullMarked
package io.rmaflow.kit.loop;

import org.jspecify.annotations.NullMarked;
