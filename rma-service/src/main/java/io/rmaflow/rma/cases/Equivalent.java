package io.rmaflow.rma.cases;

import io.rmaflow.events.ProductCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product of equivalent function and performance that the vendor offered (CSB-17).
 *
 * @param acceptedAt absent while the customer has not agreed
 */
public record Equivalent(ProductCode productCode, Instant offeredAt, @Nullable Instant acceptedAt) {

  /** Whether the customer has not agreed. */
  public boolean isPending() {
    return acceptedAt == null;
  }
}
