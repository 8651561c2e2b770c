package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.handOver;
import static io.rmaflow.rma.casefile.Story.receipt;
import static io.rmaflow.rma.casefile.Story.when;

import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.parts.sending.SendingSteps;
import io.rmaflow.rma.procedures.doa.CertifyDoa;
import java.util.List;

/** The exchange of an initial failure (DOA-6 to DOA-9), once it is certified. */
class DoaInAnyOrderTest extends FactsOfAProcedure {

  static final CertifyDoa CERTIFIED =
      new CertifyDoa(true, new TextId("r-text-2"), null, null, at("2026-04-30T16:00:00"));

  @Override
  Story begun() {
    return Story.accepted(Procedure.DOA, "2026-04-30T09:30:00")
        .judged("2026-04-30T10:00:00")
        .take(CERTIFIED, "2026-04-30T16:00:00");
  }

  @Override
  List<Step> facts() {
    return List.of(
        Story.newUnitShipment("2026-05-01T15:00:00"),
        new SendingSteps.DeliverReplacement(when("2026-05-02T11:00:00")),
        anotherUnit("2026-05-13T10:00:00"),
        handOver("2026-05-11T10:00:00"),
        receipt("2026-05-12T10:00:00"));
  }

  @Override
  List<Step> decisions() {
    return List.of();
  }

  @Override
  String knownAt() {
    return "2026-05-25T10:00:00";
  }

  @Override
  String[] saidOnTheWay() {
    return new String[] {"course.sending.delivered.value.serialNumber"};
  }
}
