package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.parts.returnduty.ReturnSteps;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * RMA-9: facts are recorded in whatever order they become known. A procedure says how its case
 * begins, which facts it knows and which decisions end it; what holds for every one stands here.
 */
abstract class FactsOfAProcedure {

  /** A unit that has nothing to do with the case, and lies on the bench all the same. */
  static ReturnSteps.ReceiveFaultyUnit anotherUnit(String at) {
    return new ReturnSteps.ReceiveFaultyUnit(
        new SerialNumber("NR2A-0777"), Condition.USED, Story.when(at));
  }

  /** A case at the point from which its facts can be recorded. */
  abstract Story begun();

  /** The facts in the order in which they happened, none after {@link #knownAt}. */
  abstract List<Step> facts();

  /** What is decided once all facts are known; in order, each once. */
  abstract List<Step> decisions();

  /** When the facts become known, one after the other; Japan time. */
  abstract String knownAt();

  /**
   * What was said on the way and is not taken back, such as a serial number that an event tells
   * only where it was known by then: names of fields.
   */
  abstract String[] saidOnTheWay();

  @Property(tries = 200)
  @Clause("RMA-9")
  void endInTheSameState(@ForAll("orders") List<Step> order) {
    Story story = begun();
    Story inOrder = begun();

    order.forEach(fact -> story.take(fact, knownAt()));
    decisions().forEach(decision -> story.take(decision, knownAt()));
    facts().forEach(fact -> inOrder.take(fact, knownAt()));
    decisions().forEach(decision -> inOrder.take(decision, knownAt()));

    assertEndsAlike(story.state(), inOrder.state(), saidOnTheWay());
    assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
    assertThat(story.state().closedAt()).isEqualTo(inOrder.state().closedAt());
  }

  @Property(tries = 100)
  @Clause("RMA-9")
  void repeated_changeNothing(@ForAll("orders") List<Step> order) {
    Story story = begun();
    for (Step fact : order) {
      story.take(fact, knownAt());
      CaseState once = story.state();
      assertThat(story.take(fact, knownAt()).state()).isEqualTo(once);
    }
  }

  @Property(tries = 100)
  @Clause("RMA-9")
  void leaveNothingToDerive(@ForAll("orders") List<Step> order) {
    Story story = begun();
    for (Step fact : order) {
      story.take(fact, knownAt());
      assertThat(CaseDecisions.deriveAgain(story.state(), story.policy, Story.at(knownAt())))
          .isEqualTo(Decision.nothing());
    }
  }

  /** A decision that was taken is not taken again, and changes nothing when it is tried. */
  @Property(tries = 50)
  @Clause("RMA-9")
  void decidedTwice_isAConflictWithTheState(@ForAll("orders") List<Step> order) {
    Story story = begun();
    order.forEach(fact -> story.take(fact, knownAt()));
    for (Step decision : decisions()) {
      story.take(decision, knownAt());
      assertThat(story.decide(decision, knownAt()))
          .isInstanceOfSatisfying(
              Decision.Conflict.class,
              conflict -> assertThat(conflict.status()).isEqualTo(story.state().status()));
    }
  }

  @Provide
  Arbitrary<List<Step>> orders() {
    return Arbitraries.shuffle(facts());
  }

  /**
   * Due times stand in the order in which they were set, which is that of the facts; which unit was
   * awaited when another came is told as it was known by then.
   */
  static void assertEndsAlike(CaseFile one, CaseFile other, String... saidOnTheWay) {
    assertThat(one)
        .usingRecursiveComparison()
        .ignoringFields(saidOnTheWay)
        .ignoringFields(
            "dueTimes",
            "course.reminders",
            "course.remindedFor",
            "findings.unexpected.received.expected")
        .isEqualTo(other);
    assertThat(dueTimes(one)).containsExactlyInAnyOrderElementsOf(dueTimes(other));
  }

  /** The reminder is set only where the faulty unit is not the first to be told of. */
  private static List<DueTime> dueTimes(CaseFile file) {
    return file.dueTimes().all().stream()
        .filter(due -> due.deadline().name() != Deadline.Name.FAULTY_UNIT_REMINDER)
        .toList();
  }
}
