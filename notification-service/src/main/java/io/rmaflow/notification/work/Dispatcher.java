package io.rmaflow.notification.work;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that hands what is due to workers: at once when it is woken, and every so often, because
 * things become due by themselves. It can be started again after it was stopped.
 */
public final class Dispatcher {

  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private final String name;
  private final Wake wake;
  private final Duration poll;
  private final Supplier<ExecutorService> pool;
  private final Round round;
  private volatile boolean running;
  private @Nullable Thread thread;
  private @Nullable ExecutorService workers;

  /** One look at what is due. */
  public interface Round {

    /** Hands it to the workers; the answer is whether there may be more to do at once. */
    boolean dispatch(ExecutorService workers) throws InterruptedException;
  }

  /**
   * A dispatcher that does not run yet.
   *
   * @param name what is dispatched, for the thread and the log
   * @param poll how often to look without being woken, real time
   * @param pool makes the workers anew at each start
   */
  public Dispatcher(
      String name, Wake wake, Duration poll, Supplier<ExecutorService> pool, Round round) {
    this.name = name;
    this.wake = wake;
    this.poll = poll;
    this.pool = pool;
    this.round = round;
  }

  /** Begins; nothing where it runs already. */
  public synchronized void start() {
    if (!running) {
      running = true;
      ExecutorService made = pool.get();
      workers = made;
      thread = Thread.ofPlatform().name(name + "-dispatcher").start(() -> run(made));
    }
  }

  /**
   * Hands out nothing more, and waits for the work under way.
   *
   * @param atMost how long for the present look, and again for the workers, before they are
   *     interrupted; real time
   */
  public synchronized void stop(Duration atMost) {
    running = false;
    wake.now();
    Thread dispatching = thread;
    ExecutorService working = workers;
    try {
      if (dispatching != null) {
        dispatching.join(atMost);
      }
      if (working != null) {
        working.shutdown();
        if (!working.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
          working.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it hands out work. */
  public boolean isRunning() {
    return running;
  }

  private void run(ExecutorService made) {
    boolean broken = false;
    try {
      while (running) {
        boolean worked = false;
        try {
          worked = round.dispatch(made);
          broken = false;
        } catch (RuntimeException e) {
          if (!broken) {
            log.warn("{}: what is due cannot be read; trying again every {}", name, poll, e);
          }
          broken = true;
        }
        if (!worked) {
          wake.await(poll);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
