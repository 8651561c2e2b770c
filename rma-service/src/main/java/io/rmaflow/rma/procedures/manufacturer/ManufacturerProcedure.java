package io.rmaflow.rma.procedures.manufacturer;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RepairCompleted;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitShipped;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseProcedure;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Closing;
import io.rmaflow.rma.casefile.Consequence;
import io.rmaflow.rma.casefile.Deriving;
import io.rmaflow.rma.casefile.DueTime;
import io.rmaflow.rma.casefile.DueTimePassed;
import io.rmaflow.rma.casefile.Duty;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.casefile.Reasons;
import io.rmaflow.rma.casefile.UnitLeg;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.parts.loan.Lends;
import io.rmaflow.rma.parts.repair.RepairGuideRule;
import io.rmaflow.rma.parts.sending.Dispatch;
import io.rmaflow.rma.parts.sending.Sends;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Manufacturer maintenance (MFR): judged, a loaner leaves by the noon rule; running on it, the
 * customer sends the unit, which is repaired and returned; running again, the loaner comes home.
 */
public final class ManufacturerProcedure implements CaseProcedure {

  private static final List<Consequence> CONSEQUENCES =
      List.of(
          Lends.NO_LONGER_NEEDED,
          Lends.CAME_AFTER_ALL,
          Dispatch.DUE,
          FaultyUnitReminders.DUE,
          Lends.RETURN,
          ManufacturerProcedure::repairGuide,
          Closing.CLOSED,
          Closing.NOTHING_DUE_AFTER_THE_END);

  @Override
  public Procedure name() {
    return Procedure.MANUFACTURER;
  }

  @Override
  public Map<String, Message> reasons() {
    return Reasons.all(
        Sends.REASONS,
        FaultyUnitReminders.REASONS,
        Map.of(
            "OPERATION_CONFIRMED",
            new Message("正常な稼働が確認されたため", "the unit runs normally"),
            "LOANER_RETURNED",
            new Message(
                "正常な稼働が確認され、貸出機が返却されたため", "the unit runs normally and the loaner is back")));
  }

  /** MFR-3: what leaves first is the loaner. */
  @Clause("MFR-3")
  @Override
  public Message dueCalled(Deadline.Name due) {
    return due == Deadline.Name.DISPATCH
        ? new Message("貸出機の発送期限", "dispatch of the loaner")
        : CaseProcedure.super.dueCalled(due);
  }

  @Override
  public ProcedureState begin(ProcedureState before) {
    return ManufacturerState.after(before);
  }

  @Override
  public List<Consequence> consequences() {
    return CONSEQUENCES;
  }

  /** MFR-23 to MFR-30. */
  @Clause({"MFR-23", "MFR-24", "MFR-25", "MFR-26", "MFR-27", "MFR-28", "MFR-29", "MFR-30"})
  @Override
  public CaseStatus progress(CaseFile file) {
    ManufacturerState state = its(file);
    return state
        .loan()
        .progressHome()
        .or(() -> state.runsAgainSince().map(_ -> CaseStatus.OPERATION_CONFIRMED))
        .or(() -> state.sending().progress())
        .or(() -> state.repair().progressBack())
        .or(() -> awaitsConsent(state))
        .or(() -> state.repair().progressIn())
        .or(() -> state.faultyUnit().progress())
        .or(() -> state.loan().progressOut())
        .orElseGet(file::beforeAnythingWasSent);
  }

  private static Optional<CaseStatus> awaitsConsent(ManufacturerState state) {
    return state.sending().awaitsConsent()
        ? Optional.of(CaseStatus.AWAITING_CONSENT)
        : Optional.empty();
  }

