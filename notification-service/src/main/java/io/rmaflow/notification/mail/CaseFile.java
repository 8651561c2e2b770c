package io.rmaflow.notification.mail;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.Deadline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a mail about a case may have to say, as far as its events have been taken in. References
 * only: no name, no address, no free text.
 *
 * @param overdue whether the return counts as overdue now
 * @param overdueOver whether it once did or might have, and a later event ended that
 * @param loaner the loaner that was sent, if any
 * @param loanerOut whether it is with the customer, as far as is known
 * @param contacted whether the desk has been in touch, asked back or answered (TEC-3)
 * @param restorationReported whether the person who reported the fault was told that it is repaired
 * @param endTold whether a mail of its own tells why nothing more is done
 * @param returnMoves how often the last day for the return has moved
 * @param visitPlans how often the present visit has been planned
 * @param visitPlannedFor for when it was planned last
 * @param secondVisit whether the present visit is the one after a motherboard was found at fault
 * @param visitsBegun how many visits an engineer has arrived for
 * @param offered the equivalent product that was offered last
 * @param offerAccepted whether the customer has agreed to it
 * @param informationProvided whether the customer has answered the last question of the desk
 * @param judgementReason why the hardware was judged to be at fault, or not to be
 * @param buyOutReason why the faulty unit is sold to the customer
 * @param arrivalReason why the engineer came when it was, while no mail has told it
 * @param correctionReason of the last fact that was corrected
 * @param chargeableParts consumables that the last inspection found to be charged extra
 */
