package io.rmaflow.rma.cases;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.PersonalData;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.InquiryKind;
import io.rmaflow.events.rma.CaseEvent.KnownAs;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolution;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.RuledOut;
import io.rmaflow.events.rma.CaseEvent.SubmittedBy;
import io.rmaflow.events.rma.CaseEvent.Warning;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.loaner.LoanerPromise;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as it is read back. Instants are those of RMA-9; dates are days in Japan; what is not
 * known or not of this procedure is null.
 *
 * @param customerId the present one
 * @param namedAs the ID of the earlier system by which the customer was named; null where it was
 *     the present one
 * @param customerIdAsGiven as that ID was typed, where that is another spelling
 * @param submittedBy who sent the request: the customer, or an agency in its name
 * @param customerShippedAt when the customer handed the faulty unit to the carrier; the receipt
 *     stands for it where that was never reported
 * @param arrivedAt when the engineer arrived, of two visits the first; also in {@code visit}
 * @param restoredAt when the unit worked again (ONS-22); also in {@code visit}
 * @param returnedLateBusinessDays business days after the due day on which the faulty unit left; 0
 *     in time, null while it has not left
 * @param loanerPromise what is kept for a case that waits for its loaner, now; absent once one has
 *     left, and in what was recorded or true earlier
 * @param version of the case's stream: the place of its last event
 */
