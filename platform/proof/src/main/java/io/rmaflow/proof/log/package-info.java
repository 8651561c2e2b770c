/** What the log is over: one leaf for each event of a store, in the order in which it is read. */
@NullMarked
package io.rmaflow.proof.log;

import org.jspecify.annotations.NullMarked;
