package io.rmaflow.notification.webhook;

import io.rmaflow.kit.clock.TimedWork;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Lets a move of the sandbox clock wait until every call that is due has been made. */
record WebhookWork(Webhooks webhooks, WebhookSender sender) implements TimedWork {

  @Override
  public Optional<Instant> nextDue() {
    return webhooks.nextDue();
  }

  @Override
  public boolean idle(Instant now) {
    return !webhooks.isSending() && webhooks.nextDue().filter(due -> !due.isAfter(now)).isEmpty();
  }

  @Override
  public Map<String, Long> counters() {
    return Map.of("calls", sender.calls());
  }

  @Override
  public void wake() {
    sender.wake();
  }
}
