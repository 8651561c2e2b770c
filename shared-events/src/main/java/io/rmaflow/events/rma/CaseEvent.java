package io.rmaflow.events.rma;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Derived;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.events.Wire;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can happen to one RMA case, from the failure report to its closure; stream: the case ID. */
public sealed interface CaseEvent extends DomainEvent {

  CaseId caseId();

  // ---- intake

  /**
   * A request arrived, accepted or not. What the customer said stands here as it was given; what a
   * person could be known by is referenced.
   *
   * @param procedure what was asked for, absent where the customer left the choice to us (RMA-10)
   * @param softwareVersion as written, well formed or not
   * @param submittedAt decides entitlement, exclusions and version support
   * @param inquiry what is asked, of a technical inquiry (TEC-1); absent otherwise
   * @param namedAs the ID of the earlier system by which the customer was named (CID-6, A-31);
   *     absent where its present one was
   * @param customerIdAsGiven as that ID was typed, where that is another spelling
   * @param serialNumberAsGiven as it was typed, where that is another spelling
   */
  @Wire("FailureReported")
  record FailureReported(
      CaseId caseId,
      @Nullable Procedure procedure,
      Channel channel,
      @Nullable CustomerId customerId,
      @Nullable SerialNumber serialNumber,
      @Nullable String softwareVersion,
      @Nullable TextId faultDescriptionId,
      @Nullable Boolean webAccessible,
      @Nullable Isolation isolation,
      boolean requestSheet,
      boolean backup,
      boolean log,
      List<AttachmentRef> attachments,
      @Nullable String requestedSoftwareVersion,
      @Nullable ContactId requesterContactId,
      SubmittedBy submittedBy,
      @Nullable SiteId siteId,
      @Nullable String siteFingerprint,
      @Nullable String ownerFingerprint,
      @Nullable SiteId deliverToSiteId,
      @Nullable ContactId deliverToContactId,
      Declarations declarations,
      @Nullable CaseId resubmissionOf,
      Instant submittedAt,
      @Nullable Inquiry inquiry,
      @Nullable CustomerId namedAs,
      @Nullable String customerIdAsGiven,
      @Nullable String serialNumberAsGiven)
      implements CaseEvent {

    public FailureReported {
      attachments = List.copyOf(attachments);
    }
  }

  /**
   * The request passed every check (RMA-8).
   *
   * @param entitlement the cover that the case rests on (GEN-1, RMA-10)
   * @param acceptedAt when the clock began: the submission, or the next opening (CAL-5, A-04)
   * @param provisionalDispatchDue shown at intake, replaced by the judgement's date (CSB-1, CSB-2)
   * @param latestSoftwareVersion the product's newest release at that time, absent where none is
   *     known; the replacement is shipped with it unless one was requested (CSB-15)
   * @param productFamily decides which parts may be exchanged (ONS-13) and which list of exclusions
   *     is the inquiry's; absent where the catalogue had not told of the product
   * @param arrivalTargetHours on-site service's target for this site, in hours (ONS-7); absent
   *     elsewhere
   */
  @Clause("RMA-8")
  @Wire("RequestAccepted")
  record RequestAccepted(
      CaseId caseId,
      Procedure procedure,
      CustomerId customerId,
      SerialNumber serialNumber,
      ProductCode productCode,
      Entitlement entitlement,
      Instant acceptedAt,
      @Nullable LocalDate provisionalDispatchDue,
      @Nullable String latestSoftwareVersion,
      SiteId registeredSiteId,
      @Nullable ContactId requesterContactId,
      List<Warning> warnings,
      int calendarVersion,
      int settingsVersion,
      @Nullable ProductFamily productFamily,
      @Nullable Integer arrivalTargetHours)
      implements CaseEvent {

    public RequestAccepted {
      warnings = List.copyOf(warnings);
    }
  }

  /** The request failed; every reason at once (RMA-8, NOT-16). */
  @Clause({"RMA-8", "NOT-16"})
  @Wire("RequestRefused")
  record RequestRefused(
      CaseId caseId,
      Procedure procedure,
      @Nullable CustomerId customerId,
      @Nullable SerialNumber serialNumber,
      @Nullable ContactId requesterContactId,
      List<Refusal> refusals,
      int calendarVersion,
      int settingsVersion)
      implements CaseEvent {

    public RequestRefused {
      refusals = List.copyOf(refusals);
    }
  }

  /** The desk asked the customer for logs, settings or the like (CSB-10). */
  @Clause("CSB-10")
  @Wire("InformationRequested")
  record InformationRequested(CaseId caseId, @Nullable TextId textId, Instant requestedAt)
      implements CaseEvent {}

  /** The customer answered; the case goes on where it stood. */
  @Wire("InformationProvided")
  record InformationProvided(
      CaseId caseId, @Nullable TextId textId, List<AttachmentRef> attachments, Instant providedAt)
      implements CaseEvent {

    public InformationProvided {
      attachments = List.copyOf(attachments);
    }
  }

  // ---- judgement

  /** The vendor judged a hardware fault (GEN-6); this instant is the clock of CSB-2. */
  @Clause({"GEN-6", "CSB-2", "CSB-11", "MFR-3"})
  @Wire("HardwareFaultJudged")
  record HardwareFaultJudged(
      CaseId caseId, @Correctable Instant judgedAt, @Nullable TextId reasonId)
      implements CaseEvent, CorrectableFact<HardwareFaultJudged> {}

