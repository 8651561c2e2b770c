package io.rmaflow.kit.eventing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps what each transaction appended, and counts it once the transaction, and not only the
 * framework's unit of work inside it, has been committed.
 */
final class AppendedEvents implements WrittenEvents {

  private final ServiceIdentity service;
  private final Activity activity;

  AppendedEvents(ServiceIdentity service, Activity activity) {
    this.service = service;
    this.activity = activity;
  }

  void note(List<? extends EventMessage<?>> events) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      throw new IllegalStateException("events are only appended inside a transaction");
    }
    OfTransaction written = (OfTransaction) TransactionSynchronizationManager.getResource(this);
    if (written == null) {
      written = new OfTransaction();
      TransactionSynchronizationManager.bindResource(this, written);
      TransactionSynchronizationManager.registerSynchronization(written);
    }
    written.add(events);
  }

  @Override
  public List<StreamPosition> inCurrentTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("there is no transaction");
    }
    @Nullable OfTransaction written =
        (OfTransaction) TransactionSynchronizationManager.getResource(this);
    return written == null ? List.of() : written.positions();
  }

  private final class OfTransaction implements TransactionSynchronization {

    private final Map<String, Long> lastSequences = new LinkedHashMap<>();
    private int count;

    private void add(List<? extends EventMessage<?>> events) {
      for (EventMessage<?> event : events) {
        if (event instanceof DomainEventMessage<?> appended) {
          count++;
          lastSequences.merge(
              appended.getAggregateIdentifier(), appended.getSequenceNumber(), Math::max);
        }
      }
    }

    private List<StreamPosition> positions() {
      List<StreamPosition> positions = new ArrayList<>();
      lastSequences.forEach(
          (stream, sequence) ->
              positions.add(new StreamPosition(service.context(), stream, sequence)));
      return List.copyOf(positions);
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(AppendedEvents.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(AppendedEvents.this, this);
    }

    @Override
    public void afterCommit() {
      activity.eventsStored(count);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(AppendedEvents.this);
    }
  }
}
