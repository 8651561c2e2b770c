package io.rmaflow.proof.merkle;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A place for tiles that keeps the widest version of each, as a table does. */
public final class TilesInMemory implements TileReader, TileSink {

  private final Map<String, byte[]> tiles = new HashMap<>();

  @Override
  public Optional<byte[]> read(int level, long index) {
    return Optional.ofNullable(tiles.get(level + "/" + index));
  }

  @Override
  public void write(Tile tile, byte[] hashes) {
    tiles.put(tile.level() + "/" + tile.index(), hashes);
  }

  /** Puts another content, or none, in the place of a tile. */
  public void put(int level, long index, byte[] hashes) {
    if (hashes.length == 0) {
      tiles.remove(level + "/" + index);
    } else {
      tiles.put(level + "/" + index, hashes);
    }
  }

  /** The same tiles, to be changed apart. */
  public TilesInMemory copy() {
    TilesInMemory copy = new TilesInMemory();
    tiles.forEach((name, bytes) -> copy.tiles.put(name, bytes.clone()));
    return copy;
  }
}
