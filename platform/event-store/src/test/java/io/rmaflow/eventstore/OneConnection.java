package io.rmaflow.eventstore;

import io.rmaflow.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Opens a connection whenever one is asked for. */
final class OneConnection extends AbstractDataSource {

  private final TestPostgres.Database database;

  OneConnection(TestPostgres.Database database) {
    this.database = database;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return database.connect();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }
}
