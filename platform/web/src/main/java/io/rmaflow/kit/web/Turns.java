package io.rmaflow.kit.web;

import java.time.Duration;

/** Who may work before the database now, and who waits for it. */
public interface Turns {

  /** How long a call waits. */
  Duration patience();

  /**
   * Comes in to wait; {@link #leave} has to follow.
   *
   * @throws Unavailable where as many wait as may
   */
  void comeIn();

  /** Makes room for the next one that comes. */
  void leave();

  /**
   * Waits for its turn, inside; {@link #finish} has to follow.
   *
   * @param nanos how long at most
   * @throws Unavailable where it does not come
   */
  void begin(long nanos);

  /** Lets the next one of those who wait have the turn. */
  void finish();
}
