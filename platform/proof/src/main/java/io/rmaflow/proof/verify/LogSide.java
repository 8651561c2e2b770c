package io.rmaflow.proof.verify;

import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.Frontier;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Tile;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.verify.Finding.Source;
import io.rmaflow.proof.verify.Segment.Truth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of the rows, and beside it those of events and tiles from where they differ, and
 * asks each checkpoint who is right.
 */
final class LogSide {

  private final Doubts doubts;
  private final Names names;
  private final NavigableMap<Long, List<Checkpoint>> checkpoints = new TreeMap<>();
  private final @Nullable TileView store;
  private final @Nullable TileView mirror;
  private final Teller events = new Teller(Truth.EVENTS);
  private final Teller stored = new Teller(Truth.STORE);
  private final Teller mirrored = new Teller(Truth.MIRROR);
  private final Deque<Optional<Hash>> eventLeaves = new ArrayDeque<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<Checkpoint> passed = new ArrayList<>();
  private final List<Finding> disagreements = new ArrayList<>();
  private final Set<Hash> explained = new HashSet<>();
  private final Set<Long> wrongRows = new HashSet<>();
  private Frontier tree = Frontier.empty();
  private boolean lost;
  private @Nullable Checkpoint failed;
  private long next;
  private long missingFrom = -1;
  private long missedTile = -1;
  private long rows;

  /** Names the entry at a place of the log, as the mirror has it. */
  @FunctionalInterface
  interface Names {
    Place at(long index);
  }

  LogSide(
      Doubts doubts,
      Collection<Checkpoint> trusted,
      @Nullable TileView store,
      @Nullable TileView mirror,
      Names names) {
    this.doubts = doubts;
    this.names = names;
    this.store = store;
    this.mirror = mirror;
    for (Checkpoint checkpoint : trusted) {
      List<Checkpoint> ofSize =
          checkpoints.computeIfAbsent(checkpoint.size(), size -> new ArrayList<>());
      if (ofSize.stream().noneMatch(other -> other.root().equals(checkpoint.root()))) {
        ofSize.add(checkpoint);
      }
    }
    checkpoints
        .values()
        .forEach(
            ofSize -> {
              for (int i = 1; i < ofSize.size(); i++) {
                disagreements.add(
                    new Finding.CheckpointsDisagree(ofSize.getFirst(), ofSize.get(i)));
                failed = ofSize.get(i);
              }
            });
    follow();
  }

  long next() {
    return next;
  }

  /**
   * The event that is read as the next one.
   *
   * @param leaf null where it has none
   * @param rowsAreOver whether no row will come any more
   */
  void event(@Nullable Hash leaf, boolean rowsAreOver) {
    if (!rowsAreOver || next + eventLeaves.size() < lastKnown()) {
      eventLeaves.add(Optional.ofNullable(leaf));
    }
  }

  /** The size of the largest checkpoint. */
  private long lastKnown() {
    return checkpoints.isEmpty() ? 0 : checkpoints.lastKey();
  }

  /** The next row. */
  void row(LogRow row, Hash leaf) {
    rows++;
    if (row.index() < next) {
      doubts.add(new Doubt(new Finding.LogRowChanged(Place.of(row)), row.index(), null, leaf));
      return;
    }
    while (next < row.index()) {
      if (!missing()) {
        skipTo(row.index());
      }
    }
    present();
    take(row, leaf);
  }

  /** The rows are over; the checkpoints may go on. */
  void end() {
    while (next < lastKnown()) {
      if (!missing()) {
        Checkpoint beyond = checkpoints.higherEntry(next).getValue().getFirst();
        long from = missingFrom < 0 ? next : missingFrom;
        missingFrom = -1;
        doubts.add(new Doubt(new Finding.LogTruncated(names.at(from), beyond), from, null, null));
        return;
      }
    }
    present();
  }

  /** Takes what others say in the place of a row that is missing. */
  private boolean missing() {
    Hash event = eventLeaves.isEmpty() ? null : eventLeaves.peek().orElse(null);
    Hash instead = store == null ? null : store.hash(0, next);
    instead = instead == null && mirror != null ? mirror.hash(0, next) : instead;
    instead = instead == null ? event : instead;
    if (instead == null) {
      return false;
    }
    if (missingFrom < 0) {
      missingFrom = next;
    }
    if (event != null && event.equals(instead)) {
      explained.add(event);
    }
    take(null, instead);
    return true;
  }

  private void present() {
    if (missingFrom >= 0) {
      long from = missingFrom;
      missingFrom = -1;
      doubts.add(
          new Doubt(new Finding.LogRowsMissing(names.at(from), next - from), from, null, null));
    }
  }

  /** Nobody says what stood there: no root behind it can be known. */
  private void skipTo(long index) {
    long from = missingFrom < 0 ? next : missingFrom;
    missingFrom = -1;
    doubts.add(
        new Doubt(new Finding.LogRowsMissing(names.at(from), index - from), from, null, null));
    lost = true;
    next = index;
    eventLeaves.clear();
  }

  private void take(@Nullable LogRow row, Hash leaf) {
    Hash event = eventLeaves.isEmpty() ? null : eventLeaves.remove().orElse(null);
    if (!lost) {
      events.compare(next, tree, row, leaf, event, event);
      compare(store, stored, row, leaf, event);
      compare(mirror, mirrored, row, leaf, event);
      tree.append(leaf, this::node);
    }
    next++;
    List<Checkpoint> here = checkpoints.get(next);
    if (here != null) {
      judge(here);
    }
  }

