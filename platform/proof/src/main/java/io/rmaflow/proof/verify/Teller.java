package io.rmaflow.proof.verify;

import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.Frontier;
import io.rmaflow.proof.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who tells the leaves too: the events, the tiles, the mirror. As long as all say the same
 * it costs nothing; from the first difference on it has a tree of its own, until a checkpoint says
 * who is right.
 */
final class Teller {

  /** Differences that are kept of one segment. */
  private static final int KEPT = 1000;

  private final Segment.Truth name;
  private final List<Difference> differences = new ArrayList<>();
  private @Nullable Frontier own;
  private boolean silent;

  /**
   * Where it says something else than the row.
   *
   * @param said its leaf
   * @param row the row, unless it is missing
   * @param eventSaysSo whether the event that stands there in the order of reading has that leaf
   */
  record Difference(long index, Hash said, @Nullable LogRow row, boolean eventSaysSo) {}

  Teller(Segment.Truth name) {
    this.name = name;
  }

  Segment.Truth name() {
    return name;
  }

  /**
   * Compares a leaf, before the tree of the rows has it.
   *
   * @param rows the tree of the rows before this leaf
   * @param leaf of the row
   * @param said null where it says nothing
   */
  void compare(
      long index,
      Frontier rows,
      @Nullable LogRow row,
      Hash leaf,
      @Nullable Hash said,
      @Nullable Hash event) {
    if (silent) {
      return;
    }
    if (said == null) {
      // whoever was silent once cannot tell the root of all
      silent = true;
      own = null;
      return;
    }
    if (!said.equals(leaf)) {
      if (own == null) {
        own = rows.copy();
      }
      if (differences.size() < KEPT) {
        differences.add(new Difference(index, said, row, said.equals(event)));
      }
    }
    if (own != null) {
      own.append(said);
    }
  }

  List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** Whether it differs and its leaves make this root. */
  boolean makes(Hash root) {
    return own != null && own.root().equals(root);
  }

  /** The tree of its leaves, where it differs. */
  @Nullable Frontier tree() {
    return own;
  }

  /** Goes on with the rows. */
  void follow() {
    own = null;
    silent = false;
    differences.clear();
  }
}
