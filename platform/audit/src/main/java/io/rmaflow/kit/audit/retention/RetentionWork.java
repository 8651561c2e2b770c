package io.rmaflow.kit.audit.retention;

import io.rmaflow.kit.clock.TimedWork;
import io.rmaflow.kit.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** Looks for what is due: every so often, and at once when the business clock was moved. */
final class RetentionWork implements TimedWork, SmartLifecycle, Loop.Owner {

  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final Forgetting forgetting;
  private final Duration every;
  private final Semaphore woken = new Semaphore(0);
  private final Loop loop = new Loop("retention", this::round, this::await);

  /**
   * Does nothing yet.
   *
   * @param every how often to look, real time
   */
  RetentionWork(Forgetting forgetting, Duration every) {
    this.forgetting = forgetting;
    this.every = every;
  }

  private void round() throws InterruptedException {
    forgetting.forgetWhatIsDue();
    await();
  }

  private void await() throws InterruptedException {
    boolean unused = woken.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS);
    woken.drainPermits();
  }

  @Override
  public Optional<Instant> nextDue() {
    return forgetting.nextDue();
  }

  @Override
  public boolean idle(Instant now) {
    boolean idle = nextDue().filter(due -> !due.isAfter(now)).isEmpty();
    if (!idle) {
      // a setting may have come in since the last look
      woken.release();
    }
    return idle;
  }

  @Override
  public Map<String, Long> counters() {
    return Map.of("forgotten", forgetting.forgotten());
  }

  @Override
  public void wake() {
    woken.release();
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop(woken::release, STOPPING);
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  @Override
  public Loop loop() {
    return loop;
  }
}
