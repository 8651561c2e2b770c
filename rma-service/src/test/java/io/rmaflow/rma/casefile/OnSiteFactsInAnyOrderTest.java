package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.when;

import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.rma.parts.visit.VisitSteps;
import java.util.List;

/** What happened on site in one visit (ONS-12 to ONS-15); the report to the customer ends it. */
class OnSiteFactsInAnyOrderTest extends FactsOfAProcedure {

  @Override
  Story begun() {
    return Story.onSite(Plan.ONSITE_WEEKDAY, ProductFamily.NETNEBULAS_IA, "2026-06-10T10:30:00")
        .judged("2026-06-10T10:40:00");
  }

  @Override
  List<Step> facts() {
    return List.of(
        new VisitSteps.Arrive(null, when("2026-06-10T14:40:00")),
        new VisitSteps.ExchangePart(null, when("2026-06-10T15:00:00")),
        new VisitSteps.ExchangeUnit(
            new SerialNumber("NR2A-9001"), null, "4.12.2", when("2026-06-10T15:30:00")),
        new VisitSteps.Restore(true, true, true, when("2026-06-10T16:00:00")));
  }

  @Override
  List<Step> decisions() {
    return List.of(new VisitSteps.Report(null, ReportMethod.PHONE, at("2026-06-10T17:00:00")));
  }

  @Override
  String knownAt() {
    return "2026-06-10T18:00:00";
  }

  @Override
  String[] saidOnTheWay() {
    return new String[0];
  }
}
