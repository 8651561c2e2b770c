package io.rmaflow.proof.verify;

import io.rmaflow.proof.merkle.Hash;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that does not fit; whether event, row or tile is to blame is said when all checkpoints
 * were seen.
 *
 * @param index where, for the order
 * @param judgedAt the row whose segment decides it; {@link #SETTLED} where it is decided
 * @param event the leaf of the event there, as the store has it
 * @param row the leaf of the row there
 */
record Doubt(Finding finding, long index, long judgedAt, @Nullable Hash event, @Nullable Hash row) {

  static final long SETTLED = -1;

  static final Comparator<Doubt> ORDER =
      Comparator.comparingLong(Doubt::index).thenComparing(Doubt::rank);

  Doubt(Finding finding, long index, @Nullable Hash event, @Nullable Hash row) {
    this(finding, index, index, event, row);
  }

  /** What is about an event comes before what is about its row and its tiles. */
  private static int rank(Doubt doubt) {
    return switch (doubt.finding) {
      case Finding.EventsSwapped f -> 0;
      case Finding.EventChanged f -> 1;
      case Finding.TileChanged f -> 4;
      case Finding.RewrittenBetween f -> 5;
      case Finding.EventMoved f -> 3;
      default -> 2;
    };
  }
}