  /** The vendor judged that the hardware is sound (GEN-6). */
  @Clause("GEN-6")
  @Wire("NoHardwareFaultJudged")
  record NoHardwareFaultJudged(CaseId caseId, Instant judgedAt, @Nullable TextId reasonId)
      implements CaseEvent {}

  /**
   * The RMA number was issued: never before the judgement, never twice (RMA-5, NOT-5).
   *
   * @param returnPayer who pays for sending the faulty unit (SHP-2, SHP-4, SHP-8, SHP-10); absent
   *     where the customer sends none, and in events of before it was told
   */
  @Clause({"RMA-5", "NOT-5", "WAR-15", "CSB-23", "MFR-23", "DOA-5"})
  @Wire("RmaNumberIssued")
  record RmaNumberIssued(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber serialNumber,
      @Nullable Payer returnPayer)
      implements CaseEvent {}

  /**
   * Logistics is told what to send, before anything has left.
   *
   * @param softwareVersion what to install: the requested version or the latest (CSB-3, CSB-15)
   * @param dispatchDue last day for handing it to the carrier, JST
   */
  @Wire("ShipmentOrdered")
  record ShipmentOrdered(
      CaseId caseId,
      RmaNumber rmaNumber,
      Leg leg,
      ProductCode productCode,
      @Nullable String softwareVersion,
      boolean factoryDefault,
      Payer payer,
      SiteId shipToSiteId,
      @Nullable ContactId shipToContactId,
      LocalDate dispatchDue)
      implements CaseEvent {}

  /** Nothing is to be sent after all, or something else will be ordered. */
  @Wire("ShipmentOrderCancelled")
  record ShipmentOrderCancelled(CaseId caseId, RmaNumber rmaNumber, Leg leg, String because)
      implements CaseEvent {}

  // ---- equivalent product

  /** The vendor offers a product of equivalent function and performance (CSB-17). */
  @Clause({"CSB-17", "MFR-11", "ONS-19"})
  @Wire("EquivalentOffered")
  record EquivalentOffered(CaseId caseId, ProductCode productCode, Instant offeredAt)
      implements CaseEvent {}

  /** The customer agreed to it. */
  @Wire("EquivalentAccepted")
  record EquivalentAccepted(CaseId caseId, ProductCode productCode, Instant answeredAt)
      implements CaseEvent {}

  // ---- the replacement

  /** An exchange unit left for the customer (CSB-23); no return duty starts here. */
  @Clause("CSB-23")
  @Wire("ReplacementShipped")
  record ReplacementShipped(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber faultySerialNumber,
      @Correctable SerialNumber serialNumber,
      @Correctable ProductCode productCode,
      @Correctable @Nullable String softwareVersion,
      @Correctable boolean factoryDefault,
      @Correctable @Nullable Condition condition,
      @Correctable Shipment shipment,
      @Correctable Instant dispatchedAt)
      implements CaseEvent, CorrectableFact<ReplacementShipped>, OtherUnitSent {}

  /**
   * The exchange unit reached the customer (CSB-20, A-77); cover passes to it at this instant.
   *
   * @param serialNumber the exchange unit, absent while its shipment is not yet known
   */
  @Clause({"CSB-20", "A-77"})
  @Wire("ReplacementDelivered")
  record ReplacementDelivered(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber faultySerialNumber,
      @Nullable SerialNumber serialNumber,
      @Correctable Instant deliveredAt)
      implements CaseEvent, CorrectableFact<ReplacementDelivered> {}

  // ---- the return duty

  /** The faulty unit is owed back from now on (CSB-4); the deadline is set beside it. */
  @Clause("CSB-4")
  @Wire("ReturnDutyOpened")
  record ReturnDutyOpened(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber serialNumber,
      LocalDate returnDue)
      implements CaseEvent, Derived {}

  /**
   * The customer handed the faulty unit to the carrier; this decides whether it is in time.
   */
  @Clause("A-09")
  @Wire("FaultyUnitDispatched")
  record FaultyUnitDispatched(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber serialNumber,
      @Correctable Shipment shipment,
      @Correctable Instant customerShippedAt)
      implements CaseEvent, CorrectableFact<FaultyUnitDispatched> {}

  /**
   * The vendor received the faulty unit.
   *
   * @param serialUnreadableReasonId why its serial number could not be read and it is taken to be
   *     the awaited unit, kept apart; absent where it was read, and in events of before it was told
   */
  @Wire("FaultyUnitReturned")
  record FaultyUnitReturned(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      @Correctable SerialNumber serialNumber,
      @Correctable @Nullable Condition condition,
      @Correctable Instant receivedAt,
      @Nullable TextId serialUnreadableReasonId)
      implements CaseEvent, CorrectableFact<FaultyUnitReturned> {

    /** Of a unit whose serial number was read. */
    public FaultyUnitReturned(
        CaseId caseId,
        RmaNumber rmaNumber,
        CustomerId customerId,
        SerialNumber serialNumber,
        @Nullable Condition condition,
        Instant receivedAt) {
      this(caseId, rmaNumber, customerId, serialNumber, condition, receivedAt, null);
    }
  }

  /** The customer asks to keep the faulty unit for a fee (CSB-27, A-59). */
  @Clause({"CSB-27", "A-59"})
  @Wire("BuyOutRequested")
  record BuyOutRequested(CaseId caseId, @Nullable TextId reasonId, Instant requestedAt)
      implements CaseEvent {}

