package io.rmaflow.proof.merkle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a tree that is stored as tiles. The nodes between the hashes of a tile are made when
 * they are asked for, and kept for the tiles that were used last. Not for several threads at once.
 */
public final class TileNodes implements NodeReader {

  private static final int KEPT_TILES = 512;

  private final TileReader tiles;
  private final Map<Place, Inner> kept =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Inner> eldest) {
          return size() > KEPT_TILES;
        }
      };

  /** Of these tiles. A tile that has been read is not read again while it is kept. */
  public TileNodes(TileReader tiles) {
    this.tiles = tiles;
  }

  @Override
  public Hash node(int level, long index) {
    int tileLevel = level / Tile.HEIGHT;
    int height = level % Tile.HEIGHT;
    long first = index << height;
    Place place = new Place(tileLevel, first / Tile.FULL);
    int within = (int) (first % Tile.FULL) >>> height;
    Inner inner = kept.get(place);
    if (inner == null || !inner.has(height, within)) {
      // also where it has grown since it was read
      inner = new Inner(bytes(place));
      kept.put(place, inner);
    }
    if (!inner.has(height, within)) {
      throw new MissingNode(
          "the tile " + place.level + "/" + place.index + " lacks a node of height " + height);
    }
    return inner.node(height, within);
  }

  private byte[] bytes(Place place) {
    Optional<byte[]> read = tiles.read(place.level, place.index);
    return read.orElseThrow(
        () -> new MissingNode("the tile " + place.level + "/" + place.index + " is not stored"));
  }

  private record Place(int level, long index) {}

  /** A tile with the nodes between its hashes. */
  private static final class Inner {

    private final byte[] hashes;
    private final int width;
    private final @Nullable Hash[] nodes = new @Nullable Hash[2 * Tile.FULL];

    Inner(byte[] hashes) {
      this.hashes = hashes;
      this.width = Math.min(hashes.length / Hash.LENGTH, Tile.FULL);
    }

    boolean has(int height, int within) {
      return (within + 1) << height <= width;
    }

    Hash node(int height, int within) {
      // numbered as a heap: the root 1, the hashes of the tile 256 to 511
      int number = (Tile.FULL >>> height) + within;
      Hash node = nodes[number];
      if (node == null) {
        node =
            height == 0
                ? Hash.at(hashes, within * Hash.LENGTH)
                : Merkle.node(node(height - 1, 2 * within), node(height - 1, 2 * within + 1));
        nodes[number] = node;
      }
      return node;
    }
  }
}
