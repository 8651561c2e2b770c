package io.rmaflow.rma.cases;

import static io.rmaflow.rma.cases.Story.at;
import static io.rmaflow.rma.cases.Story.when;

import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.rma.onsite.OnSiteSteps;
import java.util.List;

/** What happened on site in one visit (ONS-12 to ONS-15); the report to the customer ends it. */
class OnSiteFactsInAnyOrderTest extends FactsOfAProcedure {

  @Override
  Story begun() {
    return Story.onSite(Plan.ONSITE_WEEKDAY, ProductFamily.NETNEBULAS_IA, "2026-06-10T10:30:00")
        .judged("2026-06-10T10:40:00");
  }

  @Override
  List<CaseStep> facts() {
    return List.of(
        new OnSiteSteps.Arrive(null, when("2026-06-10T14:40:00")),
        new OnSiteSteps.ExchangePart(null, when("2026-06-10T15:00:00")),
        new OnSiteSteps.ExchangeUnit(
            new SerialNumber("NR2A-9001"), null, "4.12.2", when("2026-06-10T15:30:00")),
        new OnSiteSteps.Restore(true, true, true, when("2026-06-10T16:00:00")));
  }

  @Override
  List<CaseStep> decisions() {
    return List.of(new OnSiteSteps.Report(null, ReportMethod.PHONE, at("2026-06-10T17:00:00")));
  }

  @Override
  String knownAt() {
    return "2026-06-10T18:00:00";
  }

  @Override
  CaseState withoutWhatWasSaidOnTheWay(CaseState state) {
    return state;
  }
}
