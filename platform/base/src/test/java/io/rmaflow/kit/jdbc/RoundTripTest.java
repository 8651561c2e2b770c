package io.rmaflow.kit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RoundTripTest {

  private static final AtomicInteger PREPARED = new AtomicInteger();
  private static final JdbcTemplate DATABASE = new JdbcTemplate(source());

  /** Counts what is sent to the database: each prepared statement is carried out once here. */
  private static DataSource source() {
    Database database = TestServers.postgres().createDatabase("trips");
    return new DelegatingDataSource(
        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password())) {
      @Override
      public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  Object result = method.invoke(connection, arguments);
                  if (result instanceof PreparedStatement) {
                    PREPARED.incrementAndGet();
                  }
                  return result;
                });
      }
    };
  }

  @BeforeAll
  static void create() {
    DATABASE.execute("create table word (text varchar(10) primary key, length int)");
  }

  @BeforeEach
  void words() {
    DATABASE.update("delete from word");
    DATABASE.update("insert into word values ('one', 3), ('three', 5), ('seven', 5)");
    PREPARED.set(0);
  }

  @Test
  void eachQueryHasItsOwnRows_andAllOfThemTakeOneRoundTrip() {
    RoundTrip trip = new RoundTrip(DATABASE);
    Supplier<List<String>> ofFive =
        trip.query(
            "select text from word where length = ? order by text",
            (row, number) -> number + " " + row.getString(1),
            5);
    Supplier<List<Integer>> none =
        trip.query(
            "select length from word where text = ?", (row, number) -> row.getInt(1), "nine");
    Supplier<List<Integer>> some =
        trip.query(
            "select length from word where text = any(?) order by 1",
            (row, number) -> row.getInt(1),
            (Object) new String[] {"one", "three"});

    assertThatThrownBy(ofFive::get).isInstanceOf(IllegalStateException.class);
    trip.go();

    assertThat(ofFive.get()).containsExactly("0 seven", "1 three");
    assertThat(none.get()).isEmpty();
    assertThat(some.get()).containsExactly(3, 5);
    assertThat(PREPARED).hasValue(1);
  }

  @Test
  void whatIsWrittenFirstIsSeenByTheQueryBehindIt() {
    RoundTrip trip = new RoundTrip(DATABASE);
    trip.update("insert into word values (?, ?)", "nine", 4);
    trip.update("update word set length = ? where text = ?", null, "one");
    Supplier<List<String>> all =
        trip.query(
            "select text || coalesce(length, 0) from word order by text",
            (row, number) -> row.getString(1));
    trip.update("delete from word where text = ?", "seven");

    trip.go();

    assertThat(all.get()).containsExactly("nine4", "one0", "seven5", "three5");
    assertThat(DATABASE.queryForList("select text from word order by text", String.class))
        .containsExactly("nine", "one", "three");
  }

  @Test
  void whereOneStatementFails_theFailureIsTold() {
    RoundTrip trip = new RoundTrip(DATABASE);
    trip.update("insert into word values (?, ?)", "nine", 4);
    trip.update("insert into word values (?, ?)", "one", 3);

    assertThatThrownBy(trip::go).isInstanceOf(DataIntegrityViolationException.class);
  }
}
