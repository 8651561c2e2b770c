package io.rmaflow.proof.verify;

/**
 * The rows between two checkpoints, and who of those who tell them is right.
 *
 * @param from its first row
 * @param to the first row behind it
 */
record Segment(long from, long to, Truth truth) {

  /** Whose leaves make the root that the checkpoint has. */
  enum Truth {
    /** The rows of the log. */
    ROWS,
    /** The events, in the order in which the store is read. */
    EVENTS,
    /** The tiles in the store. */
    STORE,
    /** The mirrored tiles. */
    MIRROR,
    /** Nobody's. */
    NOBODY,
    /** There is no checkpoint behind them. */
    UNKNOWN
  }

  boolean has(long index) {
    return index >= from && index < to;
  }
}
