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
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.HardwareFaultJudged;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.ReturnDutyOpened;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdue;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdueWithdrawn;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.rma.cover.PolicyContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * since, and what follows from them at that instant.
   */
  CaseState trueAt(Instant instant, PolicyContext policy) {
    CaseState known = state();
    CaseState then = CaseState.NONE;
    for (StoredEvent stored : events) {
      CaseEvent event = event(stored.envelope());
      boolean counts =
          event instanceof FactCorrected correction
              ? Corrections.isRecorded(then, correction.ofEvent())
              : !isDerived(event) && !happenedAt(event, stored, known).isAfter(instant);
      if (counts) {
        then = then.evolve(event);
      }
    }
    for (Recorded recorded : Derivations.consequences(then, policy, instant)) {
      then = then.evolve(recorded.event());
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
      default -> false;
    };
  }

  /** A fact that was corrected happened when the correction says. */
  private static Instant happenedAt(CaseEvent event, StoredEvent stored, CaseState known) {
    @Nullable Instant corrected =
        switch (event) {
          case HardwareFaultJudged e ->
              known.judgement() == null ? null : known.judgement().judgedAt();
          case ReplacementShipped e ->
              known.shipped() == null ? null : known.shipped().dispatchedAt();
          case ReplacementDelivered e ->
              known.delivered() == null ? null : known.delivered().deliveredAt();
          case FaultyUnitDispatched e ->
              known.handedOver() == null ? null : known.handedOver().customerShippedAt();
          case FaultyUnitReturned e ->
              known.returned() == null ? null : known.returned().receivedAt();
          default -> null;
        };
    return corrected == null ? stored.envelope().occurredAt() : corrected;
  }

  private static CaseEvent event(EventEnvelope<?> envelope) {
    if (envelope.data() instanceof CaseEvent event) {
      return event;
    }
    throw new IllegalStateException(envelope.type() + " does not belong to a case");
  }
}
