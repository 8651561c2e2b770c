package io.rmaflow.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** One transaction after the other on one connection, each step when the test says so. */
final class Session implements AutoCloseable {

  private final Connection connection;
  private final PostgresEventStorageEngine engine;

  Session(TestDatabase database) throws SQLException {
    this.connection = database.database().connect();
    connection.setAutoCommit(false);
    Connection unclosed = unclosed(connection);
    this.engine = database.engine().connectionProvider(() -> unclosed).build();
  }

  /** The engine closes what it is given; this connection stays open. */
  static Connection unclosed(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Session.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Writes a row elsewhere, as an inbox does: from here on the transaction has its ID. */
  Session takeTransactionId() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("select pg_current_xact_id()");
    }
    return this;
  }

  Session append(String stream, long... sequences) {
    List<DomainEventMessage<?>> events = new ArrayList<>();
    for (long sequence : sequences) {
      events.add(noted(stream, sequence));
    }
    engine.appendEvents(events);
    return this;
  }

  static DomainEventMessage<Noted> noted(String stream, long sequence) {
    return new GenericDomainEventMessage<>(
        "Note", stream, sequence, new Noted(stream, (int) sequence));
  }

  static DomainEventMessage<Noted> noted(String stream, long sequence, Instant recordedAt) {
    DomainEventMessage<Noted> event = noted(stream, sequence);
    return new GenericDomainEventMessage<>("Note", stream, sequence, event, () -> recordedAt);
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
      connection.close();
    }
  }
}
