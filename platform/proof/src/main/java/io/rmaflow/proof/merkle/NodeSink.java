package io.rmaflow.proof.merkle;

/** Takes the nodes of a growing tree. */
@FunctionalInterface
public interface NodeSink {

  /** The root of a full subtree; level and index as in {@link NodeReader#node}. */
  void node(int level, long index, Hash hash);
}