record CaseView(
    CaseId caseId,
    @Nullable Procedure procedure,
    CaseStatus status,
    @Nullable String closedBecause,
    @Nullable RmaNumber rmaNumber,
    @Nullable CustomerId customerId,
    @Nullable CustomerId namedAs,
    @Nullable String customerIdAsGiven,
    @Nullable ContactId requesterContactId,
    SubmittedBy submittedBy,
    List<Refusal> refusals,
    List<Warning> warnings,
    @Nullable Entitlement entitlement,
    Instant submittedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant judgedAt,
    @Nullable Instant certifiedAt,
    @Nullable Instant dispatchedAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant customerShippedAt,
    @Nullable Instant receivedAt,
    @Nullable Instant arrivedAt,
    @Nullable Instant restoredAt,
    @Nullable Instant closedAt,
    @Nullable LocalDate provisionalDispatchDue,
    @Nullable LocalDate dispatchDue,
    @Nullable LocalDate dispatchFrom,
    @Nullable LocalDate loanerDispatchDue,
    @Nullable LocalDate returnDue,
    @Nullable LocalDate repairGuideDate,
    @Nullable Instant arrivalTarget,
    @Nullable Instant firstContactDue,
    @Nullable Integer returnedLateBusinessDays,
    Unit unit,
    @Nullable Replacement replacement,
    @Nullable Loaner loaner,
    @Nullable LoanerPromise loanerPromise,
    @Nullable RepairedUnit repairedUnit,
    @Nullable Visit visit,
    List<ShipmentLeg> shipments,
    List<UnexpectedUnitView> unexpectedUnits,
    List<OpenDuty> openDuties,
    List<DeadlineView> deadlines,
    List<Demand> demands,
    boolean chargeable,
    List<String> chargeableParts,
    @Nullable EquivalentView equivalent,
    @Nullable BuyOut buyOut,
    List<Exclusion> exclusions,
    @Nullable String requestedSoftwareVersion,
    @Nullable String faultDescription,
    @Nullable InquiryView inquiry,
    List<AttachmentRef> attachments,
    @Nullable CaseId resubmissionOf,
    long version) {

  /**
   * The unit that the request is about, as far as it was named.
   *
   * @param serialNumberAsGiven as it was typed, where that is another spelling
   */
  record Unit(
      @Nullable SerialNumber serialNumber,
      @Nullable String serialNumberAsGiven,
      @Nullable ProductCode productCode,
      @Nullable String softwareVersion) {}

  /**
   * What was asked (TEC-1) and what came of it.
   *
   * @param reproducible as the customer said (EXC-TEC-12); null where nothing was said
   * @param firstContactAt when the vendor first got in touch
   * @param completionProposedFrom from which day the desk may take it that the customer will not go
   *     on, JST; null while it is not the customer's turn
   * @param answer the last one; null where there is none or it has been erased
   */
  record InquiryView(
      InquiryKind kind,
      @Nullable String question,
      boolean serious,
      List<RuledOut> ruledOut,
      boolean configurationChecked,
      boolean releasesApplied,
      @Nullable String hypervisor,
      @Nullable Boolean reproducible,
      @Nullable Instant firstContactAt,
      @Nullable Instant answeredAt,
      @Nullable LocalDate completionProposedFrom,
      @Nullable String answer) {}

  /** The exchange unit. */
  record Replacement(
      SerialNumber serialNumber,
      ProductCode productCode,
      @Nullable String softwareVersion,
      boolean factoryDefault,
      @Nullable Condition condition) {}

  /**
   * The loaner of the case.
   *
   * @param outstanding whether it is out and not yet back with the vendor
   */
  record Loaner(
      @Nullable SerialNumber serialNumber,
      @Nullable String softwareVersion,
      boolean factoryDefault,
      boolean outstanding) {}

  /** The faulty unit itself, repaired. */
  record RepairedUnit(
      SerialNumber serialNumber, @Nullable String softwareVersion, boolean factoryDefault) {}

  /**
   * The engineer's visit; of two the first, to which the target applies (ONS-16).
   *
   * @param engineer who is to come; null where nobody was named, or the name was erased
   * @param earliestDate ONS-4, JST
   * @param minutesOverTarget whole minutes; 0 on target
   */
  record Visit(
      @Nullable Instant plannedFor,
      @PersonalData @Nullable String engineer,
      LocalDate earliestDate,
      @Nullable Instant arrivedAt,
      @Nullable Boolean onTarget,
      @Nullable Long minutesOverTarget,
      @Nullable Instant restoredAt,
      @Nullable String reason,
      @Nullable Boolean backupSupplied,
      @Nullable Boolean backupRestored,
      @Nullable Boolean checked) {}

  /** One way of one unit, as far as it is known. */
  record ShipmentLeg(
      Leg leg,
      Direction direction,
      Payer payer,
      @Nullable String carrier,
      @Nullable String trackingNumber,
      @Nullable Instant dispatchedAt,
      @Nullable Instant deliveredAt) {}

  /**
   * A unit that came where another was awaited.
   *
   * @param expected null where none was awaited any more, or which one was not known
   * @param resolution what became of it; null while nobody has said, and with it the rest
   * @param reason null where there is none or it has been erased
   */
  record UnexpectedUnitView(
      String receivedId,
      @Nullable SerialNumber expected,
      SerialNumber received,
      Leg leg,
      @Nullable Condition condition,
      Instant receivedAt,
      KnownAs knownAs,
      @Nullable ReceivedUnitResolution resolution,
      @Nullable CaseId belongsToCaseId,
      @Nullable String reason,
      @Nullable Instant resolvedAt) {}

  /** Who has to act. */
  enum Who {
    CUSTOMER,
    VENDOR,
    CARRIER
  }

  /**
   * What somebody has to do next.
   *
   * @param due last day in time, JST, inclusive; null where nothing says by when
   */
  record OpenDuty(Who who, String what, @Nullable LocalDate due) {}

  /**
   * A due time with its derivation.
   *
   * @param due a day, or an instant
   * @param inTime absent while it is not met, and of the reminder that is no last day (MFR-27)
   */
  record DeadlineView(
      String name,
      Object due,
      DueTime.State state,
      @Nullable Instant metAt,
      @Nullable Boolean inTime,
      Deadline.Derivation derivation) {}

  /** Work asked for beyond the service. */
  record Demand(
      RequestedWork work,
      boolean granted,
      @Nullable String code,
      List<String> clauses,
      @Nullable Message message) {}

  /** A product of equivalent function that was offered. */
  record EquivalentView(ProductCode productCode, Instant offeredAt, @Nullable Instant acceptedAt) {}

  /** An exclusion that was found after the acceptance. */
  record Exclusion(String clause, String code, boolean chargeable, Instant foundAt) {}
}
