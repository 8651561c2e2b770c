package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.handOver;
import static io.rmaflow.rma.casefile.Story.receipt;
import static io.rmaflow.rma.casefile.Story.when;

import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.parts.repair.RepairSteps;
import java.util.List;

/** The warranty (WAR-16 to WAR-20); its case ends by itself when the unit is back. */
class WarrantyInAnyOrderTest extends FactsOfAProcedure {

  @Override
  Story begun() {
    return Story.accepted(Procedure.WARRANTY, "2026-06-10T09:30:00").judged("2026-06-10T10:00:00");
  }

  @Override
  List<Step> facts() {
    return List.of(
        anotherUnit("2026-05-13T10:00:00"),
        handOver("2026-06-11T10:00:00"),
        receipt("2026-06-12T10:00:00"),
        new RepairSteps.Complete(when("2026-06-26T10:00:00")),
        new RepairSteps.Ship(
            "4.12.2-2301",
            true,
            new Step.Carriage("Yamato", "55-1"),
            "4.12.2-2301",
            when("2026-06-29T10:00:00")),
        new RepairSteps.Deliver(when("2026-06-30T10:00:00")));
  }

  @Override
  List<Step> decisions() {
    return List.of();
  }

  @Override
  String knownAt() {
    return "2026-07-10T10:00:00";
  }

  @Override
  String[] saidOnTheWay() {
    return new String[0];
  }
}
