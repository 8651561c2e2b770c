package io.rmaflow.rma.procedures.doa;

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
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.casefile.Reasons;
import io.rmaflow.rma.casefile.UnitLeg;
import io.rmaflow.rma.parts.returnduty.OwesReturn;
import io.rmaflow.rma.parts.returnduty.ReturnDuty;
import io.rmaflow.rma.parts.sending.Dispatch;
import io.rmaflow.rma.parts.sending.Sends;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The exchange of an initial failure (DOA): judged and certified by a person, a new unit leaves
 * within two business days, and the faulty one comes home at the vendor's cost.
 */
public final class DoaProcedure implements CaseProcedure {

  private static final List<Consequence> CONSEQUENCES =
      List.of(Dispatch.DUE, OwesReturn.DUE, Closing.CLOSED, Closing.NOTHING_DUE_AFTER_THE_END);

  @Override
  public Procedure name() {
    return Procedure.DOA;
  }

  @Override
  public Map<String, Message> reasons() {
    return Reasons.all(
        Sends.REASONS,
        OwesReturn.REASONS,
        Map.of(
            "DOA_NOT_CERTIFIED",
            new Message("初期不良と認められなかったため", "the initial failure was not certified"),
            "DOA_CONDITIONS_NOT_MET",
            new Message("初期不良の条件を満たさないため", "the conditions of an initial failure are not met")));
  }

  @Override
  public ProcedureState begin(ProcedureState before) {
    return DoaState.BEGUN;
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

  @Override
  public List<CaseEvent> calledOff(CaseFile file, String because) {
    return List.copyOf(Sends.calledOff(file, because));
  }

  @Override
  public List<Duty> duties(CaseFile file) {
    DoaState state = its(file);
    return Stream.of(
            state.sending().consent(),
            state.toSend(file),
            toCertify(file, state),
            state.sending().onItsWay(),
            ReturnDuty.duties(file),
            state.faultyUnit().onItsWay(),
            state.buyOut().duties())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Duty> toCertify(CaseFile file, DoaState state) {
    boolean undecided = state.certified().isEmpty() && file.declined() == null;
    return file.rmaNumber().isPresent() && undecided
        ? List.of(Duty.vendor("DOA_CERTIFICATION"))
        : List.of();
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

  /** DOA-9, SHP-10. */
  @Clause({"DOA-9", "SHP-10"})
  @Override
  public Optional<Payer> returnPayer() {
    return Optional.of(Payer.VENDOR);
  }

  private static DoaState its(CaseFile file) {
    return file.its(DoaState.class);
  }
}
