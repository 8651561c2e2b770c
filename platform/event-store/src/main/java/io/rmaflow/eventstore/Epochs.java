package io.rmaflow.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of its clusters the database lives in. The epoch is raised where the database is found in a
 * cluster with another identifier than the last one it was written in, or on another timeline of it
 * (it was restored to an instant, or a standby took over), or where its newest event bears a
 * transaction ID that this cluster has not given out yet (a copy of a cluster that was taken
 * earlier has the same identifier). Whoever has a position of what is lost reads on behind it.
 */
final class Epochs {

  private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);

  // the events of the asking transaction bear an ID that may be the newest one, too
  private static final String CURRENT =
      """
      select last.epoch
      from (select epoch, system_identifier, timeline
            from event_epoch order by epoch desc limit 1) last
      where last.system_identifier = (select system_identifier from pg_control_system())
        and last.timeline = left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
        and not coalesce(
              (select (newest.epoch, newest.fence)
                      >= (last.epoch, pg_snapshot_xmax(pg_current_snapshot()))
               from stored_event newest
               where newest.fence is distinct from pg_current_xact_id_if_assigned()
               order by newest.epoch desc, newest.fence desc, newest.position desc limit 1),
              false)
      """;

  private static final String RAISE =
      """
      insert into event_epoch (epoch, system_identifier, timeline)
      select (select coalesce(max(epoch), 0) + 1 from event_epoch), system_identifier,
        left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
      from pg_control_system()
      """;

  private final DataSource dataSource;
  private volatile @Nullable Integer known;

  Epochs(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  int current() throws SQLException {
    Integer epoch = known;
    if (epoch != null) {
      return epoch;
    }
    try (Connection connection = dataSource.getConnection()) {
      return current(connection);
    }
  }

  /**
   * The same on a connection that the caller has already. Only where the epoch has to be raised and
   * the connection is in a transaction, a second one is taken: the epoch stays, whatever becomes of
   * that transaction.
   *
   * @param own any connection to the database
   */
  int current(Connection own) throws SQLException {
    Integer epoch = known;
    if (epoch == null) {
      epoch = read(own);
      if (epoch == null) {
        epoch = own.getAutoCommit() ? raise(own) : raise();
      }
      known = epoch;
    }
    return epoch;
  }

  /** The epoch by one connection that is in no transaction. */
  static int currentOn(Connection own) throws SQLException {
    Integer epoch = read(own);
    return epoch == null ? raise(own) : epoch;
  }

  /** Looks again at the next use: the connections may lead to another cluster by now. */
  void forget() {
    known = null;
  }

  private synchronized int raise() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return raise(connection);
    }
  }

  private static int raise(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement sql = connection.createStatement()) {
      sql.execute("lock table event_epoch in share row exclusive mode");
      // somebody else may have been first
      Integer raised = read(connection);
      if (raised == null) {
        sql.executeUpdate(RAISE);
        raised = read(connection);
      }
      connection.commit();
      if (raised == null) {
        throw new SQLException("the epoch that was just raised is not there");
      }
      LOG.info("Events are written in epoch {} of this database", raised);
      return raised;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static @Nullable Integer read(Connection connection) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(CURRENT);
        ResultSet row = sql.executeQuery()) {
      return row.next() ? row.getInt(1) : null;
    }
  }
}
