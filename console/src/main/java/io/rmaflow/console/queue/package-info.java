/** What is still to be done in all cases, by due time and by who has to act; it stays current. */
@NullMarked
package io.rmaflow.console.queue;

import org.jspecify.annotations.NullMarked;
