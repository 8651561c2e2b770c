package io.rmaflow.rma.cases;

import static io.rmaflow.rma.cases.Story.at;
import static io.rmaflow.rma.cases.Story.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.rma.onsite.OnSiteSteps;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** RMA-9: what happened on site is recorded in whatever order it becomes known. */
class OnSiteFactsInAnyOrderTest {

  private static final String KNOWN_AT = "2026-06-10T18:00:00";

  private static final List<CaseStep> AS_THEY_HAPPENED =
      List.of(
          new OnSiteSteps.Arrive(null, when("2026-06-10T14:40:00")),
          new OnSiteSteps.ExchangePart(null, when("2026-06-10T15:00:00")),
          new OnSiteSteps.ExchangeUnit(
              new SerialNumber("NR2A-9001"), null, "4.12.2", when("2026-06-10T15:30:00")),
          new OnSiteSteps.Restore(true, true, true, when("2026-06-10T16:00:00")));

  private static Story judged() {
    return Story.onSite(Plan.ONSITE_WEEKDAY, ProductFamily.NETNEBULAS_IA, "2026-06-10T10:30:00")
        .judged("2026-06-10T10:40:00");
  }

  @Property(tries = 100)
  @Clause("RMA-9")
  void endInTheSameState(@ForAll("orders") List<CaseStep> facts) {
    Story story = judged();
    Story inOrder = judged();

    facts.forEach(fact -> story.take(fact, KNOWN_AT));
    AS_THEY_HAPPENED.forEach(fact -> inOrder.take(fact, KNOWN_AT));

    assertThat(story.state).isEqualTo(inOrder.state);
    CaseStep report = new OnSiteSteps.Report(null, ReportMethod.PHONE, at("2026-06-10T17:00:00"));
    assertThat(story.take(report, KNOWN_AT).state.status()).isEqualTo(CaseStatus.CLOSED);
  }

  @Property(tries = 100)
  @Clause("RMA-9")
  void repeated_changeNothing(@ForAll("orders") List<CaseStep> facts) {
    Story story = judged();
    for (CaseStep fact : facts) {
      story.take(fact, KNOWN_AT);
      CaseState once = story.state;
      assertThat(story.take(fact, KNOWN_AT).state).isEqualTo(once);
    }
  }

  @Property(tries = 100)
  @Clause("RMA-9")
  void leaveNothingToDerive(@ForAll("orders") List<CaseStep> facts) {
    Story story = judged();
    for (CaseStep fact : facts) {
      story.take(fact, KNOWN_AT);
      assertThat(CaseDecisions.deriveAgain(story.state, story.policy, at(KNOWN_AT)))
          .isEqualTo(Decision.nothing());
    }
  }

  @Provide
  Arbitrary<List<CaseStep>> orders() {
    return Arbitraries.shuffle(AS_THEY_HAPPENED);
  }
}
