package io.rmaflow.proof.merkle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What has to be kept of a tree so that it can grow and tell its root: the roots of the full
 * subtrees that it consists of, one for each bit of its size, and so 64 hashes at most. Not for
 * several threads at once.
 */
public final class Frontier {

  private final @Nullable Hash[] subtrees;
  private long size;

  private Frontier(@Nullable Hash[] subtrees, long size) {
    this.subtrees = subtrees;
    this.size = size;
  }

  /** Of the tree without leaves. */
  public static Frontier empty() {
    return new Frontier(new @Nullable Hash[Long.SIZE], 0);
  }

  /**
   * Of the tree of the first {@code size} leaves of a stored one.
   *
   * @throws MissingNode where the store lacks something of it
   */
  public static Frontier of(long size, NodeReader nodes) {
    Frontier frontier = empty();
    for (int level = 0; level < Long.SIZE - 1; level++) {
      if ((size >>> level & 1) == 1) {
        frontier.subtrees[level] = nodes.node(level, (size >>> level) - 1);
      }
    }
    frontier.size = size;
    return frontier;
  }

  /** Appends the hash of a leaf ({@link Merkle#leaf}). */
  public void append(Hash leaf) {
    append(leaf, (level, index, hash) -> {});
  }

  /**
   * Appends the hash of a leaf, and tells each full subtree that it is the last leaf of.
   *
   * @param nodes is told them from the lowest one on; not the leaf itself
   */
  public void append(Hash leaf, NodeSink nodes) {
    Hash hash = leaf;
    int level = 0;
    for (long left = size; (left & 1) == 1; left >>>= 1) {
      hash = Merkle.node(subtree(level), hash);
      level++;
      nodes.node(level, left >>> 1, hash);
    }
    subtrees[level] = hash;
    size++;
  }

  /** How many leaves there are. */
  public long size() {
    return size;
  }

  /** The root of the tree of all leaves so far. */
  public Hash root() {
    return rootWith(null);
  }

  /** The root where a smaller subtree follows the leaves. */
  Hash rootWith(@Nullable Hash right) {
    Hash root = right;
    for (int level = 0; level < Long.SIZE - 1; level++) {
      if ((size >>> level & 1) == 1) {
        root = root == null ? subtree(level) : Merkle.node(subtree(level), root);
      }
    }
    return root == null ? Merkle.emptyRoot() : root;
  }

  /** One that grows apart from this one. */
  public Frontier copy() {
    return new Frontier(Arrays.copyOf(subtrees, subtrees.length), size);
  }

  private Hash subtree(int level) {
    Hash hash = subtrees[level];
    if (hash == null) {
      throw new IllegalStateException("no subtree at level " + level + " of " + size + " leaves");
    }
    return hash;
  }
}
