package io.rmaflow.verifier;

/** The command line is not understood; the message says why. */
final class WrongCommand extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongCommand(String message) {
    super(message);
  }
}