  /**
   * The vendor agreed; settles the return duty. Chargeable; the price is in yen.
   *
   * @param reasonId why, where a reason was given
   */
  @Clause("A-59")
  @Wire("BuyOutAgreed")
  record BuyOutAgreed(
      CaseId caseId,
      @Correctable long priceYen,
      @Correctable Instant agreedAt,
      @Nullable TextId reasonId)
      implements CaseEvent, CorrectableFact<BuyOutAgreed> {}

  /**
   * The vendor declined; the old due date stands.
   *
   * @param reasonId why, where a reason was given
   */
  @Clause("A-59")
  @Wire("BuyOutDeclined")
  record BuyOutDeclined(CaseId caseId, Instant declinedAt, @Nullable TextId reasonId)
      implements CaseEvent {}

  // ---- initial failure (DOA)

  /** A person certified the initial failure, with the basis recorded (DOA-6, A-50). */
  @Clause({"DOA-6", "A-50"})
  @Wire("DoaCertified")
  record DoaCertified(
      CaseId caseId,
      RmaNumber rmaNumber,
      @Nullable TextId basisId,
      @Correctable Instant certifiedAt)
      implements CaseEvent, CorrectableFact<DoaCertified> {}

  /**
   * It is no initial failure; the case goes on under what else covers the unit (RMA-10, A-57).
   *
   * @param refusal {@code DOA_CONDITIONS_NOT_MET}, which stands in the case
   * @param procedure what the case follows from now on; absent where nothing covers the unit
   * @param entitlement the cover that it then rests on; absent where nothing covers the unit
   * @param returnPayer who pays for sending the faulty unit from now on; absent where the customer
   *     sends none, and in events of before it was told
   */
  @Clause({"RMA-10", "A-57"})
  @Wire("DoaDeclined")
  record DoaDeclined(
      CaseId caseId,
      RmaNumber rmaNumber,
      @Nullable TextId basisId,
      Refusal refusal,
      @Nullable Procedure procedure,
      @Nullable Entitlement entitlement,
      Instant declinedAt,
      @Nullable Payer returnPayer)
      implements CaseEvent {}

  // ---- the loaner (MFR)

  /** A loaner left for the customer (MFR-5, MFR-23). */
  @Clause({"MFR-5", "MFR-23"})
  @Wire("LoanerShipped")
  record LoanerShipped(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber faultySerialNumber,
      @Correctable SerialNumber serialNumber,
      @Correctable @Nullable String softwareVersion,
      @Correctable boolean factoryDefault,
      @Correctable Shipment shipment,
      @Correctable Instant dispatchedAt)
      implements CaseEvent, CorrectableFact<LoanerShipped>, OtherUnitSent {}

  /**
   * The loaner reached the customer (MFR-19).
   *
   * @param serialNumber the loaner, absent while its shipment is not yet known
   */
  @Clause("MFR-19")
  @Wire("LoanerDelivered")
  record LoanerDelivered(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      @Nullable SerialNumber serialNumber,
      @Correctable Instant deliveredAt)
      implements CaseEvent, CorrectableFact<LoanerDelivered> {}

  /** The customer runs normally on the loaner and now sends the faulty unit (MFR-26, MFR-27). */
  @Clause({"MFR-26", "MFR-27"})
  @Wire("LoanerOperationConfirmed")
  record LoanerOperationConfirmed(
      CaseId caseId, RmaNumber rmaNumber, CustomerId customerId, @Correctable Instant confirmedAt)
      implements CaseEvent, CorrectableFact<LoanerOperationConfirmed> {}

  /**
   * The loaner is to come back: only once the repaired unit runs (MFR-30), or nothing is repaired.
   */
  @Clause("MFR-30")
  @Wire("LoanerReturnRequested")
  record LoanerReturnRequested(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      @Nullable SerialNumber serialNumber,
      Instant requestedAt)
      implements CaseEvent, Derived {}

  /** The customer handed the loaner to the carrier (SHP-7). */
  @Clause("SHP-7")
  @Wire("LoanerDispatched")
  record LoanerDispatched(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      @Nullable SerialNumber serialNumber,
      @Correctable Shipment shipment,
      @Correctable Instant customerShippedAt)
      implements CaseEvent, CorrectableFact<LoanerDispatched> {}

  /**
   * The vendor received the loaner.
   *
   * @param serialUnreadableReasonId why its serial number could not be read and it is taken to be
   *     the awaited loaner, kept apart; absent where it was read, and in events of before it was
   *     told
   */
  @Wire("LoanerReturned")
  record LoanerReturned(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      @Correctable @Nullable SerialNumber serialNumber,
      @Correctable @Nullable Condition condition,
      @Correctable Instant receivedAt,
      @Nullable TextId serialUnreadableReasonId)
      implements CaseEvent, CorrectableFact<LoanerReturned> {

    /** Of a loaner whose serial number was read. */
    public LoanerReturned(
        CaseId caseId,
        RmaNumber rmaNumber,
        CustomerId customerId,
        @Nullable SerialNumber serialNumber,
        @Nullable Condition condition,
        Instant receivedAt) {
      this(caseId, rmaNumber, customerId, serialNumber, condition, receivedAt, null);
    }
  }

  /** It is time to ask for the loaner once more. */
  @Clause("A-54")
  @Wire("LoanerReturnReminderDue")
  record LoanerReturnReminderDue(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      @Nullable SerialNumber serialNumber,
      @Nullable ContactId requesterContactId,
      LocalDate reminderDue)
      implements CaseEvent {}

