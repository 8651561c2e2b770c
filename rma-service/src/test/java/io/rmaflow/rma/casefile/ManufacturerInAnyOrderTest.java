package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.handOver;
import static io.rmaflow.rma.casefile.Story.receipt;
import static io.rmaflow.rma.casefile.Story.when;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.parts.loan.LoanerSteps;
import io.rmaflow.rma.parts.repair.RepairSteps;
import java.util.List;

/** Manufacturer maintenance (MFR-23 to MFR-30); the customer's confirmation comes last. */
class ManufacturerInAnyOrderTest extends FactsOfAProcedure {

  static final SerialNumber LOANER = new SerialNumber("LN-1");

  @Override
  Story begun() {
    return Story.accepted(Procedure.MANUFACTURER, "2026-05-07T09:30:00")
        .judged("2026-05-07T10:00:00");
  }

  @Override
  List<Step> facts() {
    return List.of(
        new LoanerSteps.Ship(
            LOANER,
            null,
            null,
            new Step.Carriage("Yamato", "1"),
            "4.12.2-2301",
            false,
            when("2026-05-07T15:00:00")),
        new LoanerSteps.Deliver(when("2026-05-11T10:00:00")),
        handOver("2026-05-12T10:00:00"),
        anotherUnit("2026-05-13T10:00:00"),
        receipt("2026-05-14T10:00:00"),
        new RepairSteps.Complete(when("2026-06-10T10:00:00")),
        new RepairSteps.Ship(
            null,
            null,
            new Step.Carriage("Yamato", "2"),
            "4.12.2-2301",
            when("2026-06-11T10:00:00")),
        new RepairSteps.Deliver(when("2026-06-12T10:00:00")),
        new LoanerSteps.HandOver(new Step.Carriage("Sagawa", "3"), when("2026-06-16T10:00:00")),
        new LoanerSteps.Receive(
            new SerialNumber("LN-2"), Condition.DAMAGED, when("2026-06-16T18:00:00")),
        new LoanerSteps.Receive(LOANER, Condition.USED, when("2026-06-17T10:00:00")));
  }

  @Override
  List<Step> decisions() {
    return List.of(
        new LoanerSteps.Confirm(at("2026-05-11T11:00:00")),
        new RepairSteps.Inspect(20, List.of(), at("2026-05-15T10:00:00")),
        new RepairSteps.ConfirmOperation(at("2026-06-15T10:00:00")));
  }

  @Override
  String knownAt() {
    return "2026-06-20T10:00:00";
  }

  /** What is told of the loaner names it only where its shipment was known. */
  @Override
  String[] saidOnTheWay() {
    return new String[] {
      "course.loan.delivered.value.serialNumber",
      "course.loan.handedOver.value.serialNumber",
      "course.loan.returned.value.serialNumber"
    };
  }
}
