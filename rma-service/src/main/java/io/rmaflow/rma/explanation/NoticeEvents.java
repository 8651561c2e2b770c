package io.rmaflow.rma.explanation;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Context;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.notification.NoticeEvent;
import io.rmaflow.events.notification.NoticeEvent.NoticeFailed;
import io.rmaflow.events.notification.NoticeEvent.NoticeSent;
import io.rmaflow.events.notification.NoticeEvent.NoticeSuppressed;
import io.rmaflow.kit.eventing.EventConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in what became of mails, as far as they are about a case. */
@Component
class NoticeEvents implements EventConsumer {

  private final NoticeTable table;

  NoticeEvents(NoticeTable table) {
    this.table = table;
  }

  @Override
  public String topic() {
    return Context.NOTIFICATION.topic();
  }

  @Override
  public void on(EventEnvelope<?> event) {
    if (event.data() instanceof NoticeEvent notice) {
      CaseId caseId = notice.caseId();
      if (caseId != null) {
        table.store(caseId, told(event, notice));
      }
    }
  }

  private static Notice told(EventEnvelope<?> event, NoticeEvent notice) {
    return switch (notice) {
      case NoticeSent _ -> told(event, notice, "SENT", null);
      case NoticeFailed e -> told(event, notice, "FAILED", e.because().name());
      case NoticeSuppressed e -> told(event, notice, "SUPPRESSED", e.because().name());
    };
  }

  private static Notice told(
      EventEnvelope<?> event, NoticeEvent notice, String outcome, @Nullable String because) {
    return new Notice(
        event.id(),
        notice.deliveryId(),
        notice.causedBy(),
        notice.causingEventId(),
        notice.recipientContactId().value(),
        outcome,
        because,
        event.occurredAt(),
        event.recordedAt());
  }
}
