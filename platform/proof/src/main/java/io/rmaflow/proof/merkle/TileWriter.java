package io.rmaflow.proof.merkle;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Grows a tiled log leaf by leaf. It holds the tiles of the right edge alone: 255 hashes for each
 * of at most 8 levels. Full tiles are given out as soon as they are full, the partial ones by
 * {@link #flush}. Not for several threads at once.
 */
public final class TileWriter {

  private final TileSink sink;
  private final Edge[] edges = new Edge[Tile.LEVELS];
  private long size;

  private TileWriter(TileSink sink, long size) {
    this.sink = sink;
    this.size = size;
    Arrays.setAll(edges, level -> new Edge());
  }

  /** A log that begins. */
  public static TileWriter empty(TileSink sink) {
    return new TileWriter(sink, 0);
  }

  /**
   * Goes on behind the first {@code size} leaves of what is stored.
   *
   * @throws MissingNode where a tile of the right edge is not there or too narrow
   */
  public static TileWriter resume(long size, TileReader stored, TileSink sink) {
    TileWriter writer = new TileWriter(sink, size);
    for (int level = 0; level < Tile.LEVELS; level++) {
      long hashes = size >>> (Tile.HEIGHT * level);
      int width = (int) (hashes % Tile.FULL);
      if (width > 0) {
        long index = hashes / Tile.FULL;
        Optional<byte[]> tile = stored.read(level, index);
        if (tile.isEmpty() || tile.get().length < width * Hash.LENGTH) {
          throw new MissingNode(
              "the tile " + new Tile(level, index, width).path() + " is not stored");
        }
        for (int i = 0; i < width; i++) {
          writer.edges[level].add(Hash.at(tile.get(), i * Hash.LENGTH));
        }
      }
    }
    return writer;
  }

  /** Appends the hash of a leaf ({@link Merkle#leaf}). */
  public void append(Hash leaf) {
    size++;
    append(0, leaf);
  }

  private void append(int level, Hash hash) {
    Edge edge = edges[level];
    edge.add(hash);
    edge.dirty = true;
    if (edge.width == Tile.FULL) {
      long index = (size >>> (Tile.HEIGHT * (level + 1))) - 1;
      sink.write(new Tile(level, index, Tile.FULL), edge.bytes());
      Hash root = edge.fold(null);
      edge.width = 0;
      edge.dirty = false;
      append(level + 1, root);
    }
  }

  /** Gives out the partial tiles that have changed since they were last given out. */
  public void flush() {
    for (int level = 0; level < Tile.LEVELS; level++) {
      Edge edge = edges[level];
      if (edge.dirty && edge.width > 0) {
        long index = size >>> (Tile.HEIGHT * (level + 1));
        sink.write(new Tile(level, index, edge.width), edge.bytes());
      }
      edge.dirty = false;
    }
  }

  /** How many leaves the log has. */
  public long size() {
    return size;
  }

  /** The root over all of them; up to 255 hashes for each level are hashed for it. */
  public Hash root() {
    Hash root = null;
    for (Edge edge : edges) {
      root = edge.width == 0 ? root : edge.fold(root);
    }
    return root == null ? Merkle.emptyRoot() : root;
  }

  /** The tile of a level at the right edge. */
  private static final class Edge {

    private final @Nullable Hash[] hashes = new @Nullable Hash[Tile.FULL];
    private int width;
    private boolean dirty;

    void add(Hash hash) {
      hashes[width] = hash;
      width++;
    }

    byte[] bytes() {
      byte[] bytes = new byte[width * Hash.LENGTH];
      for (int i = 0; i < width; i++) {
        System.arraycopy(hash(i).unsafe(), 0, bytes, i * Hash.LENGTH, Hash.LENGTH);
      }
      return bytes;
    }

    /** The root over its hashes with what lies to the right of them. */
    Hash fold(@Nullable Hash right) {
      Frontier frontier = Frontier.empty();
      for (int i = 0; i < width; i++) {
        frontier.append(hash(i));
      }
      return frontier.rootWith(right);
    }

    private Hash hash(int i) {
      Hash hash = hashes[i];
      if (hash == null) {
        throw new IllegalStateException("no hash at " + i);
      }
      return hash;
    }
  }
}