  /** The loaner has still not come back; a reminder, nothing is enforced. */
  @Clause("A-54")
  @Wire("LoanerReturnOverdue")
  record LoanerReturnOverdue(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      @Nullable SerialNumber serialNumber,
      @Nullable ContactId requesterContactId,
      LocalDate reminderDue)
      implements CaseEvent {}

  /** It is time to ask for the faulty unit once more (MFR-27, A-54). */
  @Clause({"MFR-27", "A-54"})
  @Wire("FaultyUnitReminderDue")
  record FaultyUnitReminderDue(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber serialNumber,
      @Nullable ContactId requesterContactId,
      LocalDate reminderDue)
      implements CaseEvent {}

  // ---- the repair (MFR, WAR)

  /**
   * The vendor checked the faulty unit.
   *
   * @param chargeablePartIds consumables to be charged, each in words (MFR-14, WAR-17)
   */
  @Wire("UnitInspected")
  record UnitInspected(
      CaseId caseId,
      RmaNumber rmaNumber,
      List<TextId> chargeablePartIds,
      @Correctable Instant inspectedAt)
      implements CaseEvent, CorrectableFact<UnitInspected> {

    public UnitInspected {
      chargeablePartIds = List.copyOf(chargeablePartIds);
    }
  }

  /**
   * About how long the repair takes, told to the customer (MFR-28, WAR-19, NOT-8).
   *
   * @param estimateDays calendar days from the inspection, a guide only
   */
  @Clause({"MFR-28", "WAR-19", "NOT-8"})
  @Wire("RepairEstimated")
  record RepairEstimated(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      @Correctable(max = 1_000) int estimateDays,
      @Correctable Instant estimatedAt)
      implements CaseEvent, CorrectableFact<RepairEstimated> {}

  /** The unit is repaired. */
  @Wire("RepairCompleted")
  record RepairCompleted(CaseId caseId, RmaNumber rmaNumber, @Correctable Instant completedAt)
      implements CaseEvent, CorrectableFact<RepairCompleted> {}

  /**
   * The repaired unit, or after a declined equivalent the unrepaired one, left for the customer.
   */
  @Wire("RepairedUnitShipped")
  record RepairedUnitShipped(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber serialNumber,
      @Correctable @Nullable String softwareVersion,
      @Correctable boolean factoryDefault,
      @Correctable Shipment shipment,
      @Correctable Instant dispatchedAt)
      implements CaseEvent, CorrectableFact<RepairedUnitShipped> {}

  /** It reached the customer. */
  @Wire("RepairedUnitDelivered")
  record RepairedUnitDelivered(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber serialNumber,
      @Correctable Instant deliveredAt)
      implements CaseEvent, CorrectableFact<RepairedUnitDelivered> {}

  /** The customer runs normally on the repaired unit (MFR-29). */
  @Clause("MFR-29")
  @Wire("NormalOperationConfirmed")
  record NormalOperationConfirmed(
      CaseId caseId, RmaNumber rmaNumber, CustomerId customerId, @Correctable Instant confirmedAt)
      implements CaseEvent, CorrectableFact<NormalOperationConfirmed> {}

  // ---- on site (ONS)

  /**
   * An engineer will visit.
   *
   * @param engineerId who, kept apart
   */
  @Wire("VisitPlanned")
  record VisitPlanned(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      Instant plannedFor,
      @Nullable TextId engineerId,
      Instant plannedAt)
      implements CaseEvent {}

  /**
   * The engineer arrived; {@code DeadlineMet} tells whether on target, which is a goal (ONS-3).
   *
   * @param visit 1 for the first visit, 2 for the one after a motherboard was found at fault
   * @param reasonId why the target was missed (traffic …), where it was
   */
  @Clause("ONS-3")
  @Wire("EngineerArrived")
  record EngineerArrived(
      CaseId caseId,
      RmaNumber rmaNumber,
      int visit,
      @Nullable TextId reasonId,
      @Correctable Instant arrivedAt)
      implements CaseEvent, CorrectableFact<EngineerArrived>, OfAVisit {}

  /** The whole unit was exchanged on site; cover passes to the new one at this instant (ONS-12). */
  @Clause("ONS-12")
  @Wire("UnitExchanged")
  record UnitExchanged(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber faultySerialNumber,
      @Correctable SerialNumber serialNumber,
      @Correctable ProductCode productCode,
      @Correctable @Nullable String softwareVersion,
      @Correctable Instant exchangedAt)
      implements CaseEvent, CorrectableFact<UnitExchanged>, OtherUnitSent {}

  /**
   * A part was exchanged on site (ONS-13); the unit stays what it is.
   *
   * @param partId which part, in words
   */
  @Clause("ONS-13")
  @Wire("PartExchanged")
  record PartExchanged(
      CaseId caseId,
      RmaNumber rmaNumber,
      SerialNumber serialNumber,
      @Nullable TextId partId,
      int visit,
      @Correctable Instant exchangedAt)
      implements CaseEvent, CorrectableFact<PartExchanged>, OfAVisit {}

  /**
   * The unit works again: the on-site service is complete (ONS-22).
   *
   * @param backupRestored whether the customer's backup file was put back (ONS-14)
   * @param checked whether the unit was checked by itself and in the browser (ONS-15)
   * @param backupSupplied whether the customer supplied one at all (ONS-14); absent in events of
   *     before it was told
   */
  @Clause("ONS-22")
  @Wire("ServiceRestored")
  record ServiceRestored(
      CaseId caseId,
      RmaNumber rmaNumber,
      @Correctable boolean backupRestored,
      boolean checked,
      @Correctable Instant restoredAt,
      @Correctable @Nullable Boolean backupSupplied)
      implements CaseEvent, CorrectableFact<ServiceRestored> {}

