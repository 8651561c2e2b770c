package io.rmaflow.rma.parts.sending;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A product of equivalent function and performance that the vendor offered (CSB-17).
 *
 * @param acceptedAt empty while the customer has not agreed
 */
@Clause("CSB-17")
public record Equivalent(ProductCode productCode, Instant offeredAt, Optional<Instant> acceptedAt) {

  /** Whether the customer has not agreed. */
  public boolean isPending() {
    return acceptedAt.isEmpty();
  }
}
