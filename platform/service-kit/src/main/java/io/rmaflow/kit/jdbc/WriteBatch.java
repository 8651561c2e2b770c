package io.rmaflow.kit.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes of one transaction that wait for each other, so that each statement goes to the database
 * once for many rows. Outside {@link #during} every write is done at once, and nothing is different
 * for whoever writes; inside, what was written can be read only after the end of it.
 *
 * <p>What concerns the same thing is written in the order in which it was asked for; different
 * things may overtake each other.
 */
public final class WriteBatch {

  private static final ScopedValue<WriteBatch> CURRENT = ScopedValue.newInstance();

  private final JdbcOperations database;
  private final List<Round> rounds = new ArrayList<>();

  /** The last write about each thing. */
  private final Map<String, Place> places = new HashMap<>();

  private WriteBatch(JdbcOperations database) {
    this.database = database;
  }

  private record Place(int round, int statement) {}

  /** One statement with all its rows. */
  private record Statement(int number, List<@Nullable Object[]> rows) {}

  /** Statements in the order of their first use. */
  private static final class Round {
    private final Map<String, Statement> statements = new LinkedHashMap<>();

    private Statement statement(String sql) {
      Statement known = statements.get(sql);
      if (known != null) {
        return known;
      }
      Statement added = new Statement(statements.size(), new ArrayList<>());
      statements.put(sql, added);
      return added;
    }
  }

  /**
   * Does the work, whose writes are sent together at its end, inside the present transaction. Where
   * the work fails, nothing of it is written that was still waiting.
   *
   * @throws IllegalStateException where writes are waiting for each other already
   */
  public static <T> T during(JdbcOperations database, Supplier<T> work) {
    if (CURRENT.isBound()) {
      throw new IllegalStateException("writes are waiting for each other already");
    }
    WriteBatch batch = new WriteBatch(database);
    return ScopedValue.where(CURRENT, batch)
        .call(
            () -> {
              T result = work.get();
              batch.write();
              return result;
            });
  }

  /** Whether writes wait for each other in this thread. */
  public static boolean isOpen() {
    return CURRENT.isBound();
  }

  /**
   * Writes, now or together with others.
   *
   * @param thing whose writes keep their order, such as an ID
   * @param values of the statement's parameters, in their order
   */
  public static void update(
      JdbcClient database, String thing, String sql, @Nullable Object... values) {
    if (CURRENT.isBound()) {
      CURRENT.get().add(thing, sql, values);
      return;
    }
    JdbcClient.StatementSpec statement = database.sql(sql);
    for (Object value : values) {
      statement = statement.param(value);
    }
    statement.update();
  }

  /** Sends what waits, where something about this thing does: it is about to be read or changed. */
  public static void settle(String thing) {
    if (CURRENT.isBound() && CURRENT.get().places.containsKey(thing)) {
      CURRENT.get().write();
    }
  }

  /** Sends everything that waits. */
  public static void settle() {
    if (CURRENT.isBound()) {
      CURRENT.get().write();
    }
  }

  private void add(String thing, String sql, @Nullable Object[] values) {
    Place last = places.get(thing);
    int number = last == null ? 0 : last.round();
    Statement statement = round(number).statement(sql);
    if (last != null && statement.number() < last.statement()) {
      number++;
      statement = round(number).statement(sql);
    }
    statement.rows().add(values);
    places.put(thing, new Place(number, statement.number()));
  }

  private Round round(int number) {
    while (rounds.size() <= number) {
      rounds.add(new Round());
    }
    return rounds.get(number);
  }

  private void write() {
    List<Round> due = List.copyOf(rounds);
    rounds.clear();
    places.clear();
    for (Round round : due) {
      round.statements.forEach((sql, statement) -> database.batchUpdate(sql, statement.rows()));
    }
  }
}
