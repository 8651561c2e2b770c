package io.rmaflow.kit.eventing;

import java.util.Set;

/** How far this service has come with the topics that it consumes. */
public interface InboxStatus {

  /** The topics that this service consumes. */
  Set<String> topics();

  /**
   * Whether everything that stands on those topics is taken in (worked off, passed over or parked)
   * and nothing is being processed.
   *
   * @throws IllegalStateException where the broker could not be asked
   */
  boolean caughtUp();
}
