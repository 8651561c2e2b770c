package io.rmaflow.rma.cases;

import static io.rmaflow.rma.cases.Story.at;
import static io.rmaflow.rma.cases.Story.when;

import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.events.rma.CaseEvent.SecondVisitCause;
import io.rmaflow.rma.onsite.OnSiteSteps;
import java.util.List;

/** Two visits for a motherboard (ONS-16): what belongs to which, the instant tells. */
class SecondVisitInAnyOrderTest extends FactsOfAProcedure {

  @Override
  Story begun() {
    return Story.onSite(Plan.ONSITE_24X365, ProductFamily.SUPERDHCP, "2026-06-10T10:30:00")
        .judged("2026-06-10T10:40:00")
        .take(new OnSiteSteps.Arrive(null, when("2026-06-10T14:00:00")), "2026-06-10T14:00:00")
        .take(
            new OnSiteSteps.RequireSecondVisit(
                SecondVisitCause.MOTHERBOARD, null, at("2026-06-10T16:00:00")),
            "2026-06-10T16:00:00");
  }

  @Override
  List<CaseStep> facts() {
    return List.of(
        new OnSiteSteps.ExchangePart(null, when("2026-06-10T15:00:00")),
        new OnSiteSteps.Arrive(null, when("2026-06-15T10:30:00")),
        new OnSiteSteps.ExchangePart(null, when("2026-06-15T11:00:00")),
        new OnSiteSteps.Restore(false, false, true, when("2026-06-15T12:00:00")));
  }

  @Override
  List<CaseStep> decisions() {
    return List.of(new OnSiteSteps.Report(null, ReportMethod.ON_SITE, at("2026-06-15T12:10:00")));
  }

  @Override
  String knownAt() {
    return "2026-06-15T18:00:00";
  }

  @Override
  CaseState withoutWhatWasSaidOnTheWay(CaseState state) {
    return state;
  }
}
