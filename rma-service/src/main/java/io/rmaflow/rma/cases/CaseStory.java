package io.rmaflow.rma.cases;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.CaseEvent.DispatchOverdue;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.ReturnDutyOpened;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdue;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdueWithdrawn;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.rma.cover.PolicyContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The events of one case and what they amount to: now, as it was recorded by an instant, or as it
 * was at an instant by all that is known today. The same state serves every one of them.
 *
 * @param events in the order of their recording; at least one
 */
record CaseStory(List<StoredEvent> events) {

  CaseStory {
    events = List.copyOf(events);
  }

  /** The last event's place in the stream. */
  long version() {
    return events.getLast().envelope().streamSequence();
  }

  CaseState state() {
    CaseState state = CaseState.NONE;
    for (StoredEvent stored : events) {
      state = state.evolve(event(stored.envelope()));
    }
    return state;
  }

  /** What had been recorded by then, that instant included; without any event where nothing had. */
  CaseStory recordedBy(Instant asOf) {
    return new CaseStory(
        events.stream().filter(stored -> !stored.envelope().recordedAt().isAfter(asOf)).toList());
  }

  boolean isEmpty() {
    return events.isEmpty();
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
    CaseState then = CaseState.NONE;
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
    for (StoredEvent stored : events) {
      CaseEvent event = event(stored.envelope());
      if (!isDerived(event) && !(event instanceof FactCorrected)) {
        facts.computeIfAbsent(happenedAt(stored, known), time -> new ArrayList<>()).add(event);
      }
    }
    return facts;
  }

  /** A fact counts from the beginning as all corrections of it say. */
  private CaseState corrected(CaseState state, CaseEvent fact) {
    String name = fact.getClass().getSimpleName();
    CaseState corrected = state;
    for (StoredEvent stored : events) {
      if (event(stored.envelope()) instanceof FactCorrected correction
          && correction.ofEvent().equals(name)
          && (correction.visit() == null || correction.visit().equals(Corrections.visitOf(fact)))
          && Corrections.isRecorded(corrected, name, correction.visit())) {
        corrected = corrected.evolve(correction);
      }
    }
    return corrected;
  }

  /** A unit that was delivered before its RMA number was issued owes nothing before that. */
  private static CaseState withConsequences(CaseState state, PolicyContext policy, Instant at) {
    CaseState then = state;
    if (state.rmaNumber() != null || !state.unitIsOut()) {
      for (Recorded recorded : Derivations.consequences(state, policy, at)) {
        then = then.evolve(recorded.event());
      }
    }
    return then;
  }

  private static boolean isDerived(CaseEvent event) {
    return switch (event) {
      case DeadlineSet e -> true;
      case DeadlineMoved e -> true;
      case DeadlineMet e -> true;
      case DeadlineCancelled e -> true;
      case DispatchOverdue e -> true;
      case ReturnDutyOpened e -> true;
      case ReturnOverdue e -> true;
      case ReturnOverdueWithdrawn e -> true;
      case CaseClosed e -> true;
      case CaseEvent.LoanerReturnRequested e -> true;
      case CaseEvent.FirstContactOverdue e -> true;
      default -> false;
    };
  }

  /** A fact that was corrected happened when the correction says. */
  private static Instant happenedAt(StoredEvent stored, CaseState known) {
    return Corrections.happenedAt(known, event(stored.envelope()))
        .orElse(stored.envelope().occurredAt());
  }

  private static CaseEvent event(EventEnvelope<?> envelope) {
    if (envelope.data() instanceof CaseEvent event) {
      return event;
    }
    throw new IllegalStateException(envelope.type() + " does not belong to a case");
  }
}
