package io.rmaflow.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * An event that could not be read back as it is: it holds U+0000, half a character, or a number
 * with more digits than a double has. Nothing was stored; the same event will be refused again.
 */
public final class UnstorableEvent extends EventStoreException {

  private static final long serialVersionUID = 1L;

  UnstorableEvent(String why) {
    super("The event cannot be stored: " + why);
  }
}
