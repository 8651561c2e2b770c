package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.rma.parts.answering.AnsweringSteps;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * An inquiry (TEC, VA) knows one fact, the first contact; all else is decided. So the contact may
 * become known before, between and after the decisions, and after the desk was reminded of it.
 */
class InquiryInAnyOrderTest extends FactsOfAProcedure {

  private static final int DECISIONS = 4;

  @Override
  Story begun() {
    return Story.inquiry(ProductFamily.NETREGIO, "2026-06-10T14:00:00");
  }

  @Override
  List<Step> facts() {
    return List.of(new AnsweringSteps.Contact(when("2026-06-11T16:30:00")));
  }

  @Override
  List<Step> decisions() {
    return List.of(
        new CommonSteps.RequestInformation(null, at("2026-06-12T10:00:00")),
        new CommonSteps.ProvideInformation(null, List.of(), at("2026-06-15T10:00:00")),
        new AnsweringSteps.Answer(null, at("2026-06-16T10:00:00")),
        new AnsweringSteps.Complete(
            CompletionReason.RESPONSE_EXHAUSTED, at("2026-06-17T10:00:00")));
  }

  @Override
  String knownAt() {
    return "2026-06-18T10:00:00";
  }

  /** Whether the desk was reminded stays as it was. */
  @Override
  String[] saidOnTheWay() {
    return new String[] {"course.reminded"};
  }

  @Property
  @Clause({"RMA-9", "TEC-3", "VA-3", "NOT-11"})
  void theContactBecomesKnownAtAnyTime_withTheSameEnd(
      @ForAll @IntRange(min = 0, max = DECISIONS) int decidedBefore,
      @ForAll ProductFamily family,
      @ForAll boolean reminded,
      @ForAll boolean escalated) {
    Story inOrder = Story.inquiry(family, "2026-06-10T14:00:00");
    Story story = Story.inquiry(family, "2026-06-10T14:00:00");
    List<Step> steps = new ArrayList<>(decisions());
    steps.addAll(decidedBefore, facts());

    if (reminded) {
      passed(story, Moment.Kind.REMINDER, "2026-06-11T09:00:00");
    }
    if (escalated) {
      passed(story, Moment.Kind.OVER, "2026-06-11T17:00:01");
    }
    steps.forEach(step -> story.take(step, knownAt()));
    facts().forEach(fact -> inOrder.take(fact, knownAt()));
    decisions().forEach(decision -> inOrder.take(decision, knownAt()));

    assertEndsAlike(story.state(), inOrder.state(), saidOnTheWay());
    assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
  }

  private static void passed(Story story, Moment.Kind moment, String at) {
    story.keep(
        CaseDecisions.dueTimePassed(
            story.state(), Story.firstContactPassed(moment), story.policy, at(at)));
  }
}
