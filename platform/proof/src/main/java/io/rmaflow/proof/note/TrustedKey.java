package io.rmaflow.proof.note;

import java.time.Instant;
import java.util.Optional;

/**
 * A key of a log that is believed, and for which of its checkpoints. While a key changes, the
 * bounds of the old and of the new one overlap.
 *
 * @param key of kind {@link VerifierKey.Kind#NOTE}
 * @param fromSize leaves of the smallest checkpoint that it may sign
 * @param untilSize and of the smallest one that it may not sign any more
 * @param from the first instant at which it may sign; {@link Instant#MIN} for always
 * @param until and the first at which it may not; {@link Instant#MAX} for never
 */
public record TrustedKey(
    VerifierKey key, long fromSize, long untilSize, Instant from, Instant until) {

  /** Checks the bounds. */
  public TrustedKey {
    if (key.kind() != VerifierKey.Kind.NOTE) {
      throw new IllegalArgumentException("the key of a witness is not that of a log: " + key);
    }
    if (fromSize < 0 || untilSize <= fromSize || !from.isBefore(until)) {
      throw new IllegalArgumentException("bounds that nothing lies between for " + key);
    }
  }

  /** Believed for every checkpoint. */
  public static TrustedKey always(VerifierKey key) {
    return new TrustedKey(key, 0, Long.MAX_VALUE, Instant.MIN, Instant.MAX);
  }

  /**
   * Whether it may sign a checkpoint of this size.
   *
   * @param seen when it was there at the latest. Where that is not known, a key with bounds in time
   *     is not believed
   */
  boolean mayHaveSigned(long size, Optional<Instant> seen) {
    boolean always = from.equals(Instant.MIN) && until.equals(Instant.MAX);
    return size >= fromSize
        && size < untilSize
        && (always || seen.filter(at -> !at.isBefore(from) && at.isBefore(until)).isPresent());
  }
}
