package io.rmaflow.events.rma;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.Wire;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.KnownAs;
import io.rmaflow.events.rma.CaseEvent.Leg;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a parcel that no case could be found for; stream {@code receipt/<ID>}. */
public sealed interface ReceiptEvent extends DomainEvent {

  String receiptId();

  /**
   * A unit lies on the vendor's bench and it is for a person to say which case it belongs to.
   *
   * @param serialNumber as read on the unit; absent where it cannot be read
   * @param serialUnreadableReasonId why it cannot be read, kept apart; absent where it was
   * @param candidates the legs that it may be: several, or none
   */
  @Wire("UnplacedUnitReceived")
  record UnplacedUnitReceived(
      String receiptId,
      @Nullable SerialNumber serialNumber,
      @Nullable TextId serialUnreadableReasonId,
      @Nullable ProductCode productCode,
      @Nullable Condition condition,
      Instant receivedAt,
      @Nullable String carrier,
      @Nullable String trackingNumber,
      KnownAs knownAs,
      List<Candidate> candidates)
      implements ReceiptEvent {

    /** Copies the list. */
    public UnplacedUnitReceived {
      candidates = List.copyOf(candidates);
    }
  }

  /** Somebody said which case it belongs to; that case records the receipt. */
  @Wire("UnplacedUnitPlaced")
  record UnplacedUnitPlaced(String receiptId, CaseId caseId, Leg leg, Instant placedAt)
      implements ReceiptEvent {}

  /**
   * A leg that a unit may be.
   *
   * @param caseId the case
   * @param leg its leg
   */
  record Candidate(CaseId caseId, Leg leg) {}
}
