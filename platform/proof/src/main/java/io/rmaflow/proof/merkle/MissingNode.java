package io.rmaflow.proof.merkle;

/** A stored tree lacks a node that it should have for its size. */
public final class MissingNode extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what is missing, in English, for a log. */
  public MissingNode(String message) {
    super(message);
  }
}
