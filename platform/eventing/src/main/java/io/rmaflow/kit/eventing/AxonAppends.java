package io.rmaflow.kit.eventing;

import io.rmaflow.events.DomainEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Publishes on the store outside a unit of work: one append, one batch for each processor. */
final class AxonAppends implements Appends {

  private final EventStore store;
  private final JdbcClient database;
  private final ServiceIdentity service;

  AxonAppends(EventStore store, JdbcClient database, ServiceIdentity service) {
    this.store = store;
    this.database = database;
    this.service = service;
  }

  @Override
  public Set<String> begun(Collection<String> streamIds) {
    return database
        .sql("select stream from stored_event where stream = any(?) and sequence = 0")
        .param(streamIds.toArray(String[]::new))
        .query(String.class)
        .set();
  }

  @Override
  public void append(List<Decided> decided, Recording recording) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("events are only appended inside a transaction");
    }
    if (CurrentUnitOfWork.isStarted()) {
      throw new IllegalStateException("something is being handled; send a command");
    }
    List<EventMessage<?>> messages = new ArrayList<>();
    for (Decided decision : decided) {
      Map<String, String> metaData = metaData(recording);
      long sequence = decision.firstSequence();
      for (DomainEvent event : decision.events()) {
        messages.add(
            new GenericDomainEventMessage<>(
                decision.aggregateType(), decision.streamId(), sequence, event, metaData));
        sequence++;
      }
    }
    if (!messages.isEmpty()) {
      store.publish(messages);
    }
  }

  private Map<String, String> metaData(Recording recording) {
    Map<String, String> metaData = new HashMap<>();
    metaData.put(MetaDataKeys.OCCURRED_AT, recording.occurredAt().toString());
    metaData.put(MetaDataKeys.ACTOR, Objects.requireNonNullElse(recording.actor(), service.name()));
    metaData.put(
        MetaDataKeys.CORRELATION_ID,
        Objects.requireNonNullElseGet(
            recording.correlationId(), () -> UUID.randomUUID().toString()));
    metaData.put(
        MetaDataKeys.CAUSATION_ID,
        Objects.requireNonNullElseGet(recording.causationId(), () -> UUID.randomUUID().toString()));
    return metaData;
  }
}
