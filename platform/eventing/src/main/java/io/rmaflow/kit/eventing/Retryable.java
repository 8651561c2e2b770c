package io.rmaflow.kit.eventing;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** Tells failures that pass from those that stay. */
public final class Retryable {

  /** PostgreSQL: serialization failure, deadlock found. */
  private static final Set<String> LOST_RACE_STATES = Set.of("40001", "40P01");

  /** PostgreSQL: {@code lock_timeout} is over. */
  private static final Set<String> LOCK_NOT_HAD = Set.of("55P03");

  /** Connection lost, resources short, server going down or not up yet, lock not to be had. */
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

  /**
   * The data, the statement or one of the database's limits is at fault, and will be next time:
   * data exception, constraint, syntax or right, limit of the program such as a key too long for
   * its index. Spring takes the last for want of a resource.
   */
  private static final Set<String> PERMANENT_CLASSES = Set.of("22", "23", "42", "54");

  private Retryable() {}

  /**
   * Whether somebody else was first: began the same stream or appended to it meanwhile, or was
   * preferred when the database broke a tie between transactions. The whole action may be repeated
   * at once, in a new transaction; a command that only creates loses every time, so repetitions
   * have to be limited.
   */
  public static boolean isLostRace(Throwable failure) {
    for (Throwable cause : causes(failure)) {
      if (cause instanceof ConcurrencyException
          || cause instanceof AggregateStreamCreationException
          || hasState(cause, LOST_RACE_STATES)) {
        return true;
      }
    }
    return false;
  }

  /** Whether something was locked by others for longer than anybody may wait. */
  public static boolean isLockedTooLong(Throwable failure) {
    return causes(failure).stream().anyMatch(cause -> hasState(cause, LOCK_NOT_HAD));
  }

  /** Whether the same may succeed later, without anybody repairing anything; lost races too. */
  public static boolean isTransient(Throwable failure) {
    Set<Throwable> causes = causes(failure);
    if (isLostRace(failure) || hasStateClass(causes, TRANSIENT_CLASSES)) {
      return true;
    }
    if (hasStateClass(causes, PERMANENT_CLASSES)) {
      return false;
    }
    for (Throwable cause : causes) {
      if (cause instanceof TransientDataAccessException
          || cause instanceof RecoverableDataAccessException
          || cause instanceof DataAccessResourceFailureException
          || cause instanceof CannotCreateTransactionException
          // a connection that is lost within a transaction cannot be rolled back either, and that
          // failure hides the first one
          || cause instanceof TransactionSystemException
          || cause instanceof TransactionTimedOutException
          || cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasState(Throwable failure, Set<String> states) {
    return failure instanceof SQLException sql
        && sql.getSQLState() != null
        && states.contains(sql.getSQLState());
  }

  private static boolean hasStateClass(Set<Throwable> causes, Set<String> classes) {
    for (Throwable cause : causes) {
      @Nullable String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
      if (state != null && state.length() == 5 && classes.contains(state.substring(0, 2))) {
        return true;
      }
    }
    return false;
  }

  private static Set<Throwable> causes(Throwable failure) {
    Set<Throwable> causes = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> toSee = new ArrayDeque<>(List.of(failure));
    while (!toSee.isEmpty()) {
      Throwable seen = toSee.pop();
      if (causes.add(seen)) {
        if (seen.getCause() != null) {
          toSee.push(seen.getCause());
        }
        if (seen instanceof SQLException sql && sql.getNextException() != null) {
          toSee.push(sql.getNextException());
        }
      }
    }
    return causes;
  }
}
