package io.rmaflow.verifier;

import org.jspecify.annotations.Nullable;

/** What is to be verified cannot be read; the message says what and why. */
final class CannotVerify extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CannotVerify(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
