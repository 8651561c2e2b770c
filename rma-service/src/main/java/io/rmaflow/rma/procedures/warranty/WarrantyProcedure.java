package io.rmaflow.rma.procedures.warranty;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseProcedure;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Closing;
import io.rmaflow.rma.casefile.Consequence;
import io.rmaflow.rma.casefile.Duty;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.casefile.UnitLeg;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The warranty (WAR): sent in, repaired, returned, closed with the delivery. */
public final class WarrantyProcedure implements CaseProcedure {

  private static final List<Consequence> CONSEQUENCES =
      List.of(Closing.CLOSED, Closing.NOTHING_DUE_AFTER_THE_END);

  @Override
  public Procedure name() {
    return Procedure.WARRANTY;
  }

  @Override
  public Map<String, Message> reasons() {
    return Map.of(
        "REPAIRED_UNIT_DELIVERED", new Message("修理済み機が到着したため", "the repaired unit was delivered"));
  }

  @Override
  public ProcedureState begin(ProcedureState before) {
    return WarrantyState.after(before);
  }

  @Override
  public List<Consequence> consequences() {
    return CONSEQUENCES;
  }

  @Override
  public CaseStatus progress(CaseFile file) {
    return its(file).repairProgress().orElseGet(file::beforeAnythingWasSent);
  }

  /** WAR-20. */
  @Clause("WAR-20")
  @Override
  public Optional<CaseClosed> end(CaseFile file) {
    return its(file)
        .repair()
        .delivered()
        .flatMap(e -> Closing.closed(file, "REPAIRED_UNIT_DELIVERED", e.deliveredAt()));
  }

  @Override
  public List<Duty> duties(CaseFile file) {
    return Stream.concat(
            its(file).repairDuties(file).stream(), its(file).faultyUnit().onItsWay().stream())
        .toList();
  }

  @Override
  public List<UnitLeg> units(CaseFile file) {
    return Stream.concat(
            Stream.of(its(file).faultyUnit().unit(file)), its(file).repair().units(file).stream())
        .toList();
  }

  @Override
  public Optional<CaseEvent> insteadOfTheAwaited(CaseFile file, UnexpectedUnitReceived unit) {
    return switch (unit.leg()) {
      case FAULTY_UNIT -> its(file).faultyUnit().insteadOfIt(file, unit);
      case REPAIRED_UNIT -> its(file).repair().insteadOfIt(file, unit);
      case LOANER, REPLACEMENT -> Optional.empty();
    };
  }

  /** WAR-18, SHP-8. */
  @Clause({"WAR-18", "SHP-8"})
  @Override
  public Optional<Payer> returnPayer() {
    return Optional.of(Payer.CUSTOMER);
  }

  private static WarrantyState its(CaseFile file) {
    return file.its(WarrantyState.class);
  }
}
