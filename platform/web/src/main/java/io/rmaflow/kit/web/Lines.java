package io.rmaflow.kit.web;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The calls of this process that wait for a stream, in the order of their arrival. The database
 * lets one at a time write to it, in whichever process; here one at a time goes as far as there, so
 * that those behind keep their order, hold no connection and keep nobody from other streams.
 */
final class Lines {

  private final ConcurrentHashMap<String, Line> lines = new ConcurrentHashMap<>();

  private static final class Line {
    private final Semaphore first = new Semaphore(1, true);
    private int calls;
  }

  /**
   * Waits until nobody is before this call.
   *
   * @return false where somebody still was after the time; otherwise {@link #leave} has to follow
   */
  boolean enter(String stream, long nanos) throws InterruptedException {
    Line line =
        lines.compute(
            stream,
            (key, known) -> {
              Line joined = known == null ? new Line() : known;
              joined.calls++;
              return joined;
            });
    boolean entered = false;
    try {
      entered = line.first.tryAcquire(nanos, TimeUnit.NANOSECONDS);
      return entered;
    } finally {
      if (!entered) {
        forget(stream);
      }
    }
  }

  void leave(String stream) {
    lines.computeIfPresent(
        stream,
        (key, line) -> {
          line.first.release();
          return line;
        });
    forget(stream);
  }

  /** How many stand in it: the first, and those that wait in their order. */
  int length(String stream) {
    Line line = lines.get(stream);
    return line == null ? 0 : 1 - line.first.availablePermits() + line.first.getQueueLength();
  }

  private void forget(String stream) {
    lines.computeIfPresent(stream, (key, line) -> --line.calls == 0 ? null : line);
  }
}
