package io.rmaflow.notification.webhook;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.eventing.EventConsumer;

/** Hands every event of a topic on to the subscribers. */
record TakenEvents(String topic, Webhooks webhooks, WebhookSender sender) implements EventConsumer {

  @Override
  public void on(EventEnvelope<?> event) {
    if (webhooks.take(event)) {
      sender.wakeAfterCommit();
    }
  }
}
