package io.rmaflow.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;

/** Writes into {@code seen}, in the transaction of its token, what it is handed. Until killed. */
final class SoakReader {

  private @Nullable AxonApplication application;

  /** Arguments: name, URL, user and password of the database. */
  public static void main(String[] arguments) throws InterruptedException {
    SoakReader handler = new SoakReader();
    handler.application =
        AxonApplication.ours(
                TestDatabase.pool(arguments[1], arguments[2], arguments[3], 10),
                new NotedCatalog(),
                true)
            .processor("soak", handler, 4, 50);
    handler.application.start();
    System.out.println(SoakTest.AT_WORK);
    new CountDownLatch(1).await();
  }

  @EventHandler
  void on(Noted event) throws SQLException {
    if (application == null) {
      throw new IllegalStateException("not started");
    }
    try (Connection connection = application.connections().getConnection()) {
      if (insert(
              connection,
              "insert into seen (stream, sequence) values (?, ?) on conflict do nothing",
              event)
          == 0) {
        insert(connection, "insert into seen_again (stream, sequence) values (?, ?)", event);
      }
    }
  }

  private static int insert(Connection connection, String statement, Noted event)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(statement)) {
      sql.setString(1, event.text());
      sql.setLong(2, event.number());
      return sql.executeUpdate();
    }
  }
}
