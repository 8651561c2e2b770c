/** The advance exchange: when the vendor has to send, and when the customer has to send back. */
@NullMarked
package io.rmaflow.rma.exchange;

import org.jspecify.annotations.NullMarked;