  /** The reporting contact was told (ONS-17, ONS-18). */
  @Clause({"ONS-17", "ONS-18"})
  @Wire("RestorationReported")
  record RestorationReported(
      CaseId caseId,
      RmaNumber rmaNumber,
      @Nullable ContactId contactId,
      ReportMethod method,
      Instant reportedAt)
      implements CaseEvent {}

  /**
   * The motherboard is the cause: a second exchange follows after some days (ONS-16).
   *
   * @param plannedFor when; absent while it is not yet known
   */
  @Clause("ONS-16")
  @Wire("SecondVisitRequired")
  record SecondVisitRequired(
      CaseId caseId,
      RmaNumber rmaNumber,
      SecondVisitCause cause,
      @Nullable Instant plannedFor,
      Instant requiredAt)
      implements CaseEvent {}

  // ---- technical inquiries (TEC, VA)

  /** The desk got in touch (TEC-3, VA-3). */
  @Clause({"TEC-3", "VA-3"})
  @Wire("FirstContactMade")
  record FirstContactMade(CaseId caseId, @Correctable Instant contactedAt)
      implements CaseEvent, CorrectableFact<FirstContactMade> {}

  /** The first contact is due today and has not been made: the desk is reminded (NOT-11). */
  @Clause("NOT-11")
  @Wire("FirstContactDue")
  record FirstContactDue(CaseId caseId, CustomerId customerId, Instant firstContactDue)
      implements CaseEvent {}

  /**
   * The time for the first contact is over and nobody was in touch: told above the desk (NOT-11).
   */
  @Clause("NOT-11")
  @Wire("FirstContactOverdue")
  record FirstContactOverdue(CaseId caseId, CustomerId customerId, Instant firstContactDue)
      implements CaseEvent, Derived {}

  /** The vendor answered; what it said is kept apart. */
  @Wire("InquiryAnswered")
  record InquiryAnswered(CaseId caseId, @Nullable TextId answerId, Instant answeredAt)
      implements CaseEvent {}

  /** The inquiry is complete, for one of five reasons (TEC-9 to TEC-13, VA-14). */
  @Clause({"TEC-9", "TEC-10", "TEC-11", "TEC-12", "TEC-13", "VA-14"})
  @Wire("InquiryCompleted")
  record InquiryCompleted(CaseId caseId, CompletionReason reason, Instant completedAt)
      implements CaseEvent {}

  // ---- due times

  /** Something became due. */
  @Wire("DeadlineSet")
  record DeadlineSet(CaseId caseId, Deadline deadline) implements CaseEvent, Derived {}

  /** An open due time changed; both stand here, with the reason as a code. */
  @Wire("DeadlineMoved")
  record DeadlineMoved(CaseId caseId, Deadline before, Deadline after, String because)
      implements CaseEvent, Derived {}

  /** What was due was done, in time or late. */
  @Wire("DeadlineMet")
  record DeadlineMet(CaseId caseId, Deadline.Name name, Instant metAt, boolean inTime)
      implements CaseEvent, Derived {}

  /** What was due is due no longer. */
  @Wire("DeadlineCancelled")
  record DeadlineCancelled(CaseId caseId, Deadline.Name name, String because)
      implements CaseEvent, Derived {}

  /** It is time to remind the customer of the return (NOT-7). */
  @Clause("NOT-7")
  @Wire("ReturnReminderDue")
  record ReturnReminderDue(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber serialNumber,
      @Nullable ContactId requesterContactId,
      Occasion occasion,
      LocalDate returnDue)
      implements CaseEvent {}

  /** The last day for the return is over: 00:00 JST of the calendar day after it (CSB-26). */
  @Clause("CSB-26")
  @Wire("ReturnOverdue")
  record ReturnOverdue(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber serialNumber,
      LocalDate returnDue)
      implements CaseEvent, Derived {}

  /** A fact known later showed that the return was not overdue, or not yet. */
  @Wire("ReturnOverdueWithdrawn")
  record ReturnOverdueWithdrawn(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      SerialNumber serialNumber,
      String because)
      implements CaseEvent, Derived {}

  /** The vendor's own dispatch is late: 00:00 JST of the calendar day after it was due. */
  @Wire("DispatchOverdue")
  record DispatchOverdue(CaseId caseId, RmaNumber rmaNumber, Leg leg, LocalDate dispatchDue)
      implements CaseEvent, Derived {}

  // ---- what nobody awaited

  /**
   * Another unit was received than the one that is awaited on that leg, or one that nobody awaits.
   * Nothing is settled by it: the duty goes on until the awaited unit comes or somebody accepts
   * this one instead.
   *
   * @param receivedId names it in {@code ReceivedUnitResolved}; made of what was received when, so
   *     that the same fact has the same ID whenever it becomes known
   * @param expected the unit that is awaited; absent where none is any more, or which one is not
   *     known
   * @param received as read on the unit
   * @param leg on which it came, or ({@code REPAIRED_UNIT} with a shipment) left for the customer
   * @param receivedAt when it came, or left
   * @param shipment of one that left for the customer; absent for one that came in
   */
  @Wire("UnexpectedUnitReceived")
  record UnexpectedUnitReceived(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      String receivedId,
      @Nullable SerialNumber expected,
      SerialNumber received,
      Leg leg,
      @Nullable Condition condition,
      Instant receivedAt,
      KnownAs knownAs,
      @Nullable Shipment shipment)
      implements CaseEvent {}

