package io.rmaflow.kit.web;

import io.rmaflow.eventstore.StreamLocks;
import io.rmaflow.kit.eventing.Retryable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Performs what a call asks for, once and whole: the action, its answer and the record of the
 * {@code Idempotency-Key} stand in one transaction, and a lost race is repeated from the beginning.
 *
 * <p>In this order: the caller can read JSON (406), the body is a JSON object in UTF-8 of at most 1
 * MB (400, 413, 415), the {@code Consistency-Token} is caught up with (400, 503), not more wait
 * than may (503), the stream's turn has come and there is room for one more write (503), the {@code
 * Idempotency-Key} is new (else the first answer, 409 or 422), the action decides.
 */
public final class Writes {

  private static final int ATTEMPTS = 12;
  private static final int LONGEST_PAUSE_MILLIS = 200;

  private final TransactionTemplate transaction;
  private final IdempotencyStore idempotency;
  private final Consistency consistency;
  private final ProblemJson problems;
  private final ApiJson json;
  private final StreamLocks locks;
  private final Lines lines = new Lines();
  private final Turns turns;

  Writes(
      PlatformTransactionManager transactions,
      IdempotencyStore idempotency,
      Consistency consistency,
      ProblemJson problems,
      ApiJson json,
      StreamLocks locks,
      Turns turns) {
    this.transaction = new TransactionTemplate(transactions);
    this.idempotency = idempotency;
    this.consistency = consistency;
    this.problems = problems;
    this.json = json;
    this.locks = locks;
    this.turns = turns;
  }

  /**
   * Performs a call.
   *
   * <p>The action sends its commands and reads back what it answers; it runs in a transaction and
   * may run several times, so it must have no effect beyond that transaction. It does not run where
   * the body is wrong.
   *
   * @return the answer, with {@code Consistency-Token}, {@code ETag} and {@code Location}; where
   *     the {@code Idempotency-Key} has been answered before, that same answer
   * @throws Problem everything that is not answered with 2xx
   */
  public <T> ResponseEntity<T> perform(WriteRequest request, Supplier<Answer<T>> action) {
    return begin(
        request,
        () -> {
          request.findings().check();
          return action.get();
        });
  }

  /**
   * As {@link #perform(WriteRequest, Supplier)}, where more can be wrong with the body than it says
   * itself: the action looks for that, calls {@link Findings#check()}, and then acts. Before it has
   * called, wrong components of the body are placeholders.
   */
  public <T> ResponseEntity<T> performChecking(
      WriteRequest request, Function<Findings, Answer<T>> action) {
    return begin(
        request,
        () -> {
          Findings findings = request.findings();
          Answer<T> answer = action.apply(findings);
          findings.check();
          return answer;
        });
  }

