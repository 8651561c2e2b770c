package io.rmaflow.proof.verify;

import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Tile;
import io.rmaflow.proof.merkle.TileReader;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tiles that are read beside the rows, each once. */
final class TileView {

  private static final byte[] NONE = new byte[0];

  private final TileReader tiles;
  private final byte[][] current = new byte[Long.SIZE / Tile.HEIGHT][];
  private final long[] index = new long[Long.SIZE / Tile.HEIGHT];

  TileView(TileReader tiles) {
    this.tiles = tiles;
    Arrays.fill(current, NONE);
    Arrays.fill(index, -1);
  }

  /** The hash at a place of a level; null where it is not stored. */
  @Nullable Hash hash(int level, long place) {
    long wanted = place / Tile.FULL;
    if (index[level] != wanted) {
      Optional<byte[]> read = tiles.read(level, wanted);
      current[level] = read.orElse(NONE);
      index[level] = wanted;
    }
    int from = (int) (place % Tile.FULL) * Hash.LENGTH;
    byte[] tile = current[level];
    return from + Hash.LENGTH <= tile.length ? Hash.at(tile, from) : null;
  }

  /** The path of the full tile that has a place, for people. */
  static String path(int level, long place) {
    return new Tile(level, place / Tile.FULL, Tile.FULL).path();
  }

  static int offset(long place) {
    return (int) (place % Tile.FULL);
  }
}
