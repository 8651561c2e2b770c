package io.rmaflow.rma.casefile;

import io.rmaflow.events.Derived;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.OfAVisit;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.rma.cover.PolicyContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The events of one case and what they amount to: now, as it was recorded by an instant, or as it
 * was at an instant by all that is known today. The same state serves every one of them.
 *
 * @param procedures what a case may come to follow
 * @param events in the order of their recording; at least one
 */
record CaseStory(Procedures procedures, List<EventEnvelope<?>> events) {

  CaseStory {
    events = List.copyOf(events);
  }

  /** The last event's place in the stream. */
  long version() {
    return events.getLast().streamSequence();
  }

  CaseState state() {
    return none().evolve(events.stream().map(CaseStory::event).toList());
  }

  private CaseState none() {
    return new CaseState.NotReported(procedures);
  }

  /**
   * The state at an instant, by all that is recorded: facts that happened by then, as corrected
   * since, and what followed from them by that instant, each time under the calendar and the
   * settings of that time. What was met under an older calendar stays as it was met.
   */
  CaseState trueAt(Instant instant, PolicyHistory policies) {
    NavigableMap<Instant, List<CaseEvent>> facts = facts();
    NavigableSet<Instant> times = new TreeSet<>(facts.headMap(instant, true).keySet());
    if (!times.isEmpty()) {
      policies.changes().stream()
          .filter(change -> change.isAfter(times.first()) && !change.isAfter(instant))
          .forEach(times::add);
      times.add(instant);
    }
    CaseState then = none();
    for (Instant time : times) {
      for (CaseEvent fact : facts.getOrDefault(time, List.of())) {
        then = corrected(then.evolve(fact), fact);
      }
      then = withConsequences(then, policies.at(time), time);
    }
    return then;
  }

  /** Every instant at which something happened that is not derived, and what happened then. */
  NavigableMap<Instant, List<CaseEvent>> facts() {
    CaseState known = state();
    NavigableMap<Instant, List<CaseEvent>> facts = new TreeMap<>();
    for (EventEnvelope<?> recorded : events) {
      CaseEvent event = event(recorded);
      if (!(event instanceof Derived) && !(event instanceof FactCorrected)) {
        facts.computeIfAbsent(happenedAt(recorded, known), time -> new ArrayList<>()).add(event);
      }
    }
    return facts;
  }

  /** A fact counts from the beginning as all corrections of it say. */
  private CaseState corrected(CaseState state, CaseEvent event) {
    return event instanceof CorrectableFact<?> fact
        ? state.evolve(corrections().filter(fact::isMeantBy).toList())
        : state;
  }

  private Stream<FactCorrected> corrections() {
    return events.stream()
        .map(CaseStory::event)
        .filter(FactCorrected.class::isInstance)
        .map(FactCorrected.class::cast);
  }

  /** A unit that was delivered before its RMA number was issued owes nothing before that. */
  private static CaseState withConsequences(CaseState state, PolicyContext policy, Instant at) {
    boolean tooEarly =
        state.accepted().filter(f -> f.rmaNumber().isEmpty() && f.unitIsOut()).isPresent();
    return tooEarly ? state : state.evolve(CaseDecisions.deriveAgain(state, policy, at).events());
  }

  /** A fact that was corrected happened when the correction says. */
  private static Instant happenedAt(EventEnvelope<?> recorded, CaseState known) {
    return known.accepted().stream()
        .flatMap(CaseFile::facts)
        .filter(fact -> isThis(fact, event(recorded)))
        .reduce((earlier, later) -> later)
        .map(CorrectableFact::happenedAt)
        .orElse(recorded.occurredAt());
  }

  private static boolean isThis(CorrectableFact<?> fact, CaseEvent recorded) {
    return fact.getClass() == recorded.getClass()
        && (!(fact instanceof OfAVisit one && recorded instanceof OfAVisit other)
            || one.visit() == other.visit());
  }

  private static CaseEvent event(EventEnvelope<?> envelope) {
    if (envelope.data() instanceof CaseEvent event) {
      return event;
    }
    throw new IllegalStateException(envelope.type() + " does not belong to a case");
  }
}
