package io.rmaflow.notification.delivery;

import io.rmaflow.events.ContractId;
import io.rmaflow.events.notification.NoticeEvent;
import io.rmaflow.events.notification.NoticeEvent.Failure;
import io.rmaflow.events.notification.NoticeEvent.NoticeFailed;
import io.rmaflow.events.notification.NoticeEvent.NoticeSent;
import io.rmaflow.events.notification.NoticeEvent.NoticeSuppressed;
import io.rmaflow.events.notification.NoticeEvent.Suppression;
import io.rmaflow.kit.eventing.Appends;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.notification.delivery.Deliveries.Claimed;
import io.rmaflow.notification.mail.Mail;
import io.rmaflow.notification.wording.RenderedMail;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends an attempt for good: the status of the delivery and the event that tells of it in one
 * transaction. An attempt that is repeated ends nothing and tells nothing.
 */
@Component
class Endings {

  private static final String STREAM = "delivery/";
  private static final String TYPE = "Delivery";

  private final Deliveries deliveries;
  private final Appends appends;
  private final StoredStreams streams;
  private final TransactionTemplate transaction;

  Endings(
      Deliveries deliveries,
      Appends appends,
      StoredStreams streams,
      PlatformTransactionManager transactions) {
    this.deliveries = deliveries;
    this.appends = appends;
    this.streams = streams;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** The mail server took it; false where the lease was lost meanwhile. */
  boolean sent(Claimed claimed, RenderedMail mail, Instant at) {
    Delivery of = claimed.delivery();
    return ended(
        claimed,
        () -> deliveries.sent(claimed, mail, at),
        new NoticeSent(
            of.deliveryId().toString(),
            of.eventId(),
            of.reason(),
            of.caseId(),
            contractId(of),
            of.recipient(),
            of.attempts(),
            at),
        at);
  }

  /** It will never be sent by itself. */
  boolean failed(
      Claimed claimed, @Nullable RenderedMail mail, String problem, Failure why, Instant at) {
    Delivery of = claimed.delivery();
    return ended(
        claimed,
        () -> deliveries.giveUp(claimed, DeliveryStatus.FAILED, mail, problem),
        new NoticeFailed(
            of.deliveryId().toString(),
            of.eventId(),
            of.reason(),
            of.caseId(),
            contractId(of),
            of.recipient(),
            why,
            of.attempts(),
            at),
        at);
  }

  /** It is not sent on purpose. */
  boolean suppressed(Claimed claimed, String problem, Suppression why, Instant at) {
    Delivery of = claimed.delivery();
    return ended(
        claimed,
        () -> deliveries.giveUp(claimed, DeliveryStatus.SUPPRESSED, null, problem),
        new NoticeSuppressed(
            of.deliveryId().toString(),
            of.eventId(),
            of.reason(),
            of.caseId(),
            contractId(of),
            of.recipient(),
            why,
            at),
        at);
  }

  /** The row is locked by its ending, so that nobody else appends to the stream meanwhile. */
  private boolean ended(Claimed claimed, BooleanSupplier ending, NoticeEvent event, Instant at) {
    String stream = STREAM + claimed.delivery().deliveryId();
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              if (!ending.getAsBoolean()) {
                return false;
              }
              long next = streams.lastSequence(stream).orElse(-1) + 1;
              appends.append(
                  List.of(new Appends.Decided(TYPE, stream, next, List.of(event))),
                  new Recording(at, null, null, claimed.delivery().eventId()));
              return true;
            }));
  }

  private static @Nullable ContractId contractId(Delivery delivery) {
    return delivery.mail() instanceof Mail.AboutContract mail ? mail.contractId() : null;
  }
}
