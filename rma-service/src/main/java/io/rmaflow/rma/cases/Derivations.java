package io.rmaflow.rma.cases;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.CaseEvent.DispatchOverdue;
import io.rmaflow.events.rma.CaseEvent.ExclusionFound;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerReturnRequested;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RestorationReported;
import io.rmaflow.events.rma.CaseEvent.ReturnDutyOpened;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdue;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdueWithdrawn;
import io.rmaflow.events.rma.CaseEvent.ReturnReminderDue;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrderCancelled;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.events.rma.Deadline.Derivation;
import io.rmaflow.rma.casefile.Moment;
import io.rmaflow.rma.cover.CutOffClock;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.doa.DoaOutcome;
import io.rmaflow.rma.doa.DoaRule;
import io.rmaflow.rma.exchange.DispatchRule;
import io.rmaflow.rma.exchange.ReturnRule;
import io.rmaflow.rma.inquiry.FirstContactRule;
import io.rmaflow.rma.manufacturer.FaultyUnitReminderRule;
import io.rmaflow.rma.manufacturer.Loan;
import io.rmaflow.rma.manufacturer.LoanerReturnRule;
import io.rmaflow.rma.onsite.ArrivalTargetRule;
import io.rmaflow.rma.repair.RepairGuideRule;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the facts of a case. Compares what is recorded (due times, overdue, closed)
 * with what the facts imply now and says which events are missing. Asked again after these, it has
 * nothing to add, so that late, repeated and corrected facts need no rules of their own.
 */
final class Derivations {

  static final String DELIVERY_CORRECTED = "DELIVERY_CORRECTED";
  static final String JUDGEMENT_CORRECTED = "JUDGEMENT_CORRECTED";
  static final String CALENDAR_CHANGED = "CALENDAR_CHANGED";
  static final String SETTINGS_CHANGED = "SETTINGS_CHANGED";
  static final String SENT_IN_TIME = "SENT_IN_TIME";
  static final String BOUGHT_OUT_IN_TIME = "BOUGHT_OUT_IN_TIME";
  static final String DUE_DATE_MOVED = "DUE_DATE_MOVED";
  static final String ORDER_CANCELLED = "ORDER_CANCELLED";
  static final String NOT_HW_FAULT = "NOT_HW_FAULT";
  static final String FAULTY_UNIT_RETURNED = "FAULTY_UNIT_RETURNED";
  static final String BUY_OUT_AGREED = "BUY_OUT_AGREED";
  static final String OPERATION_CONFIRMED = "OPERATION_CONFIRMED";
  static final String LOANER_RETURNED = "LOANER_RETURNED";
  static final String REPAIRED_UNIT_DELIVERED = "REPAIRED_UNIT_DELIVERED";
  static final String RESTORED = "RESTORED";
  static final String WANTED_SINCE = "WANTED_SINCE_ANOTHER_TIME";
  static final String EQUIVALENT_OFFERED = "EQUIVALENT_OFFERED";
  static final String UNIT_IS_WITH_THE_VENDOR = "UNIT_IS_WITH_THE_VENDOR";
  static final String CASE_ENDED = "CASE_ENDED";
  static final String FACT_CORRECTED = "FACT_CORRECTED";

  private final PolicyContext policy;
  private final Instant now;
  private final List<Recorded> recorded = new ArrayList<>();
  private CaseState state;

  private Derivations(CaseState state, PolicyContext policy, Instant now) {
    this.state = state;
    this.policy = policy;
    this.now = now;
  }

  /**
   * The events that the recorded facts imply and that are not recorded.
   *
   * @param policy calendar and settings for what is derived anew; what is met or unchanged stays
   *     pinned to those that it was derived under
   * @param now decides what is overdue
   */
  static List<Recorded> consequences(CaseState state, PolicyContext policy, Instant now) {
    Derivations derivations = new Derivations(state, policy, now);
    if (state.accepted() != null) {
      derivations.loanerNoLongerNeeded();
      derivations.loanerCameAfterAll();
      derivations.dispatch();
      derivations.returnDuty();
      derivations.faultyUnitReminder();
      derivations.loanerReturn();
      derivations.repairGuide();
      derivations.arrivalTarget();
      derivations.firstContact();
      derivations.closure();
      derivations.firstContactMissed();
      derivations.nothingDueAfterTheEnd();
    }
    return derivations.recorded;
  }

