package io.rmaflow.kit.audit.proofs;

import com.zaxxer.hikari.HikariDataSource;
import io.rmaflow.proof.store.Sequencer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Connections to the service's database that belong to nobody's pool. */
final class OwnConnections implements Sequencer.Connections {

  private final String url;
  private final Properties properties = new Properties();

  /**
   * @param pool whose driver is told the same
   */
  OwnConnections(JdbcConnectionDetails database, DataSource pool) throws SQLException {
    url = database.getJdbcUrl();
    if (pool.isWrapperFor(HikariDataSource.class)) {
      properties.putAll(pool.unwrap(HikariDataSource.class).getDataSourceProperties());
    }
    String user = database.getUsername();
    String password = database.getPassword();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
  }

  @Override
  public Connection open() throws SQLException {
    return DriverManager.getConnection(url, properties);
  }
}
