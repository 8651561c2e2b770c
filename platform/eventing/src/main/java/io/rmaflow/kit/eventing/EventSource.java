package io.rmaflow.kit.eventing;

import io.rmaflow.events.EventEnvelope;
import org.jspecify.annotations.Nullable;

/** One of the sources of an {@link EventHistory}, whose events come in an order of their own. */
interface EventSource extends AutoCloseable {

  /**
   * Looks for more, unless there is some already; outside any transaction.
   *
   * @return whether there is any
   */
  boolean look();

  /** Looks for everything that the present transaction sees. */
  void lookForAll();

  /** The next event; null where none was found yet. */
  @Nullable EventEnvelope<?> head();

  /** Removes the next event. */
  void drop();

  /** How many events were looked at, whether or not somebody wanted them. */
  long lookedAt();

  /** How many there are, as of when the reading began. */
  long total();

  /**
   * What is missing of what the service has applied; null where nothing is. In the transaction in
   * which {@link #lookForAll} was called.
   */
  @Nullable String missing();

  @Override
  void close();
}
