package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.when;

import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.events.rma.CaseEvent.SecondVisitCause;
import io.rmaflow.rma.parts.visit.VisitSteps;
import java.util.List;

/** Two visits for a motherboard (ONS-16): what belongs to which, the instant tells. */
class SecondVisitInAnyOrderTest extends FactsOfAProcedure {

  @Override
  Story begun() {
    return Story.onSite(Plan.ONSITE_24X365, ProductFamily.SUPERDHCP, "2026-06-10T10:30:00")
        .judged("2026-06-10T10:40:00")
        .take(new VisitSteps.Arrive(null, when("2026-06-10T14:00:00")), "2026-06-10T14:00:00")
        .take(
            new VisitSteps.RequireSecondVisit(
                SecondVisitCause.MOTHERBOARD, null, at("2026-06-10T16:00:00")),
            "2026-06-10T16:00:00");
  }

  @Override
  List<Step> facts() {
    return List.of(
        new VisitSteps.ExchangePart(null, when("2026-06-10T15:00:00")),
        new VisitSteps.Arrive(null, when("2026-06-15T10:30:00")),
        new VisitSteps.ExchangePart(null, when("2026-06-15T11:00:00")),
        new VisitSteps.Restore(false, false, true, when("2026-06-15T12:00:00")));
  }

  @Override
  List<Step> decisions() {
    return List.of(new VisitSteps.Report(null, ReportMethod.ON_SITE, at("2026-06-15T12:10:00")));
  }

  @Override
  String knownAt() {
    return "2026-06-15T18:00:00";
  }

  @Override
  String[] saidOnTheWay() {
    return new String[0];
  }
}
