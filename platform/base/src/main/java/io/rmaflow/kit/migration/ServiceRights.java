package io.rmaflow.kit.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After each start's migrations, gives the role of the service the rights that it needs: to read
 * and write every table, and of {@code stored_event} and the tables of the log over it to read and
 * to add, never to change, delete or truncate. What is there already is not given again, so that an
 * old database and a new table come out alike, and a start that finds nothing to do writes nothing.
 */
final class ServiceRights extends BaseCallback {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceRights.class);

  /** Two instances that start at once would change the same rows of the catalogue. */
  private static final String ALONE =
      "select pg_advisory_xact_lock(hashtextextended('rights of the service', 0))";

  /** One row where the role exists. */
  private static final String IS_OWNER =
      """
      select service.rolsuper or pg_has_role(service.oid, events.relowner, 'member')
      from pg_roles service, pg_class events
      where service.rolname = ? and events.oid = to_regclass('stored_event')
      """;

  private static final String EVENTS_STORED = "select to_regclass('stored_event') is not null";

  private static final String TO_DO =
      """
      with service as (select ?::name as role),
           kept as (select to_regclass(name) as it
                    from unnest(array['stored_event', 'proof_leaf', 'proof_tile',
                                      'proof_checkpoint', 'proof_cosignature']) name)
      select format('grant usage on schema %I to %I', current_schema(), role) from service
      where not has_schema_privilege(role, current_schema(), 'usage')
      union all
      select format('grant select, insert on %s to %I', it.oid::regclass, role)
      from service, pg_class it
      where it.relnamespace = current_schema()::regnamespace and it.relkind in ('r', 'p')
        and it.oid in (select kept.it from kept)
        and not (has_table_privilege(role, it.oid, 'select')
                 and has_table_privilege(role, it.oid, 'insert'))
      union all
      select format('revoke update, delete, truncate on %s from %I', it.oid::regclass, role)
      from service, pg_class it
      where it.oid in (select kept.it from kept)
        and has_table_privilege(role, it.oid, 'update, delete, truncate')
      union all
      select format('grant select, insert, update, delete on %s to %I', it.oid::regclass, role)
      from service, pg_class it
      where it.relnamespace = current_schema()::regnamespace and it.relkind in ('r', 'p', 'v', 'm')
        and not exists (select from kept where kept.it = it.oid) and it.relname <> ?
        and not (has_table_privilege(role, it.oid, 'select')
                 and has_table_privilege(role, it.oid, 'insert')
                 and has_table_privilege(role, it.oid, 'update')
                 and has_table_privilege(role, it.oid, 'delete'))
      union all
      select format('grant usage, select on sequence %s to %I', it.oid::regclass, role)
      from service, pg_class it
      where it.relnamespace = current_schema()::regnamespace and it.relkind = 'S'
        and not has_sequence_privilege(role, it.oid, 'usage')
      """;

  private final String service;

  /**
   * @param service the role that the service connects as
   */
  ServiceRights(String service) {
    this.service = service;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_MIGRATE;
  }

  @Override
  public void handle(Event event, Context context) {
    Connection connection = context.getConnection();
    try {
      if (!holds(connection)) {
        return;
      }
      if (connection.getAutoCommit()) {
        connection.setAutoCommit(false);
        try {
          give(connection, context.getConfiguration().getTable());
          connection.commit();
        } catch (SQLException | RuntimeException e) {
          connection.rollback();
          throw e;
        } finally {
          connection.setAutoCommit(true);
        }
      } else {
        give(connection, context.getConfiguration().getTable());
      }
    } catch (SQLException e) {
      throw new FlywayException("The rights of " + service + " could not be given", e);
    }
  }

  /** Whether the service stores events in this database. */
  private static boolean holds(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(EVENTS_STORED)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private void give(Connection connection, String tableOfMigrations) throws SQLException {
    if (isOwner(connection)) {
      LOG.warn(
          "The service works as {}, which owns its tables: the database does not keep it from"
              + " changing or deleting stored events. Name the owner in spring.flyway.user and"
              + " spring.flyway.password, and in spring.datasource.username a role of its own",
          service);
      return;
    }
    try (Statement sql = connection.createStatement()) {
      sql.execute(ALONE);
      for (String right : missing(connection, tableOfMigrations)) {
        sql.execute(right);
      }
    }
  }

  private boolean isOwner(Connection connection) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(IS_OWNER)) {
      sql.setString(1, service);
      try (ResultSet row = sql.executeQuery()) {
        if (!row.next()) {
          throw new FlywayException(
              "spring.datasource.username is \"%s\", and the database knows no such role"
                  .formatted(service));
        }
        return row.getBoolean(1);
      }
    }
  }

  private List<String> missing(Connection connection, String tableOfMigrations)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(TO_DO)) {
      sql.setString(1, service);
      sql.setString(2, tableOfMigrations);
      try (ResultSet row = sql.executeQuery()) {
        List<String> statements = new ArrayList<>();
        while (row.next()) {
          statements.add(row.getString(1));
        }
        return statements;
      }
    }
  }
}
