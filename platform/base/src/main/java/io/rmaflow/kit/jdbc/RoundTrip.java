package io.rmaflow.kit.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowMapper;

/**
 * Statements that none of the others waits for, asked in one round trip: on the way there and back
 * more is lost than with most of them. They are carried out one after the other; each sees what was
 * committed before it began.
 */
public final class RoundTrip {

  private final JdbcOperations database;
  private final List<Part<?>> parts = new ArrayList<>();

  /** One that nothing has been asked in yet. */
  public RoundTrip(JdbcOperations database) {
    this.database = database;
  }

  private static final class Part<T> {
    private final String sql;
    private final @Nullable RowMapper<T> mapper;
    private final @Nullable Object[] values;
    private @Nullable List<T> rows;

    private Part(String sql, @Nullable RowMapper<T> mapper, @Nullable Object[] values) {
      this.sql = sql;
      this.mapper = mapper;
      this.values = values;
    }

    private void read(PreparedStatement statement) throws SQLException {
      if (mapper == null) {
        return;
      }
      List<T> read = new ArrayList<>();
      try (ResultSet row = statement.getResultSet()) {
        while (row.next()) {
          read.add(mapper.mapRow(row, read.size()));
        }
      }
      rows = read;
    }
  }

  /**
   * One more query.
   *
   * @param sql one statement as JDBC has it, without a semicolon
   * @param values of its parameters, in their order
   * @return its rows, once {@link #go} has returned
   */
  public <T> Supplier<List<T>> query(String sql, RowMapper<T> mapper, @Nullable Object... values) {
    Part<T> part = new Part<>(sql, mapper, values);
    parts.add(part);
    return () -> {
      List<T> rows = part.rows;
      if (rows == null) {
        throw new IllegalStateException("nobody has asked yet: " + sql);
      }
      return rows;
    };
  }

  /**
   * One more statement, whose answer nobody needs.
   *
   * @param sql one statement as JDBC has it, without a semicolon
   */
  public void update(String sql, @Nullable Object... values) {
    parts.add(new Part<>(sql, null, values));
  }

  /** Asks all of them, once. */
  public void go() {
    String all = String.join(";\n", parts.stream().map(part -> part.sql).toList());
    @Nullable Object[] values =
        parts.stream().flatMap(part -> Arrays.stream(part.values)).toArray();
    PreparedStatementCallback<Boolean> reading =
        statement -> {
          new ArgumentPreparedStatementSetter(values).setValues(statement);
          statement.execute();
          for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
              statement.getMoreResults();
            }
            parts.get(i).read(statement);
          }
          return true;
        };
    database.execute(all, reading);
  }
}