  private void record(CaseEvent event) {
    record(event, null);
  }

  private void record(CaseEvent event, @Nullable Instant occurredAt) {
    recorded.add(new Recorded(event, occurredAt));
    state = state.evolve(event);
  }

  // ---- the vendor's dispatch (CSB-2)

  private void dispatch() {
    Optional<DueTime> known = state.dueTime(Deadline.Name.DISPATCH);
    ShipmentOrdered order = state.order();
    if (order == null) {
      boolean nothingLeft = state.shipped() == null && state.loan().shipped() == null;
      if (nothingLeft && known.isPresent() && known.get().isOwed()) {
        record(new DeadlineCancelled(state.caseId(), Deadline.Name.DISPATCH, ORDER_CANCELLED));
      }
      return;
    }
    Judgement judgement = state.judgement();
    if (judgement == null || !judgement.hardwareFault()) {
      return;
    }
    Deadline implied = dispatchDeadline(state, order.leg(), policy);
    boolean forWhatWentBefore =
        known.isPresent()
            && known.get().state() == DueTime.State.MET
            && dispatchedAt(order.leg()).isEmpty();
    if (known.isEmpty() || known.get().state() == DueTime.State.CANCELLED || forWhatWentBefore) {
      record(new DeadlineSet(state.caseId(), implied));
    } else {
      moveIfChanged(known.get(), implied, JUDGEMENT_CORRECTED);
    }
    settleDispatch(order.leg());
  }

  private Optional<Instant> dispatchedAt(Leg leg) {
    return leg == Leg.LOANER
        ? Optional.ofNullable(state.loan().shipped()).map(CaseEvent.LoanerShipped::dispatchedAt)
        : Optional.ofNullable(state.shipped()).map(CaseEvent.ReplacementShipped::dispatchedAt);
  }

  /** By when the vendor's shipment leaves: CSB-2, MFR-3, DOA-7. */
  static Deadline dispatchDeadline(CaseState state, Leg leg, PolicyContext policy) {
    CaseEvent.DoaCertified certified = state.certified();
    if (certified != null) {
      return DoaRule.deadline(certified.certifiedAt(), policy);
    }
    return DispatchRule.deadline(
        dispatchClock(state, policy), state.versionRequested(), leg == Leg.LOANER, policy);
  }

  /**
   * Where the customer had to consent to an equivalent product first, or a person had to
   * decline an initial failure, the vendor's clock begins with that (CSB-17, CSB-18, RMA-10):
   * nothing could be sent before.
   */
  static Instant dispatchClock(CaseState state, PolicyContext policy) {
    Instant clock =
        policy.cutOffClock() == CutOffClock.ACCEPTED_AT
            ? state.acceptance().acceptedAt()
            : Objects.requireNonNull(state.judgement()).judgedAt();
    Equivalent equivalent = state.equivalent();
    Instant consent = equivalent == null ? null : equivalent.acceptedAt();
    if (consent != null && consent.isAfter(clock)) {
      clock = consent;
    }
    return state.doa() instanceof DoaOutcome.Declined declined
            && declined.event().declinedAt().isAfter(clock)
        ? declined.event().declinedAt()
        : clock;
  }

