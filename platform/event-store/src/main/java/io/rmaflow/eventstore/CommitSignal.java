package io.rmaflow.eventstore;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** Tells whoever waits for events in this process that a transaction with events was committed. */
public final class CommitSignal {

  private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();

  /** Nobody listens yet. */
  public CommitSignal() {}

  /**
   * Calls the listener after each commit, on the committing thread: it must not block.
   *
   * @return ends the calls
   */
  public Runnable listen(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Says that events were committed. */
  public void committed() {
    listeners.forEach(Runnable::run);
  }
}
