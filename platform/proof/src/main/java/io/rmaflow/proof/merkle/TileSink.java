package io.rmaflow.proof.merkle;

/** Takes the tiles of a growing log. */
@FunctionalInterface
public interface TileSink {

  /**
   * Stores a tile. A wider version of a tile that is there replaces it or stands beside it; the
   * hashes that both have are the same.
   *
   * @param hashes 32 bytes for each hash of the tile
   */
  void write(Tile tile, byte[] hashes);
}