  private void settleDispatch(Leg leg) {
    DueTime due = state.dueTime(Deadline.Name.DISPATCH).orElseThrow();
    Optional<Instant> dispatched = dispatchedAt(leg);
    if (dispatched.isPresent()) {
      Instant at = dispatched.get();
      boolean inTime = DispatchRule.inTime(at, due.dueDay());
      if (!due.isMetAt(at, inTime)) {
        record(new DeadlineMet(state.caseId(), Deadline.Name.DISPATCH, at, inTime));
      }
    } else if (due.state() == DueTime.State.OPEN
        && !now.isBefore(DispatchRule.overdueAt(due.dueDay()))) {
      record(
          new DispatchOverdue(state.caseId(), state.issuedRmaNumber(), leg, due.dueDay()),
          DispatchRule.overdueAt(due.dueDay()));
    }
  }

  // ---- the loaner (MFR-5, MFR-30, A-54, A-76)

  /** The repaired unit runs before a loaner ever left: none is sent any more. */
  private void loanerNoLongerNeeded() {
    ShipmentOrdered order = state.order();
    if (order != null
        && order.leg() == Leg.LOANER
        && !state.loan().wasSent()
        && state.repair().confirmedAt() != null) {
      record(
          new ShipmentOrderCancelled(
              state.caseId(), state.issuedRmaNumber(), Leg.LOANER, OPERATION_CONFIRMED));
    }
  }

  /** Which loaner was sent became known, or was corrected, after another seemed to have come. */
  private void loanerCameAfterAll() {
    Loan loan = state.loan();
    if (loan.shipped() != null && loan.returned() == null) {
      UnexpectedUnits.openOn(state, Leg.LOANER, loan.shipped().serialNumber())
          .ifPresent(
              unit -> record(UnexpectedUnits.loanerReturned(state, unit), unit.receivedAt()));
    }
  }

  /** MFR-27, A-54: set or moved; sent at once where its time has passed by then. */
  private void faultyUnitReminder() {
    Optional<DueTime> known = state.dueTime(Deadline.Name.FAULTY_UNIT_REMINDER);
    Optional<Instant> wantedSince = FaultyUnitReminderRule.wantedSince(state);
    if (wantedSince.isEmpty()) {
      known.ifPresent(this::faultyUnitNoLongerAskedFor);
      return;
    }
    Deadline implied = FaultyUnitReminderRule.deadline(wantedSince.get(), policy);
    LocalDate due = Objects.requireNonNull(implied.dueDate());
    boolean newlyDue = true;
    if (known.isEmpty() || known.get().state() == DueTime.State.CANCELLED) {
      record(new DeadlineSet(state.caseId(), implied));
    } else {
      Deadline before = known.get().deadline();
      // no change of the rules brings a second one
      newlyDue =
          !before.derivation().from().equals(wantedSince.get())
              || (!due.equals(before.dueDate())
                  && !state.faultyUnitReminder().wasSentFor(known.get().dueDay()));
      if (newlyDue) {
        String because = because(before.derivation(), wantedSince.get(), WANTED_SINCE);
        record(new DeadlineMoved(state.caseId(), before, implied, because));
      }
    }
    Instant at = FaultyUnitReminderRule.reminderAt(due);
    if (newlyDue && !now.isBefore(at) && !state.faultyUnitReminder().wasSentFor(due)) {
      record(FaultyUnitReminderRule.reminder(state, due), at);
    }
  }

  /** It has come, also where that is known only later, or it is not wanted any more. */
  private void faultyUnitNoLongerAskedFor(DueTime due) {
    Optional<Instant> sent = state.settlement().map(ReturnDuty.Settled::at);
    if (sent.isPresent()) {
      boolean byThen = sent.get().isBefore(JapanTime.endOfDay(due.dueDay()));
      if (!due.isMetAt(sent.get(), byThen)) {
        record(
            new DeadlineMet(
                state.caseId(), Deadline.Name.FAULTY_UNIT_REMINDER, sent.get(), byThen));
      }
    } else if (due.isOwed() && state.isOpen()) {
      record(
          new DeadlineCancelled(
              state.caseId(),
              Deadline.Name.FAULTY_UNIT_REMINDER,
              state.equivalent() == null ? UNIT_IS_WITH_THE_VENDOR : EQUIVALENT_OFFERED));
    }
  }

