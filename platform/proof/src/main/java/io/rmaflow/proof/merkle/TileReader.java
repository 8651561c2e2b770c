package io.rmaflow.proof.merkle;

import java.util.Optional;

/** Reads the tiles of a log, whatever they are stored in: a table, a folder, somebody's mirror. */
@FunctionalInterface
public interface TileReader {

  /**
   * The widest version of a tile that is stored. A narrower one is its begin.
   *
   * @param level as in {@link Tile}
   * @param index as in {@link Tile}
   * @return its hashes one after the other, 32 bytes each, 256 of them at most; nothing where there
   *     is none
   */
  Optional<byte[]> read(int level, long index);
}
