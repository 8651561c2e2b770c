package io.rmaflow.rma.cases;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.BuyOutAgreed;
import io.rmaflow.events.rma.CaseEvent.BuyOutDeclined;
import io.rmaflow.events.rma.CaseEvent.BuyOutRequested;
import io.rmaflow.events.rma.CaseEvent.CaseCancelled;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.CaseEvent.DemandGranted;
import io.rmaflow.events.rma.CaseEvent.DemandRefused;
import io.rmaflow.events.rma.CaseEvent.DispatchOverdue;
import io.rmaflow.events.rma.CaseEvent.DoaCertified;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.EquivalentAccepted;
import io.rmaflow.events.rma.CaseEvent.EquivalentOffered;
import io.rmaflow.events.rma.CaseEvent.ExclusionFound;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.HardwareFaultJudged;
import io.rmaflow.events.rma.CaseEvent.InformationProvided;
import io.rmaflow.events.rma.CaseEvent.InformationRequested;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.NoHardwareFaultJudged;
import io.rmaflow.events.rma.CaseEvent.NoteAdded;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestRefused;
import io.rmaflow.events.rma.CaseEvent.ReturnDutyOpened;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdue;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdueWithdrawn;
import io.rmaflow.events.rma.CaseEvent.ReturnReminderDue;
import io.rmaflow.events.rma.CaseEvent.RmaNumberIssued;
import io.rmaflow.events.rma.CaseEvent.RuleOverridden;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrderCancelled;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.doa.DoaOutcome;
import io.rmaflow.rma.inquiry.InquiryProgress;
import io.rmaflow.rma.manufacturer.FaultyUnitReminder;
import io.rmaflow.rma.manufacturer.Loan;
import io.rmaflow.rma.onsite.OnSite;
import io.rmaflow.rma.repair.Repair;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one case, as its events told it; immutable. Facts may have come in
 * any order; a fact that was corrected stands here as it is now.
 *
 * @param informationRequested the status in which information was asked for; absent when none is
 *     outstanding
 * @param order what logistics is to send; absent where nothing is
 * @param exclusions found after the acceptance, oldest first
 * @param dueTimes all that were ever set, in order; the last of a name is the present one
 * @param overdueStands whether a recorded {@code ReturnOverdue} was not withdrawn
 * @param reminded which reminders went out, for which due day
 * @param demands what was asked for beyond the service, oldest first
 * @param unexpected units that came where another was awaited, in the order in which they came
 * @param doa what was said of an initial failure; absent while nothing was
 */