public record CaseFile(
    CaseId caseId,
    @Nullable Procedure procedure,
    @Nullable CustomerId customerId,
    @Nullable SerialNumber serialNumber,
    @Nullable ProductCode productCode,
    @Nullable RmaNumber rmaNumber,
    @Nullable ContactId requester,
    @Nullable Instant submittedAt,
    @Nullable String requestedSoftwareVersion,
    @Nullable LocalDate dispatchDue,
    @Nullable SerialNumber replacement,
    @Nullable Instant deliveredAt,
    @Nullable LocalDate returnDue,
    boolean handedOver,
    @Nullable Instant receivedAt,
    @Nullable Long buyOutPriceYen,
    boolean overdue,
    boolean overdueOver,
    boolean excluded,
    boolean cancelled,
    boolean closed,
    @Nullable SerialNumber loaner,
    boolean loanerOut,
    boolean contacted,
    boolean endTold,
    boolean restorationReported,
    int returnMoves,
    int visitPlans,
    @Nullable Instant visitPlannedFor,
    boolean secondVisit,
    int visitsBegun,
    @Nullable ProductCode offered,
    boolean offerAccepted,
    boolean informationProvided,
    @Nullable TextId judgementReason,
    @Nullable TextId buyOutReason,
    @Nullable TextId arrivalReason,
    @Nullable TextId correctionReason,
    List<TextId> chargeableParts) {

  /** Copies the list; files of before there was one have none. */
  public CaseFile {
    chargeableParts = chargeableParts == null ? List.of() : List.copyOf(chargeableParts);
  }

  /** A case of which nothing is known yet. */
  public static CaseFile empty(CaseId caseId) {
    return new Builder(caseId).build();
  }

  /** What is known once this event, too, is taken in. */
  public CaseFile after(CaseEvent event) {
    Builder b = new Builder(this);
    switch (event) {
      case CaseEvent.FailureReported e -> {
        b.procedure = e.procedure();
        b.customerId = e.customerId();
        b.serialNumber = e.serialNumber();
        b.requester = e.requesterContactId();
        b.submittedAt = e.submittedAt();
        b.requestedSoftwareVersion = e.requestedSoftwareVersion();
      }
      case CaseEvent.RequestAccepted e -> {
        b.procedure = e.procedure();
        b.customerId = e.customerId();
        b.serialNumber = e.serialNumber();
        b.productCode = e.productCode();
        b.requester = e.requesterContactId() == null ? requester : e.requesterContactId();
      }
      case CaseEvent.RequestRefused e -> {
        b.procedure = e.procedure();
        b.requester = e.requesterContactId() == null ? requester : e.requesterContactId();
      }
      case CaseEvent.RmaNumberIssued e -> b.rmaNumber = e.rmaNumber();
      case CaseEvent.DeadlineSet e -> b.due(e.deadline());
      case CaseEvent.DeadlineMoved e -> {
        b.due(e.after());
        b.returnMoves += e.after().name() == Deadline.Name.RETURN ? 1 : 0;
      }
      case CaseEvent.VisitPlanned e -> {
        b.visitPlans++;
        b.visitPlannedFor = e.plannedFor();
      }
      case CaseEvent.SecondVisitRequired e -> {
        b.secondVisit = true;
        b.visitPlans = e.plannedFor() == null ? 0 : 1;
        b.visitPlannedFor = e.plannedFor();
        b.arrivalReason = null;
      }
      case CaseEvent.EngineerArrived e -> {
        b.visitsBegun = Math.max(visitsBegun, e.visit());
        b.arrivalReason = e.reasonId();
      }
      case CaseEvent.HardwareFaultJudged e -> b.judgementReason = e.reasonId();
      case CaseEvent.NoHardwareFaultJudged e -> b.judgementReason = e.reasonId();
      case CaseEvent.UnitInspected e -> b.chargeableParts = e.chargeablePartIds();
      case CaseEvent.ShipmentOrdered e -> {
        if (e.leg() == CaseEvent.Leg.REPLACEMENT) {
          b.dispatchDue = e.dispatchDue();
        }
      }
      case CaseEvent.EquivalentOffered e -> {
        b.offered = e.productCode();
        b.offerAccepted = false;
      }
      case CaseEvent.EquivalentAccepted e -> {
        b.productCode = e.productCode();
        b.offerAccepted = true;
      }
      case CaseEvent.ReplacementShipped e -> b.replacement = e.serialNumber();
      case CaseEvent.ReplacementDelivered e -> b.deliveredAt = e.deliveredAt();
      case CaseEvent.ReturnDutyOpened e -> b.returnDue = e.returnDue();
      case CaseEvent.FaultyUnitDispatched _ -> {
        b.handedOver = true;
        b.overdueEnds();
      }
      case CaseEvent.FaultyUnitReturned e -> {
        b.receivedAt = e.receivedAt();
        b.overdueEnds();
      }
      case CaseEvent.BuyOutAgreed e -> {
        b.buyOutPriceYen = e.priceYen();
        b.buyOutReason = e.reasonId();
        b.overdueEnds();
      }
      case CaseEvent.ReturnOverdue _ -> {
        b.overdue = true;
        b.overdueOver = false;
      }
      case CaseEvent.ReturnOverdueWithdrawn _ -> b.overdueEnds();
      case CaseEvent.ExclusionFound _ -> b.excluded = true;
      case CaseEvent.CaseCancelled _ -> b.cancelled = true;
      case CaseEvent.CaseClosed _ -> b.closed = true;
      case CaseEvent.FactCorrected e -> b.correct(e);
      case CaseEvent.DoaDeclined e -> {
        b.procedure = e.procedure() == null ? procedure : e.procedure();
        b.endTold = e.procedure() == null;
      }
      case CaseEvent.LoanerShipped e -> {
        b.loaner = e.serialNumber();
        b.loanerOut = true;
      }
      case CaseEvent.LoanerDispatched _, CaseEvent.LoanerReturned _ -> b.loanerOut = false;
      case CaseEvent.InformationRequested _ -> {
        b.contacted = true;
        b.informationProvided = false;
      }
      case CaseEvent.InformationProvided _ -> b.informationProvided = true;
      case CaseEvent.FirstContactMade _, CaseEvent.InquiryAnswered _ -> b.contacted = true;
      case CaseEvent.InquiryCompleted _ -> {
        b.contacted = true;
        b.endTold = true;
      }
      case CaseEvent.RestorationReported _ -> b.restorationReported = true;
      case CaseEvent.ShipmentOrderCancelled _,
          CaseEvent.BuyOutRequested _,
          CaseEvent.BuyOutDeclined _,
          CaseEvent.DeadlineMet _,
          CaseEvent.DeadlineCancelled _,
          CaseEvent.ReturnReminderDue _,
          CaseEvent.DispatchOverdue _,
          CaseEvent.DemandGranted _,
          CaseEvent.DemandRefused _,
          CaseEvent.NoteAdded _,
          CaseEvent.RuleOverridden _,
          CaseEvent.DoaCertified _,
          CaseEvent.LoanerDelivered _,
          CaseEvent.LoanerOperationConfirmed _,
          CaseEvent.LoanerReturnRequested _,
          CaseEvent.LoanerReturnReminderDue _,
          CaseEvent.LoanerReturnOverdue _,
          CaseEvent.FaultyUnitReminderDue _,
          CaseEvent.RepairEstimated _,
          CaseEvent.RepairCompleted _,
          CaseEvent.RepairedUnitShipped _,
          CaseEvent.RepairedUnitDelivered _,
          CaseEvent.NormalOperationConfirmed _,
          CaseEvent.UnitExchanged _,
          CaseEvent.PartExchanged _,
          CaseEvent.ServiceRestored _,
          CaseEvent.FirstContactDue _,
          CaseEvent.FirstContactOverdue _,
          CaseEvent.UnexpectedUnitReceived _,
          CaseEvent.ReceivedUnitResolved _ -> {
        // nothing of theirs is said in a later mail
      }
    }
    return b.build();
  }

  /** How mails name the case. */
  public CaseRef ref() {
    return new CaseRef(caseId, rmaNumber, customerId, serialNumber, productCode);
  }

  /** Whether nothing is owed back any more: handed over, received or bought. */
  @Clause({"A-09", "A-59"})
  public boolean returnSettled() {
    return handedOver || receivedAt != null || buyOutPriceYen != null;
  }

  /** The procedure; cross-send-back where nothing has said otherwise yet. */
  public Procedure procedureOrUsual() {
    return Objects.requireNonNullElse(procedure, Procedure.CROSS_SEND_BACK);
  }

  private static final class Builder {
    private final CaseId caseId;
    private @Nullable Procedure procedure;
    private @Nullable CustomerId customerId;
    private @Nullable SerialNumber serialNumber;
    private @Nullable ProductCode productCode;
    private @Nullable RmaNumber rmaNumber;
    private @Nullable ContactId requester;
    private @Nullable Instant submittedAt;
    private @Nullable String requestedSoftwareVersion;
    private @Nullable LocalDate dispatchDue;
    private @Nullable SerialNumber replacement;
    private @Nullable Instant deliveredAt;
    private @Nullable LocalDate returnDue;
    private boolean handedOver;
    private @Nullable Instant receivedAt;
    private @Nullable Long buyOutPriceYen;
    private boolean overdue;
    private boolean overdueOver;
    private boolean excluded;
    private boolean cancelled;
    private boolean closed;
    private @Nullable SerialNumber loaner;
    private boolean loanerOut;
    private boolean contacted;
    private boolean endTold;
    private boolean restorationReported;
    private int returnMoves;
    private int visitPlans;
    private @Nullable Instant visitPlannedFor;
    private boolean secondVisit;
    private int visitsBegun;
    private @Nullable ProductCode offered;
    private boolean offerAccepted;
    private boolean informationProvided;
    private @Nullable TextId judgementReason;
    private @Nullable TextId buyOutReason;
    private @Nullable TextId arrivalReason;
    private @Nullable TextId correctionReason;
    private List<TextId> chargeableParts = List.of();

    Builder(CaseId caseId) {
      this.caseId = caseId;
    }

    Builder(CaseFile file) {
      this(file.caseId);
      procedure = file.procedure;
      customerId = file.customerId;
      serialNumber = file.serialNumber;
      productCode = file.productCode;
      rmaNumber = file.rmaNumber;
      requester = file.requester;
      submittedAt = file.submittedAt;
      requestedSoftwareVersion = file.requestedSoftwareVersion;
      dispatchDue = file.dispatchDue;
      replacement = file.replacement;
      deliveredAt = file.deliveredAt;
      returnDue = file.returnDue;
      handedOver = file.handedOver;
      receivedAt = file.receivedAt;
      buyOutPriceYen = file.buyOutPriceYen;
      overdue = file.overdue;
      overdueOver = file.overdueOver;
      excluded = file.excluded;
      cancelled = file.cancelled;
      closed = file.closed;
      loaner = file.loaner;
      loanerOut = file.loanerOut;
      contacted = file.contacted;
      endTold = file.endTold;
      restorationReported = file.restorationReported;
      returnMoves = file.returnMoves;
      visitPlans = file.visitPlans;
      visitPlannedFor = file.visitPlannedFor;
      secondVisit = file.secondVisit;
      visitsBegun = file.visitsBegun;
      offered = file.offered;
      offerAccepted = file.offerAccepted;
      informationProvided = file.informationProvided;
      judgementReason = file.judgementReason;
      buyOutReason = file.buyOutReason;
      arrivalReason = file.arrivalReason;
      correctionReason = file.correctionReason;
      chargeableParts = file.chargeableParts;
    }

    void due(Deadline deadline) {
      switch (deadline.name()) {
        case DISPATCH -> dispatchDue = deadline.dueDate();
        case RETURN -> returnDue = deadline.dueDate();
        case ARRIVAL_TARGET,
            FIRST_CONTACT,
            REPAIR_GUIDE,
            LOANER_RETURN_REMINDER,
            FAULTY_UNIT_REMINDER -> {
          // of procedures that have no such mail
        }
      }
    }

    void overdueEnds() {
      overdue = false;
      overdueOver = true;
    }

    /** Of the corrected facts only these are repeated by a later mail. */
    void correct(CaseEvent.FactCorrected e) {
      correctionReason = e.reasonId();
      e.value(CaseEvent.ReplacementDelivered.class, Instant.class)
          .ifPresent(at -> deliveredAt = at);
      e.value(CaseEvent.FaultyUnitReturned.class, Instant.class).ifPresent(at -> receivedAt = at);
      e.value(CaseEvent.ReplacementShipped.class, SerialNumber.class)
          .ifPresent(unit -> replacement = unit);
    }

    CaseFile build() {
      return new CaseFile(
          caseId,
          procedure,
          customerId,
          serialNumber,
          productCode,
          rmaNumber,
          requester,
          submittedAt,
          requestedSoftwareVersion,
          dispatchDue,
          replacement,
          deliveredAt,
          returnDue,
          handedOver,
          receivedAt,
          buyOutPriceYen,
          overdue,
          overdueOver,
          excluded,
          cancelled,
          closed,
          loaner,
          loanerOut,
          contacted,
          endTold,
          restorationReported,
          returnMoves,
          visitPlans,
          visitPlannedFor,
          secondVisit,
          visitsBegun,
          offered,
          offerAccepted,
          informationProvided,
          judgementReason,
          buyOutReason,
          arrivalReason,
          correctionReason,
          chargeableParts);
    }
  }
}
