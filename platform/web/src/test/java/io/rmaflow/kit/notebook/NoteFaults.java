package io.rmaflow.kit.notebook;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong in the next writes, one after the other, and how often an action ran. */
public final class NoteFaults {

  private final Deque<Runnable> next = new ArrayDeque<>();
  private final AtomicInteger runs = new AtomicInteger();

  /** The next action runs this after it has written. */
  public synchronized void order(Runnable fault) {
    next.add(fault);
  }

  public int runs() {
    return runs.get();
  }

  public void happen() {
    runs.incrementAndGet();
    Runnable fault;
    synchronized (this) {
      fault = next.poll();
    }
    if (fault != null) {
      fault.run();
    }
  }
}
