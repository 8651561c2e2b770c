package io.rmaflow.stack;

/**
 * Why the stack cannot do what was asked; the message is one line for the person at the terminal.
 */
public final class StackFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StackFailure(String message) {
    super(message);
  }

  public StackFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