  /**
   * Somebody decided what becomes of a unit that nobody awaited. Where it is accepted instead of
   * the awaited one, the next event records that as of its receipt; where it belongs to a case,
   * that case records the receipt.
   *
   * @param belongsToCaseId the case that it belongs to; absent otherwise
   */
  @Wire("ReceivedUnitResolved")
  record ReceivedUnitResolved(
      CaseId caseId,
      RmaNumber rmaNumber,
      CustomerId customerId,
      String receivedId,
      SerialNumber received,
      Leg leg,
      ReceivedUnitResolution resolution,
      @Nullable CaseId belongsToCaseId,
      @Nullable TextId reasonId,
      Instant resolvedAt)
      implements CaseEvent {}

  // ---- at any time

  /**
   * Inspection or review found an exclusion after all; the return duty stays.
   *
   * @param item the clause in words; absent in what was recorded before they were told
   */
  @Clause("A-75")
  @Wire("ExclusionFound")
  record ExclusionFound(
      CaseId caseId,
      String clause,
      String code,
      @Nullable Message item,
      @Nullable TextId foundId,
      boolean chargeable,
      Instant foundAt)
      implements CaseEvent {}

  /** Work beyond the service was asked for and granted. */
  @Wire("DemandGranted")
  record DemandGranted(CaseId caseId, RequestedWork work, Instant demandedAt)
      implements CaseEvent {}

  /** Work beyond the service was asked for and refused; the case goes on. */
  @Wire("DemandRefused")
  record DemandRefused(CaseId caseId, RequestedWork work, Refusal refusal, Instant demandedAt)
      implements CaseEvent {}

  /** Somebody wrote something down. */
  @Wire("NoteAdded")
  record NoteAdded(CaseId caseId, TextId textId) implements CaseEvent {}

  /** An administrator set a rule aside, with a reason. */
  @Wire("RuleOverridden")
  record RuleOverridden(CaseId caseId, String rule, @Nullable TextId reasonId)
      implements CaseEvent {}

  /**
   * A recorded fact was wrong; what it says now. The event that it corrects stays as it is.
   *
   * @param ofEvent the name of the corrected event
   * @param field the corrected field of its payload
   * @param value the right value, as text in the field's own notation
   * @param visit of which visit, where a case has the fact of each one (ONS-16); absent of other
   *     facts, and in events of before it was told: then the last one known by that time
   */
  @Wire("FactCorrected")
  record FactCorrected(
      CaseId caseId,
      String ofEvent,
      String field,
      String value,
      @Nullable TextId reasonId,
      @Nullable Integer visit)
      implements CaseEvent {

    /** Of a fact that a case has once. */
    public FactCorrected(
        CaseId caseId, String ofEvent, String field, String value, @Nullable TextId reasonId) {
      this(caseId, ofEvent, field, value, reasonId, null);
    }

    /**
     * What a fact says now, where it is that fact and its field of that type which is corrected;
     * nothing where it is another one.
     */
    public <V> Optional<V> value(Class<? extends CorrectableFact<?>> fact, Class<V> type) {
      return CorrectableFields.of(fact)
          .filter(fields -> fields.event().equals(ofEvent))
          .flatMap(fields -> fields.field(field))
          .flatMap(corrected -> corrected.of(type))
          .map(corrected -> corrected.recorded(value));
    }
  }

  /** The request was withdrawn, or counts as withdrawn (CSB-18). */
  @Clause({"CSB-18", "MFR-12", "ONS-19"})
  @Wire("CaseCancelled")
  record CaseCancelled(
      CaseId caseId, String because, @Nullable TextId reasonId, Instant cancelledAt)
      implements CaseEvent {}

  /** Nothing is left to do. */
  @Wire("CaseClosed")
  record CaseClosed(CaseId caseId, String because, Instant closedAt)
      implements CaseEvent, Derived {}

  // ---- what several facts have in common

  /** A fact of which a case has one for each visit (ONS-16). */
  interface OfAVisit {

    /** 1 for the first visit, 2 for the one after a motherboard was found at fault. */
    int visit();
  }

  /** A fact by which the vendor sent, or brought, another unit than the faulty one. */
  interface OtherUnitSent {

    /** That other unit. */
    SerialNumber serialNumber();
  }

  // ---- values

  /** The procedures of the policy. */
  enum Procedure {
    /** An exchange unit is sent first, the faulty unit comes back after. */
    CROSS_SEND_BACK,
    /** The unit is repaired by the vendor while a loaner stands in for it. */
    MANUFACTURER,
    /** An engineer comes and exchanges it. */
    ONSITE,
    /** The unit is repaired under its warranty, without a loaner. */
    WARRANTY,
    /** The unit failed when it was new and is exchanged for a new one. */
    DOA,
    /** A question is answered; no unit is moved. */
    TECHNICAL_INQUIRY,
    /** The desk finds out first what a request is about. */
    TRIAGE
  }

  /** How a request reached the vendor (RMA-4, EXC-CSB-5). */
  @Clause({"RMA-4", "EXC-CSB-5"})
  enum Channel {
    /** By the form on the web. */
    FORM,
    /** By the phone number of on-site maintenance. */
    ONSITE_PHONE,
    /** By any other phone number. */
    PHONE,
    /** By mail. */
    EMAIL,
    /** By fax. */
    FAX,
    /** In person. */
    VISIT
  }

