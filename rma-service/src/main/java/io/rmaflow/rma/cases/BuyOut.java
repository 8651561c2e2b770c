package io.rmaflow.rma.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The customer's wish to keep the faulty unit for a fee (CSB-27, A-59).
 *
 * @param decidedAt absent while the vendor has not answered
 * @param priceYen whole yen; absent unless agreed
 */
public record BuyOut(
    Answer answer, Instant requestedAt, @Nullable Instant decidedAt, @Nullable Long priceYen) {

  /** How the vendor answered. */
  public enum Answer {
    PENDING,
    AGREED,
    DECLINED
  }

  @Nullable Instant agreedAt() {
    return answer == Answer.AGREED ? decidedAt : null;
  }
}
