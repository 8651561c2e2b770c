package io.rmaflow.events.rma;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to one loaner of the pool (MFR-5); stream {@code loaner/<serial number>}. Where
 * it is between a reservation and its release, the case tells.
 */
@Clause("MFR-5")
public sealed interface LoanerEvent extends DomainEvent {

  SerialNumber serialNumber();

  /**
   * The pool has one more loaner.
   *
   * @param toldByCaseId the case that sent it before anybody had added it; absent where somebody
   *     did
   */
  @Wire("LoanerAdded")
  record LoanerAdded(
      SerialNumber serialNumber,
      ProductCode productCode,
      @Nullable String softwareVersion,
      Instant addedAt,
      @Nullable CaseId toldByCaseId)
      implements LoanerEvent {

    /** Added by somebody. */
    public LoanerAdded(
        SerialNumber serialNumber,
        ProductCode productCode,
        @Nullable String softwareVersion,
        Instant addedAt) {
      this(serialNumber, productCode, softwareVersion, addedAt, null);
    }
  }

  /** There is no such loaner: the case that told of it had sent another one. */
  @Wire("LoanerRemoved")
  record LoanerRemoved(SerialNumber serialNumber, CaseId caseId, Instant removedAt)
      implements LoanerEvent {}

  /** The loaner is promised to a case and to no other (MFR-23). */
  @Clause("MFR-23")
  @Wire("LoanerReserved")
  record LoanerReserved(SerialNumber serialNumber, CaseId caseId, Instant reservedAt)
      implements LoanerEvent {}

  /**
   * The loaner is free again.
   *
   * @param because a code: it came back, or it was never sent
   */
  @Wire("LoanerReleased")
  record LoanerReleased(
      SerialNumber serialNumber, CaseId caseId, String because, Instant releasedAt)
      implements LoanerEvent {}
}
