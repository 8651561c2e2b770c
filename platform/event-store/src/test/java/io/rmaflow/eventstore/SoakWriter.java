package io.rmaflow.eventstore;

import io.rmaflow.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.DomainEventMessage;

/** Writes to random streams until it is told to stop, or killed. */
final class SoakWriter implements Runnable {

  private static final int STREAMS = 48;

  private final TestPostgres.Database database;
  private final Duration pace;
  private final Runnable atWork;
  private final BooleanSupplier stop;
  private final Random random = new Random();

  /**
   * @param pace from the end of one transaction to the begin of the next one, on the average
   * @param atWork run when a connection's first transaction is over
   */
  SoakWriter(TestPostgres.Database database, Duration pace, Runnable atWork, BooleanSupplier stop) {
    this.database = database;
    this.pace = pace;
    this.atWork = atWork;
    this.stop = stop;
  }

  /** Arguments: name, URL, user and password of the database, number of writers, their pace. */
  public static void main(String[] arguments) {
    TestPostgres.Database database =
        new TestPostgres.Database(arguments[0], arguments[1], arguments[2], arguments[3]);
    int writers = Integer.parseInt(arguments[4]);
    Duration pace = Duration.parse(arguments[5]);
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int i = 0; i < writers; i++) {
        threads.execute(
            new SoakWriter(
                database, pace, () -> System.out.println(SoakTest.AT_WORK), () -> false));
      }
    }
  }

  @Override
  public void run() {
    while (!stop.getAsBoolean()) {
      try (Connection connection = database.connect();
          Statement sql = connection.createStatement()) {
        sql.execute("set application_name = 'soak-writer'");
        connection.setAutoCommit(false);
        Connection unclosed = Session.unclosed(connection);
        PostgresEventStorageEngine engine =
            PostgresEventStorageEngine.builder()
                .dataSource(new OneConnection(database))
                .connectionProvider(() -> unclosed)
                .catalog(new NotedCatalog())
                .snapshotSerializer(TestDatabase.snapshotSerializer())
                .build();
        write(connection, sql, engine);
        atWork.run();
        while (!stop.getAsBoolean()) {
          write(connection, sql, engine);
        }
      } catch (SQLException ended) {
        // the backend was terminated, as it is meant to be: with a new connection on
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private void write(Connection connection, Statement sql, PostgresEventStorageEngine engine)
      throws SQLException {
    try {
      if (random.nextBoolean()) {
        // as an inbox or an idempotency record does: an ID long before the append
        sql.execute("select pg_current_xact_id()");
        LockSupport.parkNanos(random.nextInt(3_000_000));
      }
      String stream = "s" + random.nextInt(STREAMS);
      long next = engine.lastSequenceNumberFor(stream).orElse(-1L) + 1;
      List<DomainEventMessage<?>> events = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        events.add(Session.noted(stream, next + i));
      }
      engine.appendEvents(events);
      if (random.nextInt(20) == 0) {
        LockSupport.parkNanos(50_000_000);
      }
      if (random.nextInt(8) == 0) {
        connection.rollback();
      } else {
        connection.commit();
      }
    } catch (AxonException lostOrEnded) {
      connection.rollback();
    }
    LockSupport.parkNanos(random.nextLong(2 * pace.toNanos()));
  }
}
