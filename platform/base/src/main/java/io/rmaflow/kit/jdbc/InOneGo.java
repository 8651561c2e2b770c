package io.rmaflow.kit.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What becomes known one by one in a transaction and is worked on together: at the end of the
 * transaction, or before somebody needs to see the outcome. The statements are then a few for all
 * of them, where each alone would cost more than everything else that is done about it.
 *
 * @param <T> what becomes known
 */
public final class InOneGo<T> {

  private final Consumer<List<T>> work;

  /**
   * For one kind of work.
   *
   * @param work is given what has become known since it was last called, in that order; never
   *     nothing. It adds nothing itself; where it fails, the transaction does
   */
  public InOneGo(Consumer<List<T>> work) {
    this.work = work;
  }

  /**
   * The rows of a statement that adds one and replaces none.
   *
   * @param sql as JDBC has it
   */
  public static InOneGo<@Nullable Object[]> rows(JdbcOperations database, String sql) {
    return new InOneGo<>(rows -> database.batchUpdate(sql, rows));
  }

  /**
   * The rows of a statement that replaces what it finds under a row's first value. The rows of one
   * call may become one statement, which must not meet the same row twice; so those that name the
   * same value are written by one call after the other, in their order.
   *
   * @param sql as JDBC has it, ending in {@code on conflict (…) do update}
   */
  public static InOneGo<@Nullable Object[]> replacements(JdbcOperations database, String sql) {
    return new InOneGo<@Nullable Object[]>(
        (List<@Nullable Object[]> rows) -> {
          for (List<@Nullable Object[]> each : onceEach(rows)) {
            database.batchUpdate(sql, each);
          }
        });
  }

  private static List<List<@Nullable Object[]>> onceEach(List<@Nullable Object[]> rows) {
    Map<@Nullable Object, Integer> times = new HashMap<>();
    List<List<@Nullable Object[]>> calls = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      int time = times.merge(row[0], 1, Integer::sum);
      if (time > calls.size()) {
        calls.add(new ArrayList<>());
      }
      calls.get(time - 1).add(row);
    }
    return calls;
  }

  /**
   * Keeps this for later, in the present transaction.
   *
   * @throws IllegalStateException where there is no transaction
   */
  public void add(T thing) {
    waiting().things.add(thing);
  }

  /** Whether such a thing is waiting in the present transaction. */
  public boolean isWaiting(Predicate<T> which) {
    return TransactionSynchronizationManager.hasResource(this)
        && waiting().things.stream().anyMatch(which);
  }

  /** Does what is waiting, so that its outcome can be read. */
  public void now() {
    if (TransactionSynchronizationManager.getResource(this) instanceof Waiting<?>) {
      waiting().work();
    }
  }

  @SuppressWarnings("unchecked") // only add() binds anything to this
  private Waiting<T> waiting() {
    Object present = TransactionSynchronizationManager.getResource(this);
    if (present != null) {
      return (Waiting<T>) present;
    }
    Waiting<T> begun = new Waiting<>(this);
    TransactionSynchronizationManager.registerSynchronization(begun);
    TransactionSynchronizationManager.bindResource(this, begun);
    return begun;
  }

  private static final class Waiting<T> implements TransactionSynchronization {

    private final InOneGo<T> kind;
    private List<T> things = new ArrayList<>();

    Waiting(InOneGo<T> kind) {
      this.kind = kind;
    }

    private void work() {
      List<T> due = things;
      things = new ArrayList<>();
      if (!due.isEmpty()) {
        kind.work.accept(due);
      }
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      work();
    }

    /** Another transaction begins within this one; what it makes known is its own. */
    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(kind);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(kind, this);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResource(kind);
    }
  }
}