  private void loanerReturn() {
    Loan loan = state.loan();
    Instant wantedBackSince = state.repair().confirmedAt();
    if (wantedBackSince == null && state.isCancelled()) {
      wantedBackSince = Objects.requireNonNull(state.cancelled()).cancelledAt();
    }
    if (wantedBackSince != null
        && loan.isOutstanding()
        && loan.handedOver() == null
        && loan.returnRequestedAt() == null) {
      record(
          new LoanerReturnRequested(
              state.caseId(),
              state.issuedRmaNumber(),
              state.customerId(),
              loan.shipped() == null ? null : loan.shipped().serialNumber(),
              wantedBackSince));
    }
    Instant requested = state.loan().returnRequestedAt();
    if (requested == null) {
      return;
    }
    boolean newlyDue =
        setOnce(
            LoanerReturnRule.deadline(
                wantedBackSince == null ? requested : wantedBackSince, policy));
    DueTime due = state.dueTime(Deadline.Name.LOANER_RETURN_REMINDER).orElseThrow();
    Instant left = state.loan().leftCustomerAt();
    if (left != null) {
      met(due, left, left.isBefore(JapanTime.endOfDay(due.dueDay())));
    } else if (newlyDue) {
      loanerLateAlready(due.deadline());
    }
  }

  /** Of the reminders whose time has passed already only the last goes out. */
  private void loanerLateAlready(Deadline reminder) {
    LocalDate due = Objects.requireNonNull(reminder.dueDate());
    Instant at = LoanerReturnRule.overdueAt(reminder, policy);
    if (!now.isBefore(at) && !due.equals(state.loan().overdueToldFor())) {
      record(LoanerReturnRule.overdue(state, due), at);
    }
  }

  // ---- guides and targets (MFR-10, ONS-2, TEC-3)

  private void repairGuide() {
    if (state.procedure() != Procedure.MANUFACTURER || state.returned() == null) {
      return;
    }
    setOnce(RepairGuideRule.deadline(state.returned().receivedAt(), policy));
    DueTime due = state.dueTime(Deadline.Name.REPAIR_GUIDE).orElseThrow();
    Stream.of(
            Optional.ofNullable(state.repair().completed()).map(e -> e.completedAt()),
            Optional.ofNullable(state.repair().shipped()).map(e -> e.dispatchedAt()),
            Optional.ofNullable(state.shipped()).map(e -> e.dispatchedAt()))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .ifPresent(done -> met(due, done, done.isBefore(JapanTime.endOfDay(due.dueDay()))));
  }

  private void arrivalTarget() {
    if (state.procedure() != Procedure.ONSITE) {
      return;
    }
    Integer hours = state.acceptance().arrivalTargetHours();
    setOnce(
        ArrivalTargetRule.deadline(
            state.onSiteClock(),
            ArrivalTargetRule.isWeekdayPlan(state.entitlement()),
            hours == null ? ArrivalTargetRule.HOURS : hours,
            policy));
    // an arrival that becomes known after the end still counts, although nothing was due any more
    state.onSite().arrival(1).ifPresent(arrival -> arrived(arrival.arrivedAt()));
  }

  private void arrived(Instant at) {
    DueTime due = state.dueTime(Deadline.Name.ARRIVAL_TARGET).orElseThrow();
    boolean onTarget = !at.isAfter(Objects.requireNonNull(due.deadline().dueAt()));
    if (!due.isMetAt(at, onTarget)) {
      record(new DeadlineMet(state.caseId(), Deadline.Name.ARRIVAL_TARGET, at, onTarget));
    }
  }