  private void compare(
      @Nullable TileView view,
      Teller teller,
      @Nullable LogRow row,
      Hash leaf,
      @Nullable Hash event) {
    if (view == null) {
      return;
    }
    Hash said = view.hash(0, next);
    teller.compare(next, tree, row, leaf, said, event);
    boolean missed = said == null && view == store && next < lastKnown();
    if (missed && next / Tile.FULL != missedTile) {
      missedTile = next / Tile.FULL;
      tileChanged(Source.STORE, 0, next, next, next);
    }
  }

  /** Compares what stands above the leaves: each hash of a tile is the root of a full one below. */
  private void node(int level, long index, Hash hash) {
    if (level % Tile.HEIGHT != 0) {
      return;
    }
    long first = index << level;
    long last = ((index + 1) << level) - 1;
    Hash here = store == null ? hash : store.hash(level / Tile.HEIGHT, index);
    if (here == null ? last < lastKnown() : !here.equals(hash)) {
      tileChanged(Source.STORE, level / Tile.HEIGHT, index, first, last);
    }
    Hash there = mirror == null ? null : mirror.hash(level / Tile.HEIGHT, index);
    if (there != null && !there.equals(hash)) {
      tileChanged(Source.MIRROR, level / Tile.HEIGHT, index, first, last);
    }
  }

  private void tileChanged(Source source, int level, long place, long first, long last) {
    doubts.add(
        new Doubt(
            new Finding.TileChanged(
                names.at(first), source, TileView.path(level, place), TileView.offset(place)),
            first,
            last,
            null,
            null));
  }

  private void judge(List<Checkpoint> here) {
    long from = segments.isEmpty() ? 0 : segments.getLast().to();
    Hash root = tree.root();
    Optional<Checkpoint> right =
        lost
            ? Optional.empty()
            : here.stream().filter(checkpoint -> checkpoint.root().equals(root)).findFirst();
    if (right.isPresent()) {
      rowsAreRight(from, right.get());
      return;
    }
    Checkpoint checkpoint = here.getFirst();
    Teller witness =
        lost
            ? null
            : List.of(mirrored, stored, events).stream()
                .filter(teller -> teller.makes(checkpoint.root()))
                .findFirst()
                .orElse(null);
    if (witness != null) {
      rowsAreWrong(from, witness);
      return;
    }
    segments.add(new Segment(from, next, Truth.NOBODY));
    if (failed == null) {
      failed = checkpoint;
      if (!lost) {
        doubts.add(
            new Doubt(
                new Finding.RewrittenBetween(Place.of(from, Optional.empty()), next),
                next - 1,
                null,
                null));
      }
    }
    follow();
  }

  private void rowsAreRight(long from, Checkpoint checkpoint) {
    segments.add(new Segment(from, next, Truth.ROWS));
    if (failed == null) {
      passed.add(checkpoint);
    } else if (failed.size() < checkpoint.size()) {
      disagreements.add(new Finding.CheckpointsDisagree(failed, checkpoint));
    }
    tilesAreWrong(Source.STORE, stored);
    tilesAreWrong(Source.MIRROR, mirrored);
    follow();
  }

  private void tilesAreWrong(Source source, Teller teller) {
    for (Teller.Difference difference : teller.differences()) {
      tileChanged(source, 0, difference.index(), difference.index(), Doubt.SETTLED);
    }
  }

  private void rowsAreWrong(long from, Teller witness) {
    segments.add(new Segment(from, next, witness.name()));
    boolean first = true;
    for (Teller.Difference difference : witness.differences()) {
      long index = difference.index();
      explained.add(difference.said());
      wrongRows.add(index);
      boolean eventIsRight = witness == events || difference.eventSaysSo();
      if (eventIsRight) {
        doubts.add(
            new Doubt(
                new Finding.LogRowChanged(named(difference)), index, difference.said(), null));
      } else if (first) {
        first = false;
        Source source = witness == mirrored ? Source.MIRROR : Source.STORE;
        doubts.add(
            new Doubt(new Finding.RewrittenTogether(named(difference), source), index, null, null));
      }
    }
    if (witness == mirrored) {
      // what lies in the store fits the rows or nobody
      tilesAreWrong(Source.STORE, stored);
    }
    Frontier right = witness.tree();
    if (right != null) {
      tree = right.copy();
    }
    follow();
  }

  private Place named(Teller.Difference difference) {
    Place place = names.at(difference.index());
    LogRow row = difference.row();
    return place.stream().isEmpty() && row != null ? Place.of(row) : place;
  }

  private void follow() {
    events.follow();
    stored.follow();
    mirrored.follow();
  }

  /** What differs behind the last checkpoint: whoever is alone among three is taken for changed. */
  void beyond() {
    for (Teller.Difference difference : stored.differences()) {
      long index = difference.index();
      if (difference.eventSaysSo()) {
        explained.add(difference.said());
        wrongRows.add(index);
        doubts.add(
            new Doubt(
                new Finding.LogRowChanged(named(difference)), index, difference.said(), null));
      } else {
        tileChanged(Source.STORE, 0, index, index, Doubt.SETTLED);
      }
    }
  }

  /** Who is right about a row. */
  Truth truth(long index) {
    return segments.stream()
        .filter(segment -> segment.has(index))
        .findFirst()
        .map(Segment::truth)
        .orElse(Truth.UNKNOWN);
  }

  /** Whether this leaf is known to belong into the log, at a place where the row says another. */
  boolean isExplained(@Nullable Hash leaf) {
    return leaf != null && explained.contains(leaf);
  }

  /** Whether the row is known not to be what was logged there. */
  boolean isWrong(long index) {
    return wrongRows.contains(index);
  }

  List<Checkpoint> passed() {
    return passed;
  }

  List<Finding> disagreements() {
    return disagreements;
  }

  long rows() {
    return rows;
  }
}
