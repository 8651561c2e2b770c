/** Events of contract-service, published on {@code contract.events}. */
@NullMarked
package io.rmaflow.events.contract;

import org.jspecify.annotations.NullMarked;
