package io.rmaflow.kit.eventing;

import org.jspecify.annotations.Nullable;

/** A place in the events that this service has not given out; answered with 400. */
public final class UnreadableCursor extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableCursor(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
