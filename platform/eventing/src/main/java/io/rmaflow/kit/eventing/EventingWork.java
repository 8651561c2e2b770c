package io.rmaflow.kit.eventing;

import io.rmaflow.kit.clock.TimedWork;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events on their way out and in. None of them waits for business time. */
final class EventingWork implements TimedWork {

  private static final Logger LOG = LoggerFactory.getLogger(EventingWork.class);

  private final OutboxStatus outbox;
  private final InboxStatus inbox;
  private final Activity activity;

  EventingWork(OutboxStatus outbox, InboxStatus inbox, Activity activity) {
    this.outbox = outbox;
    this.inbox = inbox;
    this.activity = activity;
  }

  @Override
  public Optional<Instant> nextDue() {
    return Optional.empty();
  }

  @Override
  public boolean idle(Instant now) {
    try {
      return outbox.caughtUp() && inbox.caughtUp();
    } catch (IllegalStateException noAnswer) {
      LOG.debug("the broker cannot be asked", noAnswer);
      return false;
    }
  }

  @Override
  public Map<String, Long> counters() {
    Activity.Snapshot done = activity.snapshot();
    return Map.of(
        "stored", done.eventsStored(),
        "published", done.eventsPublished(),
        "consumed", done.recordsConsumed());
  }

  @Override
  public void wake() {
    // events are worked off as they come, whatever the time is
  }
}