  private void firstContact() {
    if (!state.isInquiry()) {
      return;
    }
    setOnce(FirstContactRule.deadline(state.acceptance().acceptedAt(), policy));
    DueTime due = state.dueTime(Deadline.Name.FIRST_CONTACT).orElseThrow();
    // a contact may become known only after the end that took the due time away
    state
        .inquiry()
        .inTouchAt()
        .ifPresent(
            at -> {
              boolean inTime = !at.isAfter(Objects.requireNonNull(due.deadline().dueAt()));
              if (!due.isMetAt(at, inTime)) {
                record(new DeadlineMet(state.caseId(), Deadline.Name.FIRST_CONTACT, at, inTime));
              }
            });
  }

  /** NOT-11: missed, in an inquiry that goes on. */
  private void firstContactMissed() {
    if (!state.isInquiry() || !state.isOpen()) {
      return;
    }
    DueTime due = state.dueTime(Deadline.Name.FIRST_CONTACT).orElseThrow();
    Instant dueAt = Objects.requireNonNull(due.deadline().dueAt());
    Instant overdueAt = FirstContactRule.overdueAt(dueAt);
    if (due.state() == DueTime.State.OPEN && !now.isBefore(overdueAt)) {
      record(FirstContactRule.overdue(state, dueAt), overdueAt);
    }
  }

  /** Whether it was set or moved now. */
  private boolean setOnce(Deadline implied) {
    Optional<DueTime> known = state.dueTime(implied.name());
    if (known.isEmpty()) {
      record(new DeadlineSet(state.caseId(), implied));
      return true;
    }
    return known.get().state() != DueTime.State.CANCELLED
        && moveIfChanged(known.get(), implied, FACT_CORRECTED);
  }

  private void met(DueTime due, Instant at, boolean inTime) {
    if (due.state() != DueTime.State.CANCELLED && !due.isMetAt(at, inTime)) {
      record(new DeadlineMet(state.caseId(), due.deadline().name(), at, inTime));
    }
  }

  /** What nobody owes any more once the case has ended. */
  private void nothingDueAfterTheEnd() {
    if (!state.status().isEnd()) {
      return;
    }
    for (Deadline.Name name :
        List.of(
            Deadline.Name.ARRIVAL_TARGET,
            Deadline.Name.FIRST_CONTACT,
            Deadline.Name.REPAIR_GUIDE,
            Deadline.Name.FAULTY_UNIT_REMINDER)) {
      if (state.dueTime(name).filter(DueTime::isOwed).isPresent()) {
        record(new DeadlineCancelled(state.caseId(), name, CASE_ENDED));
      }
    }
  }

  // ---- the customer's return (CSB-4, CSB-26)

  private void returnDuty() {
    if (state.delivered() == null || !state.exchangesInAdvance()) {
      return;
    }
    Deadline implied =
        ReturnRule.deadline(
            state.delivered().deliveredAt(), state.procedure() == Procedure.DOA, policy);
    Optional<DueTime> known = state.dueTime(Deadline.Name.RETURN);
    boolean newlyDue = true;
    if (known.isEmpty()) {
      record(
          new ReturnDutyOpened(
              state.caseId(),
              state.issuedRmaNumber(),
              state.customerId(),
              state.serialNumber(),
              Objects.requireNonNull(implied.dueDate())));
      record(new DeadlineSet(state.caseId(), implied));
    } else {
      newlyDue = moveIfChanged(known.get(), implied, DELIVERY_CORRECTED);
    }
    DueTime due = state.dueTime(Deadline.Name.RETURN).orElseThrow();
    Optional<ReturnDuty.Settled> settled = state.settlement();
    if (settled.isPresent()) {
      settleReturn(due, settled.get());
    } else {
      returnStillOwed(due.dueDay(), newlyDue);
    }
  }

  private void settleReturn(DueTime due, ReturnDuty.Settled settled) {
    boolean inTime = ReturnRule.inTime(settled.at(), due.dueDay());
    if (inTime && state.overdueStands()) {
      withdrawOverdue(
          settled.how() == ReturnDuty.Settlement.BOUGHT_OUT ? BOUGHT_OUT_IN_TIME : SENT_IN_TIME);
    }
    if (!due.isMetAt(settled.at(), inTime)) {
      record(new DeadlineMet(state.caseId(), Deadline.Name.RETURN, settled.at(), inTime));
    }
  }

