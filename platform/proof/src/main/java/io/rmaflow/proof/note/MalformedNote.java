package io.rmaflow.proof.note;

/** A text is not what it should be: a note, a checkpoint, a key. The message says what is wrong. */
public final class MalformedNote extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what is wrong, in English. */
  public MalformedNote(String message) {
    super(message);
  }
}
