package io.rmaflow.kit.eventing;

/** A {@code Consistency-Token} that no service has given; answered with 400. */
public final class UnreadableToken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableToken(String message, Throwable cause) {
    super(message, cause);
  }
}
