package io.rmaflow.notification.webhook;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.eventing.EventConsumer;
import io.rmaflow.kit.jdbc.InOneGo;

/** Hands every event of a topic on to the subscribers, all of a transaction together. */
record TakenEvents(String topic, InOneGo<EventEnvelope<?>> taken) implements EventConsumer {

  static TakenEvents of(String topic, Webhooks webhooks, WebhookSender sender) {
    return new TakenEvents(
        topic,
        new InOneGo<>(
            events -> {
              if (webhooks.take(events)) {
                sender.wakeAfterCommit();
              }
            }));
  }

  @Override
  public void on(EventEnvelope<?> event) {
    taken.add(event);
  }
}
