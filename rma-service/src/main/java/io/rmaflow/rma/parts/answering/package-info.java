/** Technical inquiries (TEC, VA): the first contact, the answer, the completion. */
@NullMarked
package io.rmaflow.rma.parts.answering;

import org.jspecify.annotations.NullMarked;
