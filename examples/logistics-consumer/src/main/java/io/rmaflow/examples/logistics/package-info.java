/**
 * A program of somebody else's: it knows the published language and nothing of the services. It
 * keeps the list of parcels that the warehouse has to send or may expect.
 */
@NullMarked
package io.rmaflow.examples.logistics;

import org.jspecify.annotations.NullMarked;
