package io.rmaflow.rma.casefile;

import java.time.Instant;

/**
 * A policy: told, in the transaction of a case's events and once for all of them, how an accepted
 * case stands; it sends commands where something follows elsewhere. A replay of the tables tells it
 * nothing.
 */
@FunctionalInterface
public interface CaseFollower {

  /**
   * Does what follows from how the case stands; told the same again it does nothing.
   *
   * @param since when the last of the events was recorded
   */
  void follow(CaseFile file, Instant since);
}