  private void returnStillOwed(LocalDate due, boolean newlyDue) {
    boolean overdue = !now.isBefore(ReturnRule.overdueAt(due));
    if (!overdue && state.overdueStands()) {
      withdrawOverdue(DUE_DATE_MOVED);
    }
    if (overdue && !state.overdueStands()) {
      record(
          new ReturnOverdue(
              state.caseId(),
              state.issuedRmaNumber(),
              state.customerId(),
              state.serialNumber(),
              due),
          ReturnRule.overdueAt(due));
    }
    if (overdue && newlyDue) {
      latestOverdueReminder(due).ifPresent(time -> remind(Occasion.OVERDUE, due, time.at()));
    }
  }

  /** Of the reminders whose time has passed already only the last of the overdue ones goes out. */
  private Optional<Moment> latestOverdueReminder(LocalDate due) {
    return ReturnRule.reminders(due, policy).stream()
        .filter(time -> time.kind() == Moment.Kind.REMINDER_AFTER && !time.at().isAfter(now))
        .max(Comparator.comparing(Moment::at));
  }

  private void remind(Occasion occasion, LocalDate due, @Nullable Instant at) {
    if (!state.reminded().contains(new CaseState.Reminder(occasion, due))) {
      record(reminder(state, occasion, due), at);
    }
  }

  static ReturnReminderDue reminder(CaseState state, Occasion occasion, LocalDate due) {
    return new ReturnReminderDue(
        state.caseId(),
        state.issuedRmaNumber(),
        state.customerId(),
        state.serialNumber(),
        state.acceptance().requesterContactId(),
        occasion,
        due);
  }

  private void withdrawOverdue(String because) {
    record(
        new ReturnOverdueWithdrawn(
            state.caseId(),
            state.issuedRmaNumber(),
            state.customerId(),
            state.serialNumber(),
            because));
  }

  // ---- due times that move

  /**
   * Records the move where the fact that a due time is counted from lies on another day, or where
   * an open one is another day under today's calendar and settings.
   */
  private boolean moveIfChanged(DueTime known, Deadline implied, String factBecause) {
    Deadline before = known.deadline();
    boolean otherDay =
        !Objects.equals(before.dueDate(), implied.dueDate())
            || !Objects.equals(before.dueAt(), implied.dueAt())
            || repeatedOnAnotherDay(before, implied);
    Instant from = implied.derivation().from();
    boolean otherFact = !before.derivation().from().equals(from);
    boolean countedFromOtherDay =
        !JapanTime.dateOf(before.derivation().from()).equals(JapanTime.dateOf(from));
    boolean moves = otherFact ? otherDay || countedFromOtherDay : otherDay && known.isOwed();
    if (moves) {
      record(
          new DeadlineMoved(
              state.caseId(), before, implied, because(before.derivation(), from, factBecause)));
    }
    return moves;
  }

  /** What was recorded before that day was told is told it with the next change of the rules. */
  private static boolean repeatedOnAnotherDay(Deadline before, Deadline implied) {
    return before.secondReminderDate() == null
        ? implied.secondReminderDate() != null
            && (before.derivation().calendarVersion() != implied.derivation().calendarVersion()
                || before.derivation().settingsVersion() != implied.derivation().settingsVersion())
        : !before.secondReminderDate().equals(implied.secondReminderDate());
  }

  private String because(Derivation before, Instant from, String factBecause) {
    if (!before.from().equals(from)) {
      return factBecause;
    }
    return before.calendarVersion() == policy.calendarVersion()
        ? SETTINGS_CHANGED
        : CALENDAR_CHANGED;
  }

  // ---- the end

  private void closure() {
    Optional<CaseClosed> implied = impliedClosure();
    if (implied.isPresent() && !implied.get().equals(state.closed())) {
      record(implied.get());
    }
  }

