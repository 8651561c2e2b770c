package io.rmaflow.proof.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proofs as RFC 9162 makes them (sections 2.1.3 and 2.1.4) and verifies them. */
public final class Proofs {

  /** A proof of a tree with less than 2^63 leaves is never longer. */
  public static final int LONGEST = 63;

  private Proofs() {}

  /**
   * The root of the first {@code size} leaves.
   *
   * @throws MissingNode where the store lacks a node
   */
  public static Hash root(long size, NodeReader nodes) {
    return size == 0 ? Merkle.emptyRoot() : range(0, size, nodes);
  }

  /**
   * What proves that a leaf stands at its place in a tree, from its sibling up to the root's child.
   *
   * @param index the leaf's place, from 0
   * @param size the tree's leaves
   * @throws IllegalArgumentException unless {@code 0 <= index < size}
   * @throws MissingNode where the store lacks a node
   */
  public static List<Hash> inclusion(long index, long size, NodeReader nodes) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
    }
    List<Hash> path = new ArrayList<>();
    inclusion(index, 0, size, nodes, path);
    return List.copyOf(path);
  }

  private static void inclusion(
      long index, long begin, long end, NodeReader nodes, List<Hash> path) {
    if (end - begin == 1) {
      return;
    }
    long middle = begin + Merkle.split(end - begin);
    if (index < middle) {
      inclusion(index, begin, middle, nodes, path);
      path.add(range(middle, end, nodes));
    } else {
      inclusion(index, middle, end, nodes, path);
      path.add(range(begin, middle, nodes));
    }
  }

  /**
   * What proves that a tree is the begin of a larger one; empty where the smaller one has no leaves
   * or is as large.
   *
   * @param from leaves of the smaller tree
   * @param to leaves of the larger tree
   * @throws IllegalArgumentException unless {@code 0 <= from <= to}
   * @throws MissingNode where the store lacks a node
   */
  public static List<Hash> consistency(long from, long to, NodeReader nodes) {
    if (from < 0 || from > to) {
      throw new IllegalArgumentException("no tree of " + from + " in one of " + to);
    }
    List<Hash> path = new ArrayList<>();
    if (from > 0) {
      consistency(from, 0, to, true, nodes, path);
    }
    return List.copyOf(path);
  }

  private static void consistency(
      long from, long begin, long end, boolean known, NodeReader nodes, List<Hash> path) {
    if (from == end) {
      if (!known) {
        path.add(range(begin, end, nodes));
      }
      return;
    }
    long middle = begin + Merkle.split(end - begin);
    if (from <= middle) {
      consistency(from, begin, middle, known, nodes, path);
      path.add(range(middle, end, nodes));
    } else {
      consistency(from, middle, end, false, nodes, path);
      path.add(range(begin, middle, nodes));
    }
  }

  private static Hash range(long begin, long end, NodeReader nodes) {
    long leaves = end - begin;
    if (Long.bitCount(leaves) == 1) {
      int level = Long.numberOfTrailingZeros(leaves);
      return nodes.node(level, begin >>> level);
    }
    long middle = begin + Merkle.split(leaves);
    return Merkle.node(range(begin, middle, nodes), range(middle, end, nodes));
  }

  /**
   * The root that a tree has if the leaf stands at its place in it (RFC 9162, 2.1.3.2).
   *
   * @param leaf the leaf's hash
   * @return nothing where the proof has not the length that a proof of this place has
   */
  public static Optional<Hash> rootOf(Hash leaf, long index, long size, List<Hash> path) {
    if (index < 0 || index >= size) {
      return Optional.empty();
    }
    long place = index;
    long last = size - 1;
    Hash root = leaf;
    for (Hash sibling : path) {
      if (last == 0) {
        return Optional.empty();
      }
      if ((place & 1) == 1 || place == last) {
        root = Merkle.node(sibling, root);
        while (place != 0 && (place & 1) == 0) {
          place >>>= 1;
          last >>>= 1;
        }
      } else {
        root = Merkle.node(root, sibling);
      }
      place >>>= 1;
      last >>>= 1;
    }
    return last == 0 ? Optional.of(root) : Optional.empty();
  }

  /** Whether the proof shows that the leaf stands at this place in the tree with this root. */
  public static boolean includes(Hash leaf, long index, long size, List<Hash> path, Hash root) {
    return rootOf(leaf, index, size, path).filter(root::equals).isPresent();
  }

  /**
   * Whether the proof shows that the first tree is the begin of the second (RFC 9162, 2.1.4.2). The
   * tree without leaves is the begin of every tree, with an empty proof.
   */
  public static boolean consistent(
      long from, Hash fromRoot, long to, Hash toRoot, List<Hash> path) {
    if (from < 0 || from > to) {
      return false;
    }
    if (from == 0) {
      return path.isEmpty() && fromRoot.equals(Merkle.emptyRoot());
    }
    if (from == to) {
      return path.isEmpty() && fromRoot.equals(toRoot);
    }
    if (path.isEmpty()) {
      return false;
    }
    boolean wholeSubtree = Long.bitCount(from) == 1;
    int skipped = Long.numberOfTrailingZeros(from);
    long place = (from - 1) >>> skipped;
    long last = (to - 1) >>> skipped;
    Hash first = wholeSubtree ? fromRoot : path.getFirst();
    Hash second = first;
    for (Hash sibling : wholeSubtree ? path : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        first = Merkle.node(sibling, first);
        second = Merkle.node(sibling, second);
        while (place != 0 && (place & 1) == 0) {
          place >>>= 1;
          last >>>= 1;
        }
      } else {
        second = Merkle.node(second, sibling);
      }
      place >>>= 1;
      last >>>= 1;
    }
    return last == 0 && first.equals(fromRoot) && second.equals(toRoot);
  }
}
