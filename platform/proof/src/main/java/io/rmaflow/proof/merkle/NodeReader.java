package io.rmaflow.proof.merkle;

/** Reads the nodes of a stored tree, whatever it is stored in. */
@FunctionalInterface
public interface NodeReader {

  /**
   * The root of a full subtree.
   *
   * @param level its height; 0 is a leaf's hash
   * @param index its place among those of its height, from 0: it is over the leaves from {@code
   *     index << level} on, {@code 1 << level} of them
   * @throws MissingNode where it is not stored
   */
  Hash node(int level, long index);
}
