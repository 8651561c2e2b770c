package io.rmaflow.kit.deadline;

import io.rmaflow.kit.clock.TimedWork;
import io.rmaflow.kit.eventing.Activity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Deadlines that fire when business time passes. */
final class DeadlineWork implements TimedWork {

  private final DeadlinePoller deadlines;
  private final Activity activity;

  DeadlineWork(DeadlinePoller deadlines, Activity activity) {
    this.deadlines = deadlines;
    this.activity = activity;
  }

  @Override
  public Optional<Instant> nextDue() {
    return deadlines.nextDue();
  }

  @Override
  public boolean idle(Instant now) {
    return deadlines.idle(now);
  }

  @Override
  public Map<String, Long> counters() {
    return Map.of("fired", activity.snapshot().deadlinesFired());
  }

  @Override
  public void wake() {
    deadlines.wake();
  }
}