  /** MFR-5, MFR-30: nothing closes while a loaner is out. */
  @Clause({"MFR-5", "MFR-30"})
  @Override
  public Optional<CaseClosed> end(CaseFile file) {
    ManufacturerState state = its(file);
    if (state.loan().isOutstanding()) {
      return Optional.empty();
    }
    Optional<Instant> back = state.loan().receivedAt();
    return state
        .runsAgainSince()
        .flatMap(
            confirmed ->
                back.isEmpty()
                    ? Closing.closed(file, "OPERATION_CONFIRMED", confirmed)
                    : Closing.closed(
                        file,
                        "LOANER_RETURNED",
                        back.filter(at -> at.isAfter(confirmed)).orElse(confirmed)));
  }

  /** MFR-10: a guide from the receipt on, met by whatever ends the wait. */
  @Clause("MFR-10")
  private static void repairGuide(Deriving on) {
    ManufacturerState state = its(on.file());
    state
        .faultyUnit()
        .returned()
        .map(FaultyUnitReturned::receivedAt)
        .ifPresent(at -> repairGuide(on, state, at));
  }

  private static void repairGuide(Deriving on, ManufacturerState state, Instant receivedAt) {
    on.setOnce(RepairGuideRule.deadline(receivedAt, on.policy()));
    DueTime due = on.file().dueTimes().of(Deadline.Name.REPAIR_GUIDE).orElseThrow();
    Stream.of(
            state.repair().completed().map(RepairCompleted::completedAt),
            state.repair().shipped().map(RepairedUnitShipped::dispatchedAt),
            state.sending().shipped().map(ReplacementShipped::dispatchedAt))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .ifPresent(
            done ->
                on.met(
                    Deadline.Name.REPAIR_GUIDE,
                    done,
                    done.isBefore(JapanTime.endOfDay(due.dueDay()))));
  }

  /** MFR-23: the loaner. */
  @Clause("MFR-23")
  @Override
  public List<CaseEvent> firstSent(CaseFile judged, PolicyContext policy) {
    return List.of(Sends.order(judged, policy, Leg.LOANER));
  }

  @Override
  public List<CaseEvent> calledOff(CaseFile file, String because) {
    return List.copyOf(Sends.calledOff(file, because));
  }

  @Override
  public List<Duty> duties(CaseFile file) {
    ManufacturerState state = its(file);
    return Stream.of(
            state.sending().consent(),
            state.toSend(file),
            state.sending().equivalent().isPresent() ? List.<Duty>of() : state.repairDuties(file),
            state.loan().duties(file),
            state.sending().onItsWay(),
            state.faultyUnit().onItsWay())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public List<Duty> dutiesAfterTheEnd(CaseFile file) {
    return its(file).loan().duties(file);
  }

  @Override
  public List<CaseEvent> owed(CaseFile file, DueTimePassed passed) {
    ManufacturerState state = its(file);
    return switch (passed.name()) {
      case LOANER_RETURN_REMINDER -> state.owed(file, passed);
      case FAULTY_UNIT_REMINDER -> FaultyUnitReminders.owed(file, state, passed);
      default -> List.of();
    };
  }

  @Override
  public List<UnitLeg> units(CaseFile file) {
    ManufacturerState state = its(file);
    return Stream.of(
            List.of(state.faultyUnit().unit(file)),
            state.loan().units(file),
            state.sending().units(file),
            state.repair().units(file))
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public Optional<CaseEvent> insteadOfTheAwaited(CaseFile file, UnexpectedUnitReceived unit) {
    return switch (unit.leg()) {
      case FAULTY_UNIT -> its(file).faultyUnit().insteadOfIt(file, unit);
      case LOANER -> its(file).loan().insteadOfIt(file, unit);
      case REPAIRED_UNIT -> its(file).repair().insteadOfIt(file, unit);
      case REPLACEMENT -> Optional.empty();
    };
  }

  /** MFR-18, SHP-4. */
  @Clause({"MFR-18", "SHP-4"})
  @Override
  public Optional<Payer> returnPayer() {
    return Optional.of(Payer.CUSTOMER);
  }

  private static ManufacturerState its(CaseFile file) {
    return file.its(ManufacturerState.class);
  }
}
