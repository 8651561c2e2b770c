package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool of one connection: whoever asks for a second one waits, and fails. */
@Timeout(60)
class EpochsTest {

  private final TestDatabase database = TestDatabase.create("epochs_test", 2);
  private final HikariDataSource one =
      TestDatabase.pool(
          database.database().jdbcUrl(),
          database.database().user(),
          database.database().password(),
          1);

  @BeforeEach
  void theEpochIsFoundAtTheStart() {
    database.engine().dataSource(one).build().findEpoch();
  }

  @AfterEach
  void close() {
    one.close();
    database.close();
  }

  @Test
  void aTransactionDoesNotTakeItsOwnEventsForThoseOfALaterEpoch() throws SQLException {
    try (Connection connection = one.getConnection()) {
      connection.setAutoCommit(false);
      PostgresEventStorageEngine engine = inTransaction(connection);

      engine.appendEvents(Session.noted("s", 0));
      // whoever lost a race looks at the epoch again
      assertThatExceptionOfType(ConcurrencyException.class)
          .isThrownBy(() -> engine.appendEvents(Session.noted("s", 5)));
      engine.appendEvents(Session.noted("s", 1));

      connection.commit();
    }
    assertThat(database.column("select epoch || ':' || sequence from stored_event order by 1"))
        .containsExactly("1:0", "1:1");
    assertThat(database.column("select epoch from event_epoch")).containsExactly("1");
  }

  @Test
  void aTransactionThatAppendsFirstNeedsNoSecondConnection() throws SQLException {
    try (Connection connection = one.getConnection()) {
      connection.setAutoCommit(false);
      inTransaction(connection).appendEvents(Session.noted("s", 0));
      connection.commit();
    }

    assertThat(database.column("select epoch || ':' || sequence from stored_event"))
        .containsExactly("1:0");
  }

  @Test
  void whoDoesNotKnowThatTheEpochIsOverWritesNothingInIt_neitherAFirstEventNorALaterOne()
      throws SQLException {
    PostgresEventStorageEngine engine = database.engine().build();
    PostgresEventStorageEngine ofMany = database.engine().build();
    engine.appendEvents(Session.noted("s", 0));
    ofMany.findEpoch();
    anotherProcessRaisesTheEpoch(2);

    assertThatExceptionOfType(ConcurrencyException.class)
        .isThrownBy(() -> engine.appendEvents(Session.noted("t", 0)))
        .withMessage("Event 0 of stream t was to be written in an epoch that is over");
    // it has looked now
    engine.appendEvents(Session.noted("t", 0));
    anotherProcessRaisesTheEpoch(3);
    assertThatExceptionOfType(ConcurrencyException.class)
        .isThrownBy(() -> engine.appendEvents(Session.noted("s", 1)));
    assertThatExceptionOfType(ConcurrencyException.class)
        .isThrownBy(
            () -> ofMany.appendEvents(List.of(Session.noted("u", 0), Session.noted("v", 0))));
    engine.appendEvents(Session.noted("s", 1));

    assertThat(
            database.column(
                "select epoch || ':' || stream || sequence from stored_event order by 1"))
        .containsExactly("1:s0", "2:t0", "3:s1");
  }

  private void anotherProcessRaisesTheEpoch(int to) throws SQLException {
    database.execute(
        "insert into event_epoch (epoch, system_identifier) select "
            + to
            + ", system_identifier from pg_control_system()");
  }

  private PostgresEventStorageEngine inTransaction(Connection connection) {
    Connection unclosed = Session.unclosed(connection);
    return database.engine().dataSource(one).connectionProvider(() -> unclosed).build();
  }
}
