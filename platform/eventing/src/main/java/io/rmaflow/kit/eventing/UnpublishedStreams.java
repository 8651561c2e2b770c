package io.rmaflow.kit.eventing;

import io.rmaflow.eventstore.PostgresEventStorageEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;

/**
 * Appends {@link UnpublishedEvent events that a service keeps for itself}: to the store alone, past
 * its projections and sagas, and without counting as something that others have to wait for.
 */
public final class UnpublishedStreams {

  private final PostgresEventStorageEngine engine;

  UnpublishedStreams(PostgresEventStorageEngine engine) {
    this.engine = engine;
  }

  /**
   * One event.
   *
   * @param payload of a type that is declared as an {@link UnpublishedEvent}
   * @param actor the subject of the caller's token
   * @param at when it happened, which is when it is recorded; business time
   */
  public record Happened(Object payload, String actor, Instant at) {}

  /** The sequence of the stream's last event, from 0; empty where the stream has none. */
  public OptionalLong lastSequence(String streamId) {
    return engine
        .lastSequenceNumberFor(streamId)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /**
   * Appends in this order, in the present transaction where there is one.
   *
   * @param firstSequence of the first of these events, from 0: where the stream ends
   * @throws RuntimeException for which {@link Retryable#isLostRace} says yes where somebody else
   *     appended to the stream meanwhile
   */
  public void append(
      String aggregateType, String streamId, long firstSequence, List<Happened> events) {
    List<DomainEventMessage<?>> messages = new ArrayList<>(events.size());
    long sequence = firstSequence;
    for (Happened event : events) {
      messages.add(
          new GenericDomainEventMessage<>(
              aggregateType,
              streamId,
              sequence,
              new GenericMessage<>(
                  event.payload(),
                  Map.of(
                      MetaDataKeys.ACTOR,
                      event.actor(),
                      MetaDataKeys.OCCURRED_AT,
                      event.at().toString())),
              event.at()));
      sequence++;
    }
    engine.appendEvents(messages);
  }
}
