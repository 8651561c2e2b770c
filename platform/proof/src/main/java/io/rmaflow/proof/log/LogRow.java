package io.rmaflow.proof.log;

/**
 * A leaf with its place in the log.
 *
 * @param index 0, 1, 2 … without a gap, in the order in which the store is read
 */
public record LogRow(long index, Leaf leaf) {

  /** Checks the bound. */
  public LogRow {
    if (index < 0) {
      throw new IllegalArgumentException("no leaf " + index);
    }
  }
}
