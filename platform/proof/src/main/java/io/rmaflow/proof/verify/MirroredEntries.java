package io.rmaflow.proof.verify;

import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.merkle.EntryBundle;
import io.rmaflow.proof.merkle.Tile;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Names the events of the log by the entries that somebody mirrored. */
final class MirroredEntries implements LogSide.Names {

  private final LongFunction<Optional<byte[]>> bundles;
  private final TileView tiles;

  MirroredEntries(LongFunction<Optional<byte[]>> bundles, TileView tiles) {
    this.bundles = bundles;
    this.tiles = tiles;
  }

  @Override
  public Place at(long index) {
    return Place.of(index, leaf(index));
  }

  private Optional<Leaf> leaf(long index) {
    try {
      Optional<byte[]> bundle = bundles.apply(index / Tile.FULL);
      List<byte[]> entries = EntryBundle.read(bundle.orElse(new byte[0]));
      int offset = TileView.offset(index);
      if (offset >= entries.size()) {
        return Optional.empty();
      }
      Leaf leaf = Leaf.ofEntry(entries.get(offset));
      return Optional.of(leaf).filter(known -> known.leafHash().equals(tiles.hash(0, index)));
    } catch (IllegalArgumentException e) {
      // a name is a convenience; what is wrong with the mirror is said of its tiles
      return Optional.empty();
    }
  }
}
