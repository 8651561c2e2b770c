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
 * Writes of one transaction that are sent {@linkplain InOneGo in one go}, so that each statement
 * goes to the database once for many rows. Outside {@link #during} every write is done at once, and
 * nothing is different for whoever writes; inside, what was written can be read only after the end
 * of it.
 *
 * <p>What concerns the same thing is written in the order in which it was asked for; different
 * things may overtake each other.
 */
public final class WriteBatch {

  private static final ScopedValue<InOneGo<Write>> WAITING = ScopedValue.newInstance();

  private final List<Round> rounds = new ArrayList<>();

  /** The last write about each thing. */
  private final Map<String, Place> places = new HashMap<>();

  private WriteBatch() {}

  /** What one row of a statement is about. */
  @SuppressWarnings("ArrayRecordComponent") // goes straight to the driver
  private record Write(String thing, String sql, @Nullable Object[] values) {}

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
   * Does the work, whose writes are sent together at its end, inside the present transaction, which
   * is to be rolled back where the work fails.
   *
   * @throws IllegalStateException where writes are waiting for each other already
   */
  public static <T> T during(JdbcOperations database, Supplier<T> work) {
    if (WAITING.isBound()) {
      throw new IllegalStateException("writes are waiting for each other already");
    }
    InOneGo<Write> waiting = new InOneGo<>(writes -> send(database, writes));
    return ScopedValue.where(WAITING, waiting)
        .call(
            () -> {
              T result = work.get();
              waiting.now();
              return result;
            });
  }

  /** Whether writes wait for each other in this thread. */
  public static boolean isOpen() {
    return WAITING.isBound();
  }

  /**
   * Writes, now or together with others.
   *
   * @param thing whose writes keep their order, such as an ID
   * @param values of the statement's parameters, in their order
   */
  public static void update(
      JdbcClient database, String thing, String sql, @Nullable Object... values) {
    if (WAITING.isBound()) {
      WAITING.get().add(new Write(thing, sql, values));
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
    if (WAITING.isBound() && WAITING.get().isWaiting(write -> write.thing().equals(thing))) {
      WAITING.get().now();
    }
  }

  /** Sends everything that waits. */
  public static void settle() {
    if (WAITING.isBound()) {
      WAITING.get().now();
    }
  }

  private static void send(JdbcOperations database, List<Write> writes) {
    WriteBatch batch = new WriteBatch();
    writes.forEach(batch::place);
    for (Round round : batch.rounds) {
      round.statements.forEach((sql, statement) -> database.batchUpdate(sql, statement.rows()));
    }
  }

  private void place(Write write) {
    Place last = places.get(write.thing());
    int number = last == null ? 0 : last.round();
    Statement statement = round(number).statement(write.sql());
    if (last != null && statement.number() < last.statement()) {
      number++;
      statement = round(number).statement(write.sql());
    }
    statement.rows().add(write.values());
    places.put(write.thing(), new Place(number, statement.number()));
  }

  private Round round(int number) {
    while (rounds.size() <= number) {
      rounds.add(new Round());
    }
    return rounds.get(number);
  }
}
