package io.rmaflow.eventstore;

import java.util.function.BiFunction;

/**
 * How the state of a stream follows from its events.
 *
 * @param aggregateType of the streams, as the framework calls it: the simple name of the class
 * @param before the state before the first event
 * @param eventType events of other types change nothing
 * @param evolve the state after an event; changes neither of its arguments, and says the same of
 *     the same
 * @param <S> immutable: threads share it
 * @param <E> what is common to the events
 */
public record Evolution<S, E>(
    String aggregateType, S before, Class<E> eventType, BiFunction<S, E, S> evolve) {

  S after(S state, Object event) {
    return eventType.isInstance(event) ? evolve.apply(state, eventType.cast(event)) : state;
  }
}