  /** Who sent the request; an agency may, in the customer's name. */
  @Clause("A-80")
  enum SubmittedBy {
    /** The customer itself. */
    CUSTOMER,
    /** An agency, in the customer's name. */
    AGENCY
  }

  /**
   * What the customer's primary isolation found (RMA-1, CSB-6, CSB-7, CSB-8).
   *
   * @param selfDiagnosisReasonId why the self-diagnosis could not be run
   */
  @Clause({"RMA-1", "CSB-6", "CSB-7", "CSB-8"})
  record Isolation(
      IsolationResult result,
      boolean checkSheet,
      SelfDiagnosis selfDiagnosis,
      @Nullable TextId selfDiagnosisReasonId,
      @Nullable Boolean networkFaultOrSettingChange,
      @Nullable Boolean fixedInLatestSoftware) {}

  /** The result of the primary isolation. */
  enum IsolationResult {
    /** The hardware is faulty. */
    HARDWARE_FAULT,
    /** The software has a defect. */
    SOFTWARE_DEFECT,
    /** It cannot be told. */
    UNCLEAR,
    /** No isolation was done. */
    NOT_DONE
  }

  /** The result of the unit's self-diagnosis program. */
  enum SelfDiagnosis {
    /** It found nothing. */
    PASSED,
    /** It found a fault. */
    FAILED,
    /** It could not be run; the reason says why. */
    NOT_EXECUTABLE,
    /** It was not run. */
    NOT_DONE
  }

  /** What the customer declares about the unit and about what is wanted. */
  record Declarations(
      boolean openedOrModified,
      boolean installedAtHeight,
      Cause cause,
      Purpose purpose,
      List<RequestedWork> requestedWork,
      @Nullable String usedInCountry,
      @Nullable String relatedHotfix,
      @Nullable Boolean reproducible,
      @Nullable Boolean licenceValid,
      @Nullable Boolean fixInstalled) {

    public Declarations {
      requestedWork = List.copyOf(requestedWork);
    }
  }

  /** What the customer takes to be the cause. */
  enum Cause {
    /** Nothing is known of it. */
    UNKNOWN,
    /** Lightning, flood, earthquake and the like. */
    NATURAL_DISASTER,
    /** Somebody who is neither the customer nor the vendor. */
    THIRD_PARTY,
    /** Handling that the manual does not allow. */
    MISUSE,
    /** A place or a surrounding that the product is not made for. */
    UNSUPPORTED_ENVIRONMENT,
    /** A device that is connected to the unit. */
    OTHER_DEVICE
  }

  /** What the exchange is wanted for. */
  enum Purpose {
    /** The unit does not work. */
    REPAIR,
    /** The unit works and is to be exchanged all the same. */
    PREVENTIVE_EXCHANGE
  }

  /** What a customer may ask for beyond the service. */
  enum RequestedWork {
    /** Finding out for the customer what is faulty. */
    PERFORM_ISOLATION,
    /** Changing the settings of a unit. */
    CONFIG_CHANGE,
    /** Making settings for the customer. */
    CREATE_SETTINGS,
    /** Putting the customer's data back. */
    RESTORE_DATA,
    /** Vouching for the customer's data. */
    DATA_GUARANTEE,
    /** Moving the unit to another place. */
    RELOCATION,
    /** Laying or connecting cables. */
    CABLING,
    /** Looking after the unit at regular times. */
    PERIODIC_INSPECTION,
    /** Bringing the software to a newer version. */
    VERSION_UP,
    /** Explaining how something is operated. */
    OPERATION_QUESTION,
    /** Travelling to the customer, or meeting it. */
    TRAVEL_OR_MEETING,
    /** Looking at the customer's site. */
    ON_SITE_SURVEY,
    /** A written report, of the cause for instance. */
    REPORT,
    /** Giving back a unit that was collected. */
    GIVE_BACK_THE_COLLECTED_UNIT,
    /** A unit on loan. */
    LOANER,
    /** A new unit in exchange. */
    NEW_UNIT,
    /** Exchanging the whole unit where a part would do. */
    WHOLE_UNIT_EXCHANGE,
    /** Helping with the customer's own development. */
    DEVELOPMENT_SUPPORT,
    /** Looking into a system that the customer has built. */
    CUSTOMER_BUILT_SYSTEM,
    /** Finding out whether it works with another product. */
    COMPATIBILITY_CHECK,
    /** Telling what the vendor keeps secret. */
    CONFIDENTIAL,
    /** Vouching for what is answered. */
    GUARANTEE_OF_THE_ANSWER,
    /** Telling when a defect will be fixed. */
    PLANNED_FIX_DATE,
    /** Whatever else is no part of the service. */
    OTHER_WORK
  }

  /**
   * A file that belongs to the case; the file may come before or after.
   *
   * @param kind what the file is for, such as {@code CHECK_SHEET}
   * @param attachmentId as the upload was answered, or as the request named it
   */
  record AttachmentRef(String kind, String attachmentId) {}

  /**
   * The cover that a case rests on.
   *
   * @param service {@code WARRANTY} or the plan's name
   * @param contractId absent for the warranty
   * @param from its first day, JST
   * @param to its last day, JST, inclusive
   * @param clauses the clauses that it rests on
   */
  record Entitlement(
      String service,
      @Nullable ContractId contractId,
      LocalDate from,
      LocalDate to,
      List<String> clauses) {

    public Entitlement {
      clauses = List.copyOf(clauses);
    }
  }

