/**
 * Makes of a request what an operation takes: the record of its body or query, the call, the
 * caller. A record says in its types and in the annotations of {@link io.rmaflow.kit.web.fields}
 * all that is needed to read and judge it, so that one {@code 400} names everything that is wrong,
 * in both languages; a record that says too little stops the start. Nothing here writes or asks
 * anybody.
 */
@NullMarked
package io.rmaflow.kit.web.reading;

import org.jspecify.annotations.NullMarked;
