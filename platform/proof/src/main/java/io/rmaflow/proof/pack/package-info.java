/**
 * A file that carries its proof: events, where they stand in the log, the checkpoint that they are
 * proved against. Whoever has the file and knows the log's key needs nothing else.
 */
@NullMarked
package io.rmaflow.proof.pack;

import org.jspecify.annotations.NullMarked;
