package io.rmaflow.kit.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ServiceRightsTest {

  private final Database database = TestServers.postgres().createDatabase("rights");
  private final String owner = database.name() + "_owner";
  private final String service = database.name() + "_service";

  ServiceRightsTest() throws SQLException {
    try (Connection superuser = database.connect();
        Statement sql = superuser.createStatement()) {
      sql.execute("create role " + owner + " login password 'of the owner'");
      sql.execute("create role " + service + " login password 'of the service'");
      sql.execute("alter database " + database.name() + " owner to " + owner);
    }
  }

  private Notebook opened() {
    return Notebook.open(
        database,
        Map.of(
            "spring.datasource.username",
            service,
            "spring.datasource.password",
            "of the service",
            "spring.flyway.user",
            owner,
            "spring.flyway.password",
            "of the owner"));
  }

  private Notebook openedByTheOwner() {
    return Notebook.open(
        database,
        Map.of("spring.datasource.username", owner, "spring.datasource.password", "of the owner"));
  }

  private void executeAsTheService(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), service, "of the service");
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  @Test
  void doNotReachToWhatIsRecorded() {
    try (Notebook notebook = opened()) {
      assertThat(notebook.post("/api/notes", "{\"title\": \"written\"}").status()).isEqualTo(201);
      for (String statement :
          List.of(
              "update stored_event set payload = '{}'",
              "delete from stored_event",
              "truncate stored_event",
              "select * from stored_event for update",
              "alter table stored_event add column remark text",
              "drop table stored_event")) {
        assertThatThrownBy(() -> executeAsTheService(statement))
            .isInstanceOfSatisfying(
                SQLException.class,
                refused -> assertThat(refused.getSQLState()).as(statement).isEqualTo("42501"));
      }
    }
  }

  @Test
  void areAllThatTheServiceNeeds_alsoOnADatabaseThatItOwnedBefore() throws SQLException {
    try (Notebook before = openedByTheOwner()) {
      assertThat(before.post("/api/notes", "{\"title\": \"before\"}").status()).isEqualTo(201);
    }
    try (Connection superuser = database.connect();
        Statement sql = superuser.createStatement()) {
      sql.execute("grant all on all tables in schema public to " + service);
    }

    try (Notebook after = opened()) {
      assertThat(
              after
                  .post("/api/notes", "{\"title\": \"after\"}", "Idempotency-Key", "rights-1")
                  .status())
          .isEqualTo(201);
      assertThat(after.notes("before")).isEqualTo(1);
      executeAsTheService(
          "insert into stored_event select * from stored_event where stream = 'no such stream'");
      assertThatThrownBy(() -> executeAsTheService("delete from stored_event"))
          .hasMessageContaining("permission denied for table stored_event");
    }
  }

  @Test
  void areSaidToBeTooWide_whereNoOwnerIsNamed(CapturedOutput output) {
    try (Notebook unnamed = openedByTheOwner()) {
      assertThat(unnamed.get("/api/notes").status()).isEqualTo(200);
    }

    assertThat(output)
        .contains("The service works as " + owner + ", which owns its tables")
        .contains("spring.flyway.user");
  }

  @Test
  void comeOnAConnectionThatNothingEnds_unlikeThoseOfTheService() throws SQLException {
    try (Notebook notebook = opened()) {
      assertThat(transactionTimeout(notebook.bean(Flyway.class).getConfiguration().getDataSource()))
          .isEqualTo("0");
      assertThat(transactionTimeout(notebook.bean(DataSource.class))).isEqualTo("2min");
    }
    try (Notebook notebook = openedByTheOwner()) {
      assertThat(transactionTimeout(notebook.bean(Flyway.class).getConfiguration().getDataSource()))
          .isEqualTo("0");
    }
  }

  private static String transactionTimeout(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("show transaction_timeout")) {
      row.next();
      return row.getString(1);
    }
  }
}
