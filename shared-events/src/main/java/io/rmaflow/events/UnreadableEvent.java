package io.rmaflow.events;

import org.jspecify.annotations.Nullable;

/** A record is not an event of the published language, or not one that this version can read. */
public final class UnreadableEvent extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableEvent(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
