package io.rmaflow.rma.casefile;

/** The furthest step that a case has reached, as the published language names it. */
public enum CaseStatus {
  /** Reported and not yet decided; never seen from outside. */
  SUBMITTED,
  /** Not accepted, with every reason (RMA-8). */
  REFUSED,
  /** Accepted; the vendor has not judged it yet. */
  ACCEPTED,
  /** The vendor has asked the customer for something. */
  INFORMATION_REQUESTED,
  /** The RMA number was issued. */
  RMA_ISSUED,
  /** An equivalent product was offered, and the customer has not answered. */
  AWAITING_CONSENT,
  /** The loaner has left the vendor. */
  LOANER_SHIPPED,
  /** The loaner is with the customer. */
  LOANER_DELIVERED,
  /** The customer has confirmed that the loaner works. */
  LOANER_CONFIRMED,
  /** The exchange unit has left the vendor. */
  REPLACEMENT_SHIPPED,
  /** The exchange unit is with the customer. */
  REPLACEMENT_DELIVERED,
  /** The faulty unit did not leave the customer in time (CSB-26). */
  RETURN_OVERDUE,
  /** The customer has sent the faulty unit. */
  FAULTY_UNIT_DISPATCHED,
  /** The vendor has received the faulty unit. */
  FAULTY_UNIT_RETURNED,
  /** The vendor has inspected the unit. */
  INSPECTED,
  /** The unit is repaired. */
  REPAIRED,
  /** The repaired unit has left the vendor. */
  REPAIRED_UNIT_SHIPPED,
  /** The repaired unit is with the customer. */
  REPAIRED_UNIT_DELIVERED,
  /** The customer has confirmed that the repaired unit works. */
  OPERATION_CONFIRMED,
  /** The customer has sent the loaner back. */
  LOANER_DISPATCHED,
  /** An engineer's visit is planned. */
  VISIT_PLANNED,
  /** The engineer has arrived. */
  ARRIVED,
  /** The engineer has exchanged the unit or a part. */
  EXCHANGED,
  /** A second visit is necessary (ONS-16). */
  AWAITING_SECOND_VISIT,
  /** The unit works again. */
  RESTORED,
  /** The vendor has got in touch about the inquiry. */
  FIRST_CONTACTED,
  /** The vendor has answered the inquiry. */
  ANSWERED,
  /** Ended, with all done. */
  CLOSED,
  /** Ended by the customer, or because it did not agree. */
  CANCELLED;

  /** Whether nothing more is expected of anybody. */
  public boolean isEnd() {
    return this == REFUSED || this == CLOSED || this == CANCELLED;
  }
}
