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
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.ReturnDutyOpened;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdue;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdueWithdrawn;
import io.rmaflow.events.rma.CaseEvent.ReturnReminderDue;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.cover.CutOffClock;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.exchange.DispatchRule;
import io.rmaflow.rma.exchange.ReturnRule;
import io.rmaflow.rma.exchange.ReturnRule.ReminderTime;
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
      derivations.dispatch();
      derivations.returnDuty();
      derivations.closure();
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
    if (state.order() == null && state.shipped() == null) {
      if (known.isPresent() && known.get().isOwed()) {
        record(new DeadlineCancelled(state.caseId(), Deadline.Name.DISPATCH, ORDER_CANCELLED));
      }
      return;
    }
    Judgement judgement = state.judgement();
    if (judgement == null || !judgement.hardwareFault() || state.order() == null) {
      return;
    }
    Deadline implied =
        DispatchRule.deadline(dispatchClock(state, policy), state.versionRequested(), policy);
    if (known.isEmpty() || known.get().state() == DueTime.State.CANCELLED) {
      record(new DeadlineSet(state.caseId(), implied));
    } else {
      moveIfChanged(known.get(), implied, JUDGEMENT_CORRECTED);
    }
    settleDispatch();
  }

  /**
   * Where the customer had to consent to an equivalent product first, the vendor's clock
   * begins with the consent (CSB-17, CSB-18): nothing could be sent before.
   */
  static Instant dispatchClock(CaseState state, PolicyContext policy) {
    Instant clock =
        policy.cutOffClock() == CutOffClock.ACCEPTED_AT
            ? state.acceptance().acceptedAt()
            : Objects.requireNonNull(state.judgement()).judgedAt();
    Equivalent equivalent = state.equivalent();
    Instant consent = equivalent == null ? null : equivalent.acceptedAt();
    return consent != null && consent.isAfter(clock) ? consent : clock;
  }

  private void settleDispatch() {
    DueTime due = state.dueTime(Deadline.Name.DISPATCH).orElseThrow();
    if (state.shipped() != null) {
      Instant at = state.shipped().dispatchedAt();
      boolean inTime = DispatchRule.inTime(at, due.dueDay());
      if (!due.isMetAt(at, inTime)) {
        record(new DeadlineMet(state.caseId(), Deadline.Name.DISPATCH, at, inTime));
      }
    } else if (due.state() == DueTime.State.OPEN
        && !now.isBefore(DispatchRule.overdueAt(due.dueDay()))) {
      record(
          new DispatchOverdue(
              state.caseId(), state.issuedRmaNumber(), Leg.REPLACEMENT, due.dueDay()),
          DispatchRule.overdueAt(due.dueDay()));
    }
  }

  // ---- the customer's return (CSB-4, CSB-26)

  private void returnDuty() {
    if (state.delivered() == null || !state.exchangesInAdvance()) {
      return;
    }
    Deadline implied = ReturnRule.deadline(state.delivered().deliveredAt(), policy);
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
      latestOverdueReminder(due).ifPresent(time -> remind(time.occasion(), due, time.at()));
    }
  }

  /** Of the reminders whose time has passed already only the last of the overdue ones goes out. */
  private Optional<ReminderTime> latestOverdueReminder(LocalDate due) {
    return ReturnRule.reminders(due, policy).stream()
        .filter(time -> time.occasion() == Occasion.OVERDUE && !time.at().isAfter(now))
        .max(Comparator.comparing(ReminderTime::at));
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
    boolean otherDay = !Objects.equals(before.dueDate(), implied.dueDate());
    boolean otherFact = !before.derivation().from().equals(implied.derivation().from());
    boolean countedFromOtherDay =
        !JapanTime.dateOf(before.derivation().from())
            .equals(JapanTime.dateOf(implied.derivation().from()));
    boolean moves = otherFact ? otherDay || countedFromOtherDay : otherDay && known.isOwed();
    if (moves) {
      record(
          new DeadlineMoved(
              state.caseId(), before, implied, otherFact ? factBecause : rulesBecause(before)));
    }
    return moves;
  }

  private String rulesBecause(Deadline before) {
    return before.derivation().calendarVersion() == policy.calendarVersion()
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
    if (!state.unitIsOut()) {
      boolean goesOn = state.cancelled() == null;
      return state.exclusions().stream()
          .filter(found -> goesOn)
          .min(Comparator.comparing(ExclusionFound::foundAt))
          .flatMap(found -> closed(found.code(), found.foundAt()));
    }
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