  /**
   * Something that is accepted and that people should know of.
   *
   * @param code such as {@code VERSION_UNKNOWN}
   * @param message in words
   */
  record Warning(String code, io.rmaflow.events.Message message) {}

  /**
   * What is asked (TEC-1), and what the customer has ruled out before (VA-10, VA-11).
   *
   * @param questionId the question itself, kept apart
   * @param serious whether the customer takes the defect to be serious (EOS-7)
   * @param language of the inquiry, absent where nothing was said (EXC-TEC-13)
   * @param answerWantedBy whether a day for the answer was wished for (EXC-TEC-18)
   * @param personWanted whether a certain person was wished for (EXC-TEC-18)
   */
  @Clause({"TEC-1", "VA-10", "VA-11"})
  record Inquiry(
      InquiryKind kind,
      @Nullable TextId questionId,
      boolean serious,
      List<RuledOut> ruledOut,
      boolean configurationChecked,
      boolean releasesApplied,
      @Nullable String hypervisor,
      @Nullable String language,
      boolean answerWantedBy,
      boolean personWanted) {

    public Inquiry {
      ruledOut = List.copyOf(ruledOut);
    }
  }

  /** What an inquiry is about. */
  enum InquiryKind {
    /** How something is used or set up. */
    NORMAL_OPERATION,
    /** Something does not work as it should. */
    INCIDENT,
    /** A defect is to be fixed. */
    FIX_REQUEST,
    /** Something new is wished for. */
    FEATURE_REQUEST
  }

  /** The causes outside the virtual appliance that its user rules out first (VA-10). */
  @Clause("VA-10")
  enum RuledOut {
    /** The settings of the network. */
    NETWORK_SETTINGS,
    /** Switches, routers and other devices of the network. */
    NETWORK_EQUIPMENT,
    /** The terminals that use it. */
    CLIENT_TERMINALS,
    /** The power supply. */
    POWER,
    /** The hardware that the hypervisor runs on. */
    BASE_HARDWARE,
    /** The storage behind it. */
    STORAGE,
    /** The hypervisor itself. */
    HYPERVISOR
  }

  /** Why an inquiry is complete (TEC-9 to TEC-13). */
  @Clause({"TEC-9", "TEC-10", "TEC-11", "TEC-12", "TEC-13"})
  enum CompletionReason {
    /** The customer withholds settings, logs or what else the answer needs (TEC-9). */
    INFO_NOT_PROVIDED,
    /** Advice was not followed (TEC-10). */
    ACTION_NOT_PERFORMED,
    /** The cause lies elsewhere than in the vendor's product (TEC-11). */
    NOT_OUR_PRODUCT,
    /** The search for the cause has come to a standstill (TEC-12). */
    INVESTIGATION_STALLED,
    /** All has been said and done in the vendor's view (TEC-13). */
    RESPONSE_EXHAUSTED
  }

  /** How a restoration is reported (ONS-18). */
  @Clause("ONS-18")
  enum ReportMethod {
    /** By the engineer, at the customer's. */
    ON_SITE,
    /** By phone. */
    PHONE
  }

  /** What makes a second visit necessary (ONS-16). */
  @Clause("ONS-16")
  enum SecondVisitCause {
    /** The motherboard has to be exchanged. */
    MOTHERBOARD
  }

  /** The condition of a unit. */
  enum Condition {
    /** Never used. */
    NEW,
    /** Used, and put in order. */
    REFURBISHED,
    /** Used, and whole. */
    USED,
    /** Damaged. */
    DAMAGED
  }

  /**
   * Whose a unit is, as far as rma-service knew when it was received.
   *
   * @param caseId the open case that it belongs to; absent where there is none
   * @param customerId who has it by registration, exchange or loan; absent where nobody is known
   */
  record KnownAs(@Nullable CaseId caseId, @Nullable CustomerId customerId) {

    /** Of a unit that nothing is known of. */
    public static final KnownAs NOTHING = new KnownAs(null, null);
  }

  /** What becomes of a unit that nobody awaited. */
  enum ReceivedUnitResolution {
    /** It settles the duty as the awaited one would have. */
    ACCEPTED_INSTEAD,
    /** It goes back to where it came from; the duty stays open. */
    SENT_BACK,
    /** It is what another case awaits; the duty stays open. */
    BELONGS_TO_CASE
  }

  /** One way of one unit. */
  enum Leg {
    /** The exchange unit, to the customer. */
    REPLACEMENT,
    /** The faulty unit, to the vendor. */
    FAULTY_UNIT,
    /** The loaner, to the customer or back. */
    LOANER,
    /** The repaired unit, back to the customer. */
    REPAIRED_UNIT
  }

  /** Where a shipment goes. */
  enum Direction {
    /** From the vendor to the customer. */
    TO_CUSTOMER,
    /** From the customer to the vendor. */
    TO_VENDOR
  }

  /** Who pays the carrier (SHP). */
  enum Payer {
    /** The customer. */
    CUSTOMER,
    /** The vendor. */
    VENDOR
  }

  /** A leg with its payer and what the carrier calls it. */
  record Shipment(
      Leg leg,
      Direction direction,
      Payer payer,
      @Correctable @Nullable String carrier,
      @Correctable @Nullable String trackingNumber) {}

  /** Which reminder it is (NOT-7). */
  @Clause("NOT-7")
  enum Occasion {
    BEFORE,
    DUE_DAY,
    OVERDUE
  }
}
