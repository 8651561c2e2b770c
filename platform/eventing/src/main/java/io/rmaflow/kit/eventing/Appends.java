package io.rmaflow.kit.eventing;

import io.rmaflow.events.DomainEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Appends what was decided about many streams at once, past the command bus. For work in bulk,
 * which knows the state of its streams or that they are new; everything else sends {@link
 * Commands}.
 */
public interface Appends {

  /**
   * What one decision led to.
   *
   * @param aggregateType the simple name of the stream's aggregate class
   * @param firstSequence of the first of these events, from 0: where the stream ends
   */
  record Decided(
      String aggregateType,
      String streamId,
      long firstSequence,
      List<? extends DomainEvent> events) {
    public Decided {
      events = List.copyOf(events);
    }
  }

  /** Those of the streams that have an event, as the present transaction sees it. */
  Set<String> begun(Collection<String> streamIds);

  /**
   * Appends in this order; on return the projections and sagas of this service have seen the
   * events. Each decision begins a correlation of its own where the recording names none.
   *
   * @throws IllegalStateException outside a transaction, or while a command or an event is handled
   * @throws RuntimeException for which {@link Retryable#isLostRace} says yes where somebody else
   *     appended to one of the streams meanwhile; the whole action is then to be repeated
   */
  void append(List<Decided> decided, Recording recording);
}
