package io.rmaflow.rma.casefile;

/** The furthest step that a case has reached, as the published language names it. */
public enum CaseStatus {
  /** Reported and not yet decided; never seen from outside. */
  SUBMITTED,
  REFUSED,
  ACCEPTED,
  INFORMATION_REQUESTED,
  RMA_ISSUED,
  AWAITING_CONSENT,
  LOANER_SHIPPED,
  LOANER_DELIVERED,
  LOANER_CONFIRMED,
  REPLACEMENT_SHIPPED,
  REPLACEMENT_DELIVERED,
  RETURN_OVERDUE,
  FAULTY_UNIT_DISPATCHED,
  FAULTY_UNIT_RETURNED,
  INSPECTED,
  REPAIRED,
  REPAIRED_UNIT_SHIPPED,
  REPAIRED_UNIT_DELIVERED,
  OPERATION_CONFIRMED,
  LOANER_DISPATCHED,
  VISIT_PLANNED,
  ARRIVED,
  EXCHANGED,
  AWAITING_SECOND_VISIT,
  RESTORED,
  FIRST_CONTACTED,
  ANSWERED,
  CLOSED,
  CANCELLED;

  /** Whether nothing more is expected of anybody. */
  public boolean isEnd() {
    return this == REFUSED || this == CLOSED || this == CANCELLED;
  }
}
