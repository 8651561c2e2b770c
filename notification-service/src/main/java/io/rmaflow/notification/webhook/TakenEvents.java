package io.rmaflow.notification.webhook;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.eventing.EventConsumer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hands every event of a topic on to the subscribers: all of a transaction together, at its end, as
 * each alone would cost more than everything else that is done about most of them.
 */
record TakenEvents(String topic, Webhooks webhooks, WebhookSender sender) implements EventConsumer {

  @Override
  public void on(EventEnvelope<?> event) {
    ofThisTransaction().events.add(event);
  }

  private InOneGo ofThisTransaction() {
    for (TransactionSynchronization each :
        TransactionSynchronizationManager.getSynchronizations()) {
      if (each instanceof InOneGo present) {
        return present;
      }
    }
    InOneGo begun = new InOneGo();
    TransactionSynchronizationManager.registerSynchronization(begun);
    return begun;
  }

  private final class InOneGo implements TransactionSynchronization {

    private final List<EventEnvelope<?>> events = new ArrayList<>();

    @Override
    public void beforeCommit(boolean readOnly) {
      if (webhooks.take(events)) {
        sender.wakeAfterCommit();
      }
    }
  }
}
