package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.FactsOfAProcedure.anotherUnit;
import static io.rmaflow.rma.casefile.Story.accepted;
import static io.rmaflow.rma.casefile.Story.handOver;
import static io.rmaflow.rma.casefile.Story.receipt;
import static io.rmaflow.rma.casefile.Story.shipment;
import static io.rmaflow.rma.casefile.Story.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.rma.parts.sending.SendingSteps;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** RMA-9: facts are recorded in whatever order they become known. */
class FactsInAnyOrderTest {

  private static final String KNOWN_AT = "2026-05-25T10:00:00";

  /** The facts of one case, in the order in which they become known. */
  record Known(List<Step> facts, String handedOverAt) {}

  @Property(tries = 500)
  @Clause("RMA-9")
  void endInTheSameState(@ForAll("orders") Known known) {
    Story story = accepted("2026-05-07T09:30:00").judged("2026-05-07T10:00:00");
    Story inOrder = accepted("2026-05-07T09:30:00").judged("2026-05-07T10:00:00");

    known.facts().forEach(fact -> story.take(fact, KNOWN_AT));
    List.of(
            shipment("2026-05-07T15:00:00"),
            new SendingSteps.DeliverReplacement(when("2026-05-08T14:00:00")),
            handOver(known.handedOverAt()),
            anotherUnit("2026-05-19T10:00:00"),
            receipt("2026-05-20T10:00:00"))
        .forEach(fact -> inOrder.take(fact, KNOWN_AT));

    FactsOfAProcedure.assertEndsAlike(
        story.state(), inOrder.state(), "course.sending.delivered.value.serialNumber");
  }

  @Property(tries = 200)
  @Clause("RMA-9")
  void repeated_changeNothing(@ForAll("orders") Known known) {
    Story story = accepted("2026-05-07T09:30:00").judged("2026-05-07T10:00:00");
    for (Step fact : known.facts()) {
      story.take(fact, KNOWN_AT);
      CaseState once = story.state();
      assertThat(story.take(fact, KNOWN_AT).state()).isEqualTo(once);
    }
  }

  @Property(tries = 200)
  @Clause("RMA-9")
  void leaveNothingToDerive(@ForAll("orders") Known known) {
    Story story = accepted("2026-05-07T09:30:00").judged("2026-05-07T10:00:00");
    for (Step fact : known.facts()) {
      story.take(fact, KNOWN_AT);
      assertThat(CaseDecisions.deriveAgain(story.state(), story.policy, Story.at(KNOWN_AT)))
          .isEqualTo(Decision.nothing());
    }
  }

  @Provide
  Arbitrary<Known> orders() {
    Arbitrary<String> handedOver = Arbitraries.of("2026-05-15T18:00:00", "2026-05-18T09:00:00");
    return handedOver.flatMap(
        at ->
            Arbitraries.shuffle(
                    shipment("2026-05-07T15:00:00"),
                    new SendingSteps.DeliverReplacement(when("2026-05-08T14:00:00")),
                    handOver(at),
                    anotherUnit("2026-05-19T10:00:00"),
                    receipt("2026-05-20T10:00:00"))
                .map(facts -> new Known(List.copyOf(facts), at)));
  }
}