  private <T> ResponseEntity<T> begin(WriteRequest request, Supplier<Answer<T>> action) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a write opens its own transaction");
    }
    request.checkAcceptsJson();
    request.findings();
    String key = request.idempotencyKey();
    consistency.await(request.consistencyTokens());
    turns.comeIn();
    try {
      return inLine(key, request, action);
    } finally {
      turns.leave();
    }
  }

  private <T> ResponseEntity<T> inLine(
      @Nullable String key, WriteRequest request, Supplier<Answer<T>> action) {
    long until = System.nanoTime() + turns.patience().toNanos();
    String stream = request.stream();
    if (stream == null) {
      return inRoom(until, key, request, action);
    }
    if (!entered(stream, until)) {
      throw contended();
    }
    try {
      return inRoom(until, key, request, action);
    } finally {
      lines.leave(stream);
    }
  }

  private <T> ResponseEntity<T> inRoom(
      long until, @Nullable String key, WriteRequest request, Supplier<Answer<T>> action) {
    turns.begin(until - System.nanoTime());
    try {
      StoredAnswer answer =
          key == null ? attempt(request, action, null) : once(key, request, action);
      return answer.toResponseOf();
    } finally {
      turns.finish();
    }
  }

  private boolean entered(String stream, long until) {
    try {
      return lines.enter(stream, until - System.nanoTime());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The calls that write to a stream or wait for it, of this process. */
  int inLine(String stream) {
    return lines.length(stream);
  }

  private StoredAnswer once(
      String key, WriteRequest request, Supplier<? extends Answer<?>> action) {
    IdempotencyStore.Claim claim = idempotency.claim(key, request);
    if (claim.earlier() != null) {
      return claim.earlier();
    }
    try {
      return attempt(request, action, claim);
    } catch (StateConflict | PolicyRefused kept) {
      StoredAnswer answer = problems.answer(kept, request.path());
      if (!idempotency.keep(claim, answer)) {
        throw RequestProblem.inFlight();
      }
      return answer;
    } catch (RuntimeException | Error notKept) {
      release(claim, notKept);
      throw notKept;
    }
  }

  private void release(IdempotencyStore.Claim claim, Throwable failure) {
    try {
      idempotency.release(claim);
    } catch (RuntimeException alsoFailed) {
      // the lease frees the key in a while; the caller gets to know the first failure
      failure.addSuppressed(alsoFailed);
    }
  }

  private StoredAnswer attempt(
      WriteRequest request,
      Supplier<? extends Answer<?>> action,
      IdempotencyStore.@Nullable Claim claim) {
    for (int attempt = 1; ; attempt++) {
      try {
        return inTransaction(request, action, claim);
      } catch (RuntimeException failure) {
        if (Retryable.isLockedTooLong(failure)) {
          throw contended(failure);
        }
        if (!isLostRace(failure)) {
          throw failure;
        }
        if (attempt == ATTEMPTS) {
          throw exhausted(failure);
        }
        pause(attempt);
      }
    }
  }

  private StoredAnswer inTransaction(
      WriteRequest request,
      Supplier<? extends Answer<?>> action,
      IdempotencyStore.@Nullable Claim claim) {
    request.beginAttempt();
    StoredAnswer answer =
        transaction.execute(
            status -> {
              String stream = request.stream();
              if (stream != null) {
                // before anything of the stream is read, and before the transaction has an ID
                locks.lock(stream, turns.patience());
              }
              Answer<?> result = action.get();
              if (request.ignoresIfMatch()) {
                throw new VersionMismatch();
              }
              StoredAnswer written = stored(result);
              if (claim != null && !idempotency.complete(claim, written)) {
                throw RequestProblem.inFlight();
              }
              return written;
            });
    if (answer == null) {
      throw new IllegalStateException("a transaction without an answer");
    }
    return answer;
  }

  private StoredAnswer stored(Answer<?> answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (answer.location() != null) {
      headers.put("Location", answer.location());
    }
    if (answer.version() != null) {
      headers.put("ETag", VersionTag.of(answer.version()));
    }
    headers.put(Consistency.HEADER, consistency.ofThisWrite(answer.streamId()));
    if (answer.body() == null) {
      return new StoredAnswer(answer.status(), headers, new byte[0]);
    }
    headers.put("Content-Type", "application/json");
    return new StoredAnswer(answer.status(), headers, json.bytes(answer.body()));
  }

  /** A key that somebody else took first is a lost race as well: the next attempt sees his row. */
  private static boolean isLostRace(RuntimeException failure) {
    return failure instanceof DuplicateKeyException || Retryable.isLostRace(failure);
  }

  private static RuntimeException exhausted(RuntimeException failure) {
    if (failure instanceof DuplicateKeyException) {
      return failure;
    }
    return contended(failure);
  }

  private static Unavailable contended(RuntimeException failure) {
    Unavailable busy = contended();
    busy.addSuppressed(failure);
    return busy;
  }

  private static Unavailable contended() {
    return new Unavailable(
        1,
        "CONTENDED",
        "同じデータへの更新が集中しています。しばらくしてから再送してください。",
        "Too many calls change the same thing; try again shortly.");
  }

  private static void pause(int attempt) {
    int longest = Math.min(LONGEST_PAUSE_MILLIS, 4 << Math.min(attempt, 8));
    long micros = ThreadLocalRandom.current().nextLong(1_000, longest * 1_000L);
    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
  }
}