public record CaseState(
    @Nullable FailureReported reported,
    @Nullable RequestAccepted accepted,
    @Nullable RequestRefused refused,
    @Nullable CaseStatus informationRequested,
    @Nullable Judgement judgement,
    @Nullable RmaNumber rmaNumber,
    @Nullable ShipmentOrdered order,
    @Nullable Equivalent equivalent,
    @Nullable ReplacementShipped shipped,
    @Nullable ReplacementDelivered delivered,
    @Nullable FaultyUnitDispatched handedOver,
    @Nullable FaultyUnitReturned returned,
    @Nullable BuyOut buyOut,
    List<ExclusionFound> exclusions,
    List<DueTime> dueTimes,
    boolean overdueStands,
    Set<Reminder> reminded,
    List<CaseEvent> demands,
    List<UnexpectedUnit> unexpected,
    @Nullable DoaOutcome doa,
    Loan loan,
    FaultyUnitReminder faultyUnitReminder,
    Repair repair,
    OnSite onSite,
    InquiryProgress inquiry,
    @Nullable CaseCancelled cancelled,
    @Nullable CaseClosed closed) {

  /** Before the first event. */
  public static final CaseState NONE =
      new CaseState(
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          List.of(),
          List.of(),
          false,
          Set.of(),
          List.of(),
          List.of(),
          null,
          Loan.NONE,
          FaultyUnitReminder.NONE,
          Repair.NONE,
          OnSite.NONE,
          InquiryProgress.NONE,
          null,
          null);

  /** Copies the collections. */
  public CaseState {
    exclusions = List.copyOf(exclusions);
    dueTimes = List.copyOf(dueTimes);
    reminded = Set.copyOf(reminded);
    demands = List.copyOf(demands);
    unexpected = List.copyOf(unexpected);
  }

  /** A reminder that went out. */
  public record Reminder(Occasion occasion, LocalDate returnDue) {}

  // ---- what it amounts to

  /** The furthest step reached. */
  public CaseStatus status() {
    CaseStatus reached = stepReached();
    return reached == informationRequested ? CaseStatus.INFORMATION_REQUESTED : reached;
  }

  private CaseStatus stepReached() {
    if (refused != null) {
      return CaseStatus.REFUSED;
    }
    if (closed != null) {
      return CaseStatus.CLOSED;
    }
    if (isCancelled()) {
      return CaseStatus.CANCELLED;
    }
    Procedure follows = procedure();
    return follows == null ? CaseStatus.SUBMITTED : Progress.of(this, follows);
  }

  /** The procedure that the case follows; absent before the first decision. */
  public @Nullable Procedure procedure() {
    if (doa instanceof DoaOutcome.Declined declined && declined.event().procedure() != null) {
      return declined.event().procedure();
    }
    if (accepted != null) {
      return accepted.procedure();
    }
    return refused == null ? null : refused.procedure();
  }

  /** The cover that the case rests on now; absent where it was not accepted. */
  public @Nullable Entitlement entitlement() {
    if (doa instanceof DoaOutcome.Declined declined && declined.event().entitlement() != null) {
      return declined.event().entitlement();
    }
    return accepted == null ? null : accepted.entitlement();
  }

  /**
   * Whether it was cancelled and that stands: a unit that turns out to have been sent undoes a
   * withdrawal, and a declined equivalent stays declined although a loaner is out.
   */
  public boolean isCancelled() {
    if (cancelled == null) {
      return false;
    }
    boolean declined = cancelled.because().equals(CaseDecisions.EQUIVALENT_DECLINED);
    return !unitIsOut() || (declined && repairs());
  }

  /** Why it ended: a code; absent while it has not. */
  public @Nullable String closedBecause() {
    return switch (stepReached()) {
      case CLOSED -> closed == null ? null : closed.because();
      case CANCELLED -> cancelled == null ? null : cancelled.because();
      default -> null;
    };
  }

  /** When it ended; absent while it has not. */
  public @Nullable Instant closedAt() {
    return switch (stepReached()) {
      case CLOSED -> closed == null ? null : closed.closedAt();
      case CANCELLED -> cancelled == null ? null : cancelled.cancelledAt();
      default -> null;
    };
  }

  /** Whether a replacement has left, as far as is known; a delivery says so too. */
  public boolean replacementIsOut() {
    return shipped != null || delivered != null;
  }

  /**
   * Whether the vendor has sent or brought the customer anything: a replacement, a loaner, the
   * repaired unit, or what was exchanged on site.
   */
  public boolean unitIsOut() {
    return replacementIsOut()
        || loan.wasSent()
        || repair.wasSent()
        || onSite.anythingWasExchanged();
  }

  /** Whether the case goes on: accepted, neither closed nor cancelled. */
  public boolean isOpen() {
    return accepted != null && !stepReached().isEnd();
  }

  /**
   * Whether somebody will be charged: an exclusion was found, the unit was bought, or consumable
   * parts were exchanged (CSB-12, MFR-14, WAR-17).
   */
  public boolean chargeable() {
    return (repair.inspected() != null && !repair.inspected().chargeablePartIds().isEmpty())
        || exclusions.stream().anyMatch(ExclusionFound::chargeable)
        || (buyOut != null && buyOut.agreedAt() != null);
  }

  /** Where the return duty stands (CSB-4, CSB-26). */
  public ReturnDuty returnDuty() {
    Optional<DueTime> due = dueTime(Deadline.Name.RETURN);
    if (due.isEmpty() || rmaNumber == null) {
      return new ReturnDuty.NotYetOwed();
    }
    Optional<ReturnDuty.Settled> settled = settlement();
    if (settled.isPresent()) {
      return settled.get();
    }
    Deadline deadline = due.get().deadline();
    return overdueStands
        ? new ReturnDuty.Overdue(rmaNumber, deadline)
        : new ReturnDuty.Owed(rmaNumber, deadline);
  }

  /** What settled the duty first; empty while nothing has. */
  public Optional<ReturnDuty.Settled> settlement() {
    Optional<ReturnDuty.Settled> sent = Optional.empty();
    if (handedOver != null) {
      sent = settled(ReturnDuty.Settlement.HANDED_OVER, handedOver.customerShippedAt());
    } else if (returned != null) {
      sent = settled(ReturnDuty.Settlement.RECEIVED, returned.receivedAt());
    }
    Instant bought = buyOut == null ? null : buyOut.agreedAt();
    if (bought == null || (sent.isPresent() && !sent.get().at().isAfter(bought))) {
      return sent;
    }
    return settled(ReturnDuty.Settlement.BOUGHT_OUT, bought);
  }

  private static Optional<ReturnDuty.Settled> settled(ReturnDuty.Settlement how, Instant at) {
    return Optional.of(new ReturnDuty.Settled(how, at));
  }

  /** The present due time of this name; empty where none was set. */
  public Optional<DueTime> dueTime(Deadline.Name name) {
    return dueTimes.reversed().stream().filter(due -> due.deadline().name() == name).findFirst();
  }

  /** Whether the customer asked for a software version (CSB-3). */
  public boolean versionRequested() {
    return reported != null && reported.requestedSoftwareVersion() != null;
  }

  /** Whether the procedure exchanges in advance and so knows a return duty (CSB-4, DOA). */
  public boolean exchangesInAdvance() {
    Procedure follows = procedure();
    return accepted != null && (follows == Procedure.CROSS_SEND_BACK || follows == Procedure.DOA);
  }

  /** Whether the faulty unit itself is repaired and sent back (MFR, WAR). */
  public boolean repairs() {
    Procedure follows = procedure();
    return follows == Procedure.MANUFACTURER || follows == Procedure.WARRANTY;
  }

  /** Whether it is a question and no service request (TEC, VA, MFR-20). */
  public boolean isInquiry() {
    Procedure follows = procedure();
    return follows == Procedure.TECHNICAL_INQUIRY || follows == Procedure.TRIAGE;
  }

  /** When the on-site clock begins: the acceptance, or the decline that made it on-site (ONS-2). */
  public Instant onSiteClock() {
    return doa instanceof DoaOutcome.Declined declined
        ? declined.event().declinedAt()
        : acceptance().acceptedAt();
  }

  /** Whether it is an inquiry about a virtual appliance, with its own list of exclusions (VA). */
  public boolean isVirtualAppliance() {
    return accepted != null && accepted.productFamily() == ProductFamily.NETNEBULAS_VA;
  }

  /** The certification of an initial failure (DOA-6); absent where there is none. */
  public @Nullable DoaCertified certified() {
    return doa instanceof DoaOutcome.Certified certified ? certified.event() : null;
  }

  // ---- what an accepted case has for certain

  /** The acceptance; only of a case that was accepted. */
  public RequestAccepted acceptance() {
    return present(accepted, "acceptance");
  }

  /** The case. */
  public CaseId caseId() {
    return present(reported, "report").caseId();
  }

  /** Whose; only of a case that was accepted. */
  public CustomerId customerId() {
    return acceptance().customerId();
  }

  /** The faulty unit; only of a case that was accepted. */
  public SerialNumber serialNumber() {
    return acceptance().serialNumber();
  }

  /** The number; only where one was issued. */
  public RmaNumber issuedRmaNumber() {
    return present(rmaNumber, "RMA number");
  }

  private static <T> T present(@Nullable T value, String what) {
    if (value == null) {
      throw new IllegalStateException("this case has no " + what);
    }
    return value;
  }

  // ---- evolution

  /** The state after one more event. */
  public CaseState evolve(CaseEvent event) {
    return switch (event) {
      case FailureReported e -> with(d -> d.reported = e);
      case RequestAccepted e -> with(d -> d.accepted = e);
      case RequestRefused e -> with(d -> d.refused = e);
      case InformationRequested e ->
          with(
              d -> {
                d.informationRequested = stepReached();
                d.inquiry = inquiry.evolve(e);
              });
      case InformationProvided e ->
          with(
              d -> {
                d.informationRequested = null;
                d.inquiry = inquiry.evolve(e);
              });
      case HardwareFaultJudged e -> with(d -> d.judgement = new Judgement(true, e.judgedAt()));
      case NoHardwareFaultJudged e -> with(d -> d.judgement = new Judgement(false, e.judgedAt()));
      case RmaNumberIssued e -> with(d -> d.rmaNumber = e.rmaNumber());
      case ShipmentOrdered e -> with(d -> d.order = e);
      case ShipmentOrderCancelled e -> with(d -> d.order = null);
      case EquivalentOffered e ->
          with(d -> d.equivalent = new Equivalent(e.productCode(), e.offeredAt(), null));
      case EquivalentAccepted e ->
          with(
              d ->
                  d.equivalent =
                      new Equivalent(
                          e.productCode(),
                          equivalent == null ? e.answeredAt() : equivalent.offeredAt(),
                          e.answeredAt()));
      case ReplacementShipped e -> withUnitOut(d -> d.shipped = e);
      case ReplacementDelivered e -> withUnitOut(d -> d.delivered = e);
      case ReturnDutyOpened e -> this;
      case FaultyUnitDispatched e -> with(d -> d.handedOver = e);
      case FaultyUnitReturned e -> with(d -> d.returned = e);
      case BuyOutRequested e ->
          with(d -> d.buyOut = new BuyOut(BuyOut.Answer.PENDING, e.requestedAt(), null, null));
      case BuyOutAgreed e ->
          with(d -> d.buyOut = answered(BuyOut.Answer.AGREED, e.agreedAt(), e.priceYen()));
      case BuyOutDeclined e ->
          with(d -> d.buyOut = answered(BuyOut.Answer.DECLINED, e.declinedAt(), null));
      case DeadlineSet e -> with(d -> d.dueTimes.add(DueTime.open(e.deadline())));
      case DeadlineMoved e -> with(d -> d.move(e, overdueStands));
      case DeadlineMet e -> with(d -> d.replace(e.name(), due -> due.met(e.metAt(), e.inTime())));
      case DeadlineCancelled e ->
          with(d -> d.replace(e.name(), due -> due.in(DueTime.State.CANCELLED)));
      case ReturnReminderDue e ->
          with(d -> d.reminded.add(new Reminder(e.occasion(), e.returnDue())));
      case ReturnOverdue e ->
          with(
              d -> {
                d.overdueStands = true;
                d.replace(Deadline.Name.RETURN, due -> due.in(DueTime.State.OVERDUE));
              });
      case ReturnOverdueWithdrawn e ->
          with(
              d -> {
                d.overdueStands = false;
                d.replace(
                    Deadline.Name.RETURN,
                    due -> due.state() == DueTime.State.OVERDUE ? due.in(DueTime.State.OPEN) : due);
              });
      case DispatchOverdue e ->
          with(d -> d.replace(Deadline.Name.DISPATCH, due -> due.in(DueTime.State.OVERDUE)));
      case CaseEvent.FirstContactOverdue e ->
          with(d -> d.replace(Deadline.Name.FIRST_CONTACT, due -> due.in(DueTime.State.OVERDUE)));
      case ExclusionFound e -> with(d -> d.exclusions.add(e));
      case DemandGranted e -> with(d -> d.demands.add(e));
      case DemandRefused e -> with(d -> d.demands.add(e));
      case NoteAdded e -> this;
      case RuleOverridden e -> this;
      case FactCorrected e -> Corrections.apply(this, e).openWhereNothingClosesIt();
      case CaseCancelled e -> with(d -> d.cancelled = e);
      case CaseClosed e -> with(d -> d.closed = e);
      case DoaCertified e -> with(d -> d.doa = new DoaOutcome.Certified(e));
      case CaseEvent.DoaDeclined e -> with(d -> d.doa = new DoaOutcome.Declined(e));
      case CaseEvent.LoanerShipped _, CaseEvent.LoanerDelivered _ ->
          withUnitOut(d -> d.loan = loan.evolve(event));
      case CaseEvent.LoanerOperationConfirmed _,
          CaseEvent.LoanerReturnRequested _,
          CaseEvent.LoanerDispatched _,
          CaseEvent.LoanerReturnReminderDue _,
          CaseEvent.LoanerReturnOverdue _ ->
          with(d -> d.loan = loan.evolve(event));
      case CaseEvent.FaultyUnitReminderDue _ ->
          with(d -> d.faultyUnitReminder = faultyUnitReminder.evolve(event));
      case CaseEvent.RepairedUnitShipped _, CaseEvent.RepairedUnitDelivered _ ->
          withUnitOut(d -> d.repair = repair.evolve(event));
      case CaseEvent.UnitInspected _,
          CaseEvent.RepairEstimated _,
          CaseEvent.RepairCompleted _,
          CaseEvent.NormalOperationConfirmed _ ->
          with(d -> d.repair = repair.evolve(event));
      case CaseEvent.UnitExchanged _, CaseEvent.PartExchanged _ ->
          withUnitOut(d -> d.onSite = onSite.evolve(event));
      case CaseEvent.VisitPlanned _,
          CaseEvent.EngineerArrived _,
          CaseEvent.ServiceRestored _,
          CaseEvent.RestorationReported _,
          CaseEvent.SecondVisitRequired _ ->
          with(d -> d.onSite = onSite.evolve(event));
      case CaseEvent.FirstContactMade _,
          CaseEvent.FirstContactDue _,
          CaseEvent.InquiryAnswered _,
          CaseEvent.InquiryCompleted _ ->
          with(d -> d.inquiry = inquiry.evolve(event));
      case CaseEvent.LoanerReturned e ->
          with(
              d -> {
                d.loan = loan.evolve(e);
                d.unexpected.removeIf(one -> one.isOpenOn(Leg.LOANER) && isOf(one.received(), e));
              });
      case CaseEvent.UnexpectedUnitReceived e -> with(d -> d.came(e)).openWhereNothingClosesIt();
      case CaseEvent.ReceivedUnitResolved e ->
          with(
              d ->
                  d.unexpected.replaceAll(
                      one ->
                          one.received().receivedId().equals(e.receivedId())
                              ? new UnexpectedUnit(one.received(), e)
                              : one));
    };
  }

  private static boolean isOf(
      CaseEvent.UnexpectedUnitReceived unit, CaseEvent.@Nullable LoanerReturned returned) {
    return returned != null
        && returned.serialNumber() != null
        && Deciding.sameUnit(returned.serialNumber(), unit.received())
        && returned.receivedAt().equals(unit.receivedAt());
  }

  /** Once a unit is known to be out, an end that rested on nothing having been sent is none. */
  private CaseState withUnitOut(Consumer<Draft> change) {
    CaseState after = with(change);
    return unitIsOut() ? after : after.openWhereNothingClosesIt();
  }

  /** A closed case goes on where the reason of its closure is no longer one (RMA-9). */
  private CaseState openWhereNothingClosesIt() {
    return closed == null || Derivations.givesReasonToBeClosed(this)
        ? this
        : with(d -> d.closed = null);
  }

  private BuyOut answered(BuyOut.Answer answer, Instant at, @Nullable Long priceYen) {
    return new BuyOut(answer, buyOut == null ? at : buyOut.requestedAt(), at, priceYen);
  }

  CaseState with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** A copy in the making; never leaves {@link #with}. */
  static final class Draft {
    @Nullable FailureReported reported;
    @Nullable RequestAccepted accepted;
    @Nullable RequestRefused refused;
    @Nullable CaseStatus informationRequested;
    @Nullable Judgement judgement;
    @Nullable RmaNumber rmaNumber;
    @Nullable ShipmentOrdered order;
    @Nullable Equivalent equivalent;
    @Nullable ReplacementShipped shipped;
    @Nullable ReplacementDelivered delivered;
    @Nullable FaultyUnitDispatched handedOver;
    @Nullable FaultyUnitReturned returned;
    @Nullable BuyOut buyOut;
    final List<ExclusionFound> exclusions;
    final List<DueTime> dueTimes;
    boolean overdueStands;
    final Set<Reminder> reminded;
    final List<CaseEvent> demands;
    final List<UnexpectedUnit> unexpected;
    @Nullable DoaOutcome doa;
    Loan loan;
    FaultyUnitReminder faultyUnitReminder;
    Repair repair;
    OnSite onSite;
    InquiryProgress inquiry;
    @Nullable CaseCancelled cancelled;
    @Nullable CaseClosed closed;

    private Draft(CaseState s) {
      reported = s.reported;
      accepted = s.accepted;
      refused = s.refused;
      informationRequested = s.informationRequested;
      judgement = s.judgement;
      rmaNumber = s.rmaNumber;
      order = s.order;
      equivalent = s.equivalent;
      shipped = s.shipped;
      delivered = s.delivered;
      handedOver = s.handedOver;
      returned = s.returned;
      buyOut = s.buyOut;
      exclusions = new ArrayList<>(s.exclusions);
      dueTimes = new ArrayList<>(s.dueTimes);
      overdueStands = s.overdueStands;
      reminded = new HashSet<>(s.reminded);
      demands = new ArrayList<>(s.demands);
      unexpected = new ArrayList<>(s.unexpected);
      doa = s.doa;
      loan = s.loan;
      faultyUnitReminder = s.faultyUnitReminder;
      repair = s.repair;
      onSite = s.onSite;
      inquiry = s.inquiry;
      cancelled = s.cancelled;
      closed = s.closed;
    }

    private void replace(
        Deadline.Name name, java.util.function.UnaryOperator<DueTime> replacement) {
      for (int i = dueTimes.size() - 1; i >= 0; i--) {
        if (dueTimes.get(i).deadline().name() == name) {
          dueTimes.set(i, replacement.apply(dueTimes.get(i)));
          return;
        }
      }
    }

    /** What was taken for the loaner is no return of it where it turns out to be another unit. */
    private void came(CaseEvent.UnexpectedUnitReceived event) {
      if (event.leg() == Leg.LOANER && isOf(event, loan.returned())) {
        loan = loan.returned(null);
      }
      unexpected.add(new UnexpectedUnit(event, null));
      unexpected.sort(
          Comparator.comparing((UnexpectedUnit one) -> one.received().receivedAt())
              .thenComparing(one -> one.received().receivedId()));
    }

    private void move(DeadlineMoved event, boolean stillOverdue) {
      replace(event.before().name(), due -> due.in(DueTime.State.MOVED));
      DueTime moved = DueTime.open(event.after());
      dueTimes.add(
          stillOverdue && event.after().name() == Deadline.Name.RETURN
              ? moved.in(DueTime.State.OVERDUE)
              : moved);
    }

    private CaseState done() {
      return new CaseState(
          reported,
          accepted,
          refused,
          informationRequested,
          judgement,
          rmaNumber,
          order,
          equivalent,
          shipped,
          delivered,
          handedOver,
          returned,
          buyOut,
          exclusions,
          dueTimes,
          overdueStands,
          reminded,
          demands,
          unexpected,
          doa,
          loan,
          faultyUnitReminder,
          repair,
          onSite,
          inquiry,
          cancelled,
          closed);
    }
  }
}
