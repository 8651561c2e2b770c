package io.rmaflow.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Not an event store, but what is left of one when it does nothing: the framework, and the round
 * trips that any engine makes for a command. A load hands out the stream's newest event from memory
 * after a query that reads no table; an append is a raw {@code INSERT} without order, lock or hash.
 */
final class BareEngine implements EventStorageEngine {

  private final @Nullable ConnectionProvider connections;
  private final Map<String, DomainEventMessage<?>> newest = new ConcurrentHashMap<>();

  /**
   * @param connections null: without any database
   */
  BareEngine(@Nullable ConnectionProvider connections) {
    this.connections = connections;
  }

  @Override
  public void appendEvents(List<? extends EventMessage<?>> messages) {
    for (EventMessage<?> message : messages) {
      DomainEventMessage<?> event = (DomainEventMessage<?>) message;
      if (connections != null) {
        insert(connections, event);
      }
      newest.put(event.getAggregateIdentifier(), event);
    }
  }

  private static void insert(ConnectionProvider connections, DomainEventMessage<?> event) {
    try (Connection connection = connections.getConnection();
        PreparedStatement sql = connection.prepareStatement(EventStoreBenchmark.RAW_INSERT)) {
      sql.setString(1, event.getAggregateIdentifier());
      sql.setLong(2, event.getSequenceNumber());
      sql.setString(3, event.getIdentifier());
      sql.setString(4, EventStoreBenchmark.Catalog.JSON.writeValueAsString(event.getPayload()));
      sql.executeUpdate();
    } catch (SQLException e) {
      throw new EventStoreException("not inserted", e);
    }
  }

  @Override
  public DomainEventStream readEvents(String stream, long firstSequence) {
    if (connections != null) {
      select(connections);
    }
    DomainEventMessage<?> event = newest.get(stream);
    return event == null ? DomainEventStream.empty() : DomainEventStream.of(event);
  }

  private static void select(ConnectionProvider connections) {
    try (Connection connection = connections.getConnection();
        PreparedStatement sql = connection.prepareStatement("select 1");
        ResultSet row = sql.executeQuery()) {
      row.next();
    } catch (SQLException e) {
      throw new EventStoreException("not read", e);
    }
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    return Stream.empty();
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
    return Optional.empty();
  }
}
