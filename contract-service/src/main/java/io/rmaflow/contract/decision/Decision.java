package io.rmaflow.contract.decision;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import java.util.List;

/**
 * What a rule decides about a command: what happens, why the policy says no, or why the present
 * state does not allow it.
 *
 * @param <E> the family of the stream's events
 */
public sealed interface Decision<E extends DomainEvent> {

  /** This happens; an empty list where nothing changes. */
  record Happens<E extends DomainEvent>(List<E> events) implements Decision<E> {
    public Happens {
      events = List.copyOf(events);
    }
  }

  /** The policy refuses, with every failing reason. */
  record Refused<E extends DomainEvent>(List<Refusal> refusals) implements Decision<E> {
    public Refused {
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * The present state does not allow it.
   *
   * @param state what the thing is now
   * @param code the rule, such as {@code ALREADY_REGISTERED}
   */
  record Conflict<E extends DomainEvent>(Object state, String code, Message message)
      implements Decision<E> {}

  /** This one event. */
  static <E extends DomainEvent> Decision<E> happens(E event) {
    return new Happens<>(List.of(event));
  }

  /** These two, in this order. */
  static <E extends DomainEvent> Decision<E> happens(E first, E second) {
    return new Happens<>(List.of(first, second));
  }

  /** Nothing changes: it is so already. */
  static <E extends DomainEvent> Decision<E> nothing() {
    return new Happens<>(List.of());
  }

  /** Refused for these reasons, of which there is at least one. */
  static <E extends DomainEvent> Decision<E> refused(List<Refusal> refusals) {
    return new Refused<>(refusals);
  }

  /** Not in this state. */
  static <E extends DomainEvent> Decision<E> conflict(
      Object state, String code, String ja, String en) {
    return new Conflict<>(state, code, new Message(ja, en));
  }
}
