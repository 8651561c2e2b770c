package io.rmaflow.rma.procedures.crosssendback;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseProcedure;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Closing;
import io.rmaflow.rma.casefile.Consequence;
import io.rmaflow.rma.casefile.DueTimePassed;
import io.rmaflow.rma.casefile.Duty;
import io.rmaflow.rma.casefile.Exclusion;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.casefile.Reasons;
import io.rmaflow.rma.casefile.UnitLeg;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.parts.returnduty.OwesReturn;
import io.rmaflow.rma.parts.returnduty.ReturnDuty;
import io.rmaflow.rma.parts.sending.Dispatch;
import io.rmaflow.rma.parts.sending.Sends;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Cross-send-back (CSB): judged, an exchange unit leaves by the noon rule; delivered, the faulty
 * one is owed within five business days; received or bought, the case is closed.
 */
public final class CrossSendBackProcedure implements CaseProcedure {

  private static final List<Consequence> CONSEQUENCES =
      List.of(Dispatch.DUE, OwesReturn.DUE, Closing.CLOSED, Closing.NOTHING_DUE_AFTER_THE_END);

  @Override
  public Procedure name() {
    return Procedure.CROSS_SEND_BACK;
  }

  @Override
  public Map<String, Message> reasons() {
    return Reasons.all(Sends.REASONS, OwesReturn.REASONS);
  }

  @Override
  public ProcedureState begin(ProcedureState before) {
    return CrossSendBackState.after(before);
  }

  @Override
  public List<Consequence> consequences() {
    return CONSEQUENCES;
  }

  @Override
  public CaseStatus progress(CaseFile file) {
    return its(file).progress(file);
  }

  @Override
  public Optional<CaseClosed> end(CaseFile file) {
    return its(file).end(file);
  }

  /** CSB-23: the exchange unit. */
  @Clause("CSB-23")
  @Override
  public List<CaseEvent> firstSent(CaseFile judged, PolicyContext policy) {
    return List.of(Sends.order(judged, policy, Leg.REPLACEMENT));
  }

  @Override
  public List<CaseEvent> calledOff(CaseFile file, String because) {
    return List.copyOf(Sends.calledOff(file, because));
  }

  @Override
  public List<Duty> duties(CaseFile file) {
    CrossSendBackState state = its(file);
    return Stream.of(
            state.sending().consent(),
            state.toSend(file),
            state.sending().onItsWay(),
            ReturnDuty.duties(file),
            state.faultyUnit().onItsWay(),
            state.buyOut().duties())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public List<CaseEvent> owed(CaseFile file, DueTimePassed passed) {
    return its(file).owed(file, passed);
  }

  @Override
  public List<UnitLeg> units(CaseFile file) {
    return Stream.concat(
            Stream.of(its(file).faultyUnit().unit(file)), its(file).sending().units(file).stream())
        .toList();
  }

  @Override
  public Optional<CaseEvent> insteadOfTheAwaited(CaseFile file, UnexpectedUnitReceived unit) {
    return unit.leg() == Leg.FAULTY_UNIT
        ? its(file).faultyUnit().insteadOfIt(file, unit)
        : Optional.empty();
  }

  @Override
  public List<? extends Exclusion> exclusions(CaseFile file) {
    return CrossSendBackExclusions.all();
  }

  /** SHP-2, CSB-19. */
  @Clause({"SHP-2", "CSB-19"})
  @Override
  public Optional<Payer> returnPayer() {
    return Optional.of(Payer.CUSTOMER);
  }

  private static CrossSendBackState its(CaseFile file) {
    return file.its(CrossSendBackState.class);
  }
}
