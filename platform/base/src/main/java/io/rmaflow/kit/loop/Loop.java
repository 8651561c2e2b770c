package io.rmaflow.kit.loop;

import io.rmaflow.kit.jdbc.Legible;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one round after the other until it is stopped. What a round throws, an error
 * too, ends that round only: the next one comes after a pause. It can be started again after it was
 * stopped.
 */
public final class Loop {

  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final int LONGEST_FAILURE = 500;

  /** Rounds may fail this long, real time, before that is taken for a fault. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String name;
  private final Step round;
  private final Step pause;
  private final InstantSource machine;
  private volatile boolean running;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Failing failing;

  /** Something that ends early where the thread is interrupted. */
  public interface Step {

    /** Does it. */
    void run() throws InterruptedException;
  }

  /** Whoever has a loop; such beans are seen in the health {@code loops}. */
  public interface Owner {

    /** The loop. */
    Loop loop();
  }

  /**
   * A loop that does not run yet.
   *
   * @param name of the thread, for the log and the health
   * @param round waits by itself where there is nothing to do
   * @param pause between a round that failed and the next one
   */
  public Loop(String name, Step round, Step pause) {
    this(name, round, pause, InstantSource.system());
  }

  Loop(String name, Step round, Step pause, InstantSource machine) {
    this.name = name;
    this.round = round;
    this.pause = pause;
    this.machine = machine;
  }

  /** As it is named in the log and the health. */
  public String name() {
    return name;
  }

  /** Begins; nothing where it runs already. */
  public synchronized void start() {
    if (!running) {
      running = true;
      failing = null;
      Thread own = Thread.ofPlatform().name(name).unstarted(this::run);
      thread = own;
      own.start();
    }
  }

  /**
   * Begins no further round, and waits for the present one.
   *
   * @param wake ends the waiting of the present round
   * @param atMost how long to wait for it, real time
   */
  public synchronized void stop(Runnable wake, Duration atMost) {
    running = false;
    wake.run();
    Thread stopping = thread;
    if (stopping != null) {
      try {
        boolean unused = stopping.join(atMost);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Interrupts the present round. */
  public void interrupt() {
    Thread interrupted = thread;
    if (interrupted != null) {
      interrupted.interrupt();
    }
  }

  /** Whether it was started and not stopped. */
  public boolean isRunning() {
    return running;
  }

  /** Whether the present round, which asks, is to go on: nobody has stopped its loop meanwhile. */
  public boolean goesOn() {
    return running && thread == Thread.currentThread();
  }

  /**
   * What is wrong with it: it is to run and its thread has ended, or its rounds have failed for a
   * minute of real time.
   */
  public Optional<String> problem() {
    Thread own = thread;
    if (running && own != null && !own.isAlive()) {
      return Optional.of("its thread has ended");
    }
    Failing now = failing;
    return running && now != null && !machine.instant().isBefore(now.since().plus(PATIENCE))
        ? Optional.of("failing since " + now.since() + ": " + now.failure())
        : Optional.empty();
  }

  private void run() {
    try {
      while (goesOn()) {
        try {
          round.run();
          failing = null;
        } catch (RuntimeException | Error e) {
          if (goesOn()) {
            failed(e);
            pause();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pause() throws InterruptedException {
    try {
      pause.run();
    } catch (RuntimeException | Error e) {
      // without a pause it would turn as fast as it can
      Thread.sleep(Duration.ofSeconds(1));
    }
  }

  private void failed(Throwable failure) {
    Failing before = failing;
    if (before == null) {
      log.warn("{}: a round failed; the next ones go on", name, failure);
    }
    failing =
        new Failing(
            before == null ? machine.instant() : before.since(),
            Legible.failure(failure, LONGEST_FAILURE));
  }

  private record Failing(Instant since, String failure) {}
}