  /** Whether the facts still give a reason for the case to be closed. */
  static boolean givesReasonToBeClosed(CaseState state) {
    return new Derivations(state, PolicyContext.STANDARD, Instant.EPOCH)
        .impliedClosure()
        .isPresent();
  }

  private Optional<CaseClosed> impliedClosure() {
    Judgement judgement = state.judgement();
    if (judgement != null && !judgement.hardwareFault()) {
      return closed(NOT_HW_FAULT, judgement.judgedAt());
    }
    if (state.isCancelled()) {
      return Optional.empty();
    }
    if (state.doa() instanceof DoaOutcome.Declined declined
        && declined.event().procedure() == null) {
      return closed(declined.event().refusal().code(), declined.event().declinedAt());
    }
    if (!state.unitIsOut()) {
      Optional<CaseClosed> excluded =
          state.exclusions().stream()
              .filter(found -> Exclusions.ends(found.clause()))
              .min(Comparator.comparing(ExclusionFound::foundAt))
              .flatMap(found -> closed(found.code(), found.foundAt()));
      if (excluded.isPresent()) {
        return excluded;
      }
    }
    return switch (Objects.requireNonNull(state.procedure())) {
      case CROSS_SEND_BACK, DOA -> endOfExchange();
      case MANUFACTURER -> endOfManufacturerMaintenance();
      case WARRANTY ->
          Optional.ofNullable(state.repair().delivered())
              .flatMap(e -> closed(REPAIRED_UNIT_DELIVERED, e.deliveredAt()));
      case ONSITE -> endOfOnSite();
      case TECHNICAL_INQUIRY, TRIAGE ->
          Optional.ofNullable(state.inquiry().completed())
              .flatMap(e -> closed(e.reason().name(), e.completedAt()));
    };
  }

  /** ONS-17, once nothing that the customer wants to buy waits for an answer (EXC-ONS-24). */
  private Optional<CaseClosed> endOfOnSite() {
    RestorationReported reported = state.onSite().reported();
    BuyOut buyOut = state.buyOut();
    if (reported == null || (buyOut != null && buyOut.answer() == BuyOut.Answer.PENDING)) {
      return Optional.empty();
    }
    Instant answered = buyOut == null ? null : buyOut.decidedAt();
    return closed(
        RESTORED,
        answered != null && answered.isAfter(reported.reportedAt())
            ? answered
            : reported.reportedAt());
  }

  /** MFR-5, MFR-30: nothing closes while a loaner is out. */
  private Optional<CaseClosed> endOfManufacturerMaintenance() {
    Instant confirmed = state.repair().confirmedAt();
    Loan loan = state.loan();
    if (confirmed == null || loan.isOutstanding()) {
      return Optional.empty();
    }
    Instant back = loan.returned() == null ? null : loan.returned().receivedAt();
    return back == null
        ? closed(OPERATION_CONFIRMED, confirmed)
        : closed(LOANER_RETURNED, back.isAfter(confirmed) ? back : confirmed);
  }

  private Optional<CaseClosed> endOfExchange() {
    if (state.shipped() == null || state.delivered() == null) {
      return Optional.empty();
    }
    Instant bought = state.buyOut() == null ? null : state.buyOut().agreedAt();
    Instant received = state.returned() == null ? null : state.returned().receivedAt();
    if (bought != null && (received == null || !received.isBefore(bought))) {
      return closed(BUY_OUT_AGREED, latest(bought));
    }
    return received == null ? Optional.empty() : closed(FAULTY_UNIT_RETURNED, latest(received));
  }

  private Instant latest(Instant settled) {
    return Stream.of(
            settled,
            Objects.requireNonNull(state.shipped()).dispatchedAt(),
            Objects.requireNonNull(state.delivered()).deliveredAt())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Optional<CaseClosed> closed(String because, Instant at) {
    return Optional.of(new CaseClosed(state.caseId(), because, at));
  }
}
