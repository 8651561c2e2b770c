/**
 * The advance exchange: when the vendor has to send, when the customer has to send back, and the
 * sagas that hold these due times.
 */
@NullMarked
package io.rmaflow.rma.exchange;

import org.jspecify.annotations.NullMarked;
