package io.rmaflow.rma.procedures.onsite;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RestorationReported;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseProcedure;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Closing;
import io.rmaflow.rma.casefile.Consequence;
import io.rmaflow.rma.casefile.Duty;
import io.rmaflow.rma.casefile.Exclusion;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.casefile.Reasons;
import io.rmaflow.rma.parts.returnduty.BuyOut;
import io.rmaflow.rma.parts.returnduty.OwesReturn;
import io.rmaflow.rma.parts.sending.Sends;
import io.rmaflow.rma.parts.visit.Visited;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * On-site maintenance (ONS): an engineer aims to arrive within the hours, exchanges, restores and
 * reports; the report is the end.
 */
public final class OnSiteProcedure implements CaseProcedure {

  private static final List<Consequence> CONSEQUENCES =
      List.of(Visited.ARRIVAL_TARGET, Closing.CLOSED, Closing.NOTHING_DUE_AFTER_THE_END);

  @Override
  public Procedure name() {
    return Procedure.ONSITE;
  }

  @Override
  public Map<String, Message> reasons() {
    return Reasons.all(
        Sends.REASONS,
        OwesReturn.REASONS,
        Map.of("RESTORED", new Message("復旧を確認し報告したため", "the restoration was reported")));
  }

  @Override
  public ProcedureState begin(ProcedureState before) {
    return OnSiteState.after(before);
  }

  @Override
  public List<Consequence> consequences() {
    return CONSEQUENCES;
  }

  /** ONS-10 to ONS-17. */
  @Clause({"ONS-10", "ONS-11", "ONS-12", "ONS-13", "ONS-14", "ONS-15", "ONS-16", "ONS-17"})
  @Override
  public CaseStatus progress(CaseFile file) {
    OnSiteState state = its(file);
    return state
        .visits()
        .progress()
        .or(
            () ->
                state.sending().awaitsConsent()
                    ? Optional.of(CaseStatus.AWAITING_CONSENT)
                    : Optional.empty())
        .or(() -> state.visits().plannedFor().map(_ -> CaseStatus.VISIT_PLANNED))
        .orElseGet(file::beforeAnythingWasSent);
  }

  /** ONS-17, once nothing that the customer wants to buy waits for an answer (EXC-ONS-24). */
  @Clause({"ONS-17", "EXC-ONS-24"})
  @Override
  public Optional<CaseClosed> end(CaseFile file) {
    BuyOut buyOut = its(file).buyOut();
    return its(file)
        .visits()
        .reported()
        .filter(_ -> !(buyOut instanceof BuyOut.Pending))
        .map(RestorationReported::reportedAt)
        .flatMap(
            reported ->
                Closing.closed(
                    file,
                    "RESTORED",
                    buyOut.answeredAt().filter(at -> at.isAfter(reported)).orElse(reported)));
  }

  @Override
  public List<Duty> duties(CaseFile file) {
    OnSiteState state = its(file);
    return Stream.of(
            state.sending().consent(),
            file.rmaNumber().isPresent() ? List.of(state.visits().duty()) : List.<Duty>of(),
            state.buyOut().duties())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public List<SerialNumber> brought(CaseFile file) {
    return its(file).visits().unit().map(UnitExchanged::serialNumber).stream().toList();
  }

  /** What was collected stands for none: nobody owes a return. */
  @Override
  public boolean awaitsReturn(Leg leg) {
    return leg != Leg.FAULTY_UNIT;
  }

  @Override
  public List<? extends Exclusion> exclusions(CaseFile file) {
    return OnSiteExclusions.all();
  }

  private static OnSiteState its(CaseFile file) {
    return file.its(OnSiteState.class);
  }
}
