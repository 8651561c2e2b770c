package io.rmaflow.notification.work;

import io.rmaflow.kit.loop.Loop;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread that hands what is due to workers: at once when it is woken, and every so often, because
 * things become due by themselves. It can be started again after it was stopped.
 */
public final class Dispatcher {

  private final Wake wake;
  private final Duration poll;
  private final Supplier<ExecutorService> pool;
  private final Round round;
  private final Loop loop;
  private volatile @Nullable ExecutorService workers;

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
    this.wake = wake;
    this.poll = poll;
    this.pool = pool;
    this.round = round;
    this.loop = new Loop(name + "-dispatcher", this::dispatch, () -> wake.await(poll));
  }

  /** Begins; nothing where it runs already. */
  public synchronized void start() {
    if (!loop.isRunning()) {
      workers = pool.get();
      loop.start();
    }
  }

  /**
   * Hands out nothing more, and waits for the work under way.
   *
   * @param atMost how long for the present look, and again for the workers, before they are
   *     interrupted; real time
   */
  public synchronized void stop(Duration atMost) {
    loop.stop(wake::now, atMost);
    ExecutorService working = workers;
    try {
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
    return loop.isRunning();
  }

  /** The thread. */
  public Loop loop() {
    return loop;
  }

  private void dispatch() throws InterruptedException {
    ExecutorService working = workers;
    if (working == null || !round.dispatch(working)) {
      wake.await(poll);
    }
  }
}
