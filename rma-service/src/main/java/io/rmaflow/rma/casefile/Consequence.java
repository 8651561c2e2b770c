package io.rmaflow.rma.casefile;

/** Something that follows from the facts of a case, one entry of a procedure's list. */
@FunctionalInterface
public interface Consequence {

  /** Records what the facts imply and is not recorded; asked again it has nothing to add. */
  void follow(Deriving on);
}
