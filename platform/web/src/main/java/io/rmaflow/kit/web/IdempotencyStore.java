package io.rmaflow.kit.web;

import io.rmaflow.kit.clock.BusinessClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Remembers what an {@code Idempotency-Key} was answered with, within caller, method and path.
 *
 * <p>A call first claims its key in a short transaction of its own, so that a second one sees at
 * once that the first is running; the claim is a lease of real time and frees itself when the
 * instance that took it is gone. The answer is written in the transaction of the effect, and only
 * by whoever still holds the claim: neither stands without the other, and nobody is answered twice.
 */
final class IdempotencyStore {

  /** How long an answer is kept, business time. */
  static final Duration KEPT = Duration.ofDays(7);

  private static final int RESEALED_AT_ONCE = 500;

  private final JdbcClient jdbc;
  private final TransactionTemplate shortTransaction;
  private final BusinessClock clock;
  private final ApiJson json;
  private final AnswerSeal seal;
  private final Duration lease;

  IdempotencyStore(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      BusinessClock clock,
      ApiJson json,
      AnswerSeal seal,
      Duration lease) {
    this.jdbc = jdbc;
    this.shortTransaction = new TransactionTemplate(transactions);
    this.clock = clock;
    this.json = json;
    this.seal = seal;
    this.lease = lease;
  }

  /**
   * The right to answer a key, or the answer that it was given before.
   *
   * @param scope hash of caller, method, path and key
   * @param owner of the claim
   * @param earlier the first answer; absent where this call is the first
   */
  record Claim(Hash scope, UUID owner, @Nullable StoredAnswer earlier) {}

  /** SHA-256, in hexadecimal digits. */
  record Hash(String hex) {

    static Hash of(String... parts) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String part : parts) {
          byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
          digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
          digest.update(bytes);
        }
        return new Hash(HexFormat.of().formatHex(digest.digest()));
      } catch (NoSuchAlgorithmException everyPlatformHasIt) {
        throw new IllegalStateException(everyPlatformHasIt);
      }
    }
  }

  private record Row(
      Hash content, boolean done, boolean leased, Instant since, @Nullable StoredAnswer answer) {}

  /**
   * Claims a key.
   *
   * @throws RequestProblem 409 where the first call still runs, or where its answer told of
   *     somebody who has been erased; 422 where it had another content
   */
  Claim claim(String key, WriteRequest request) {
    seal.prepare();
    Hash scope = Hash.of(request.caller().subject(), request.method(), request.path(), key);
    Hash content = Hash.of(request.content());
    UUID owner = UUID.randomUUID();
    Instant now = clock.now();
    // nearly always new: a statement that is its own transaction
    if (insert(scope, content, owner, now)) {
      return new Claim(scope, owner, null);
    }
    Claim claim = shortTransaction.execute(status -> claimKnown(scope, content, owner, now));
    if (claim == null) {
      throw new IllegalStateException("a transaction without a claim");
    }
    return claim;
  }

  private Claim claimKnown(Hash scope, Hash content, UUID owner, Instant now) {
    do {
      List<Row> rows =
          jdbc.sql(
                  """
                  select scope_hash, content_hash, done, lease_until > clock_timestamp() as leased,
                         since, status, headers, body
                    from idempotency where scope_hash = ? for update
                  """)
              .param(scope.hex())
              .query(this::row)
              .list();
      // none: the first call was released in between, so this one may be the first after all
      if (!rows.isEmpty()) {
        return takeOver(rows.getFirst(), scope, content, owner, now);
      }
    } while (!insert(scope, content, owner, now));
    return new Claim(scope, owner, null);
  }

  private Claim takeOver(Row row, Hash scope, Hash content, UUID owner, Instant now) {
    boolean forgotten = row.done() && !row.since().isAfter(now.minus(KEPT));
    boolean abandoned = !row.done() && !row.leased();
    if (forgotten || abandoned) {
      jdbc.sql(
              """
              update idempotency
                 set content_hash = ?, owner = ?, done = false, since = ?, status = null,
                     headers = null, body = null,
                     lease_until = clock_timestamp() + make_interval(secs => ?)
               where scope_hash = ?
              """)
          .params(content.hex(), owner, utc(now), leaseSeconds(), scope.hex())
          .update();
      return new Claim(scope, owner, null);
    }
    if (!row.content().equals(content)) {
      throw RequestProblem.keyReused();
    }
    if (!row.done()) {
      throw RequestProblem.inFlight();
    }
    if (row.answer() == null) {
      throw RequestProblem.answerErased();
    }
    return new Claim(scope, owner, row.answer());
  }

  /**
   * Without waiting for the disk: where a power failure loses the claim, it loses what came after
   * it as well, the effect, so that the key is as free as if the call had never come.
   */
  private boolean insert(Hash scope, Hash content, UUID owner, Instant now) {
    return jdbc.sql(
                """
                with unwaited as (select set_config('synchronous_commit', 'off', true))
                insert into idempotency
                       (scope_hash, content_hash, owner, done, since, lease_until)
                select ?, ?, ?, false, ?, clock_timestamp() + make_interval(secs => ?)
                  from unwaited
                on conflict (scope_hash) do nothing
                """)
            .params(scope.hex(), content.hex(), owner, utc(now), leaseSeconds())
            .update()
        == 1;
  }

  /**
   * In the transaction of the effect: notes the answer.
   *
   * @return false where somebody else has taken the claim over; the effect must then not happen
   */
  boolean complete(Claim claim, StoredAnswer answer) {
    return jdbc.sql(
                """
                update idempotency set done = true, status = ?, headers = ?, body = ?
                 where scope_hash = ? and owner = ? and not done
                """)
            .params(
                answer.status(),
                json.text(answer.headers()),
                seal.sealed(claim.scope().hex(), answer.body()),
                claim.scope().hex(),
                claim.owner())
            .update()
        == 1;
  }

  /** As {@link #complete}, after a rollback, in a transaction of its own. */
  boolean keep(Claim claim, StoredAnswer answer) {
    return Boolean.TRUE.equals(shortTransaction.execute(status -> complete(claim, answer)));
  }

  /** Gives the key back, as if it had never been used; waits no more for the disk than a claim. */
  void release(Claim claim) {
    jdbc.sql(
            """
            with unwaited as (select set_config('synchronous_commit', 'off', true))
            delete from idempotency using unwaited
             where scope_hash = ? and owner = ? and not done
            """)
        .params(claim.scope().hex(), claim.owner())
        .update();
  }

  /** Stores every answer under the present seal that is not yet, each in its own transaction. */
  void reseal() {
    seal.prepare();
    List<Map.Entry<String, byte[]>> page = keptAfter("");
    while (!page.isEmpty()) {
      for (Map.Entry<String, byte[]> kept : page) {
        if (!seal.isPresent(kept.getValue())) {
          shortTransaction.executeWithoutResult(status -> reseal(kept.getKey()));
        }
      }
      page = keptAfter(page.getLast().getKey());
    }
  }

  private List<Map.Entry<String, byte[]>> keptAfter(String scope) {
    return jdbc.sql(
            """
            select scope_hash, substring(body from 1 for ?) from idempotency
             where done and scope_hash > ? order by scope_hash limit ?
            """)
        .params(AnswerSeal.TOLD, scope, RESEALED_AT_ONCE)
        .query((rs, number) -> Map.entry(rs.getString(1), rs.getBytes(2)))
        .list();
  }

  private void reseal(String scope) {
    jdbc.sql("select body from idempotency where scope_hash = ? and done for update")
        .param(scope)
        .query((rs, number) -> rs.getBytes(1))
        .optional()
        .filter(stored -> !seal.isPresent(stored))
        .map(stored -> seal.opened(scope, stored))
        .ifPresent(
            body ->
                jdbc.sql("update idempotency set body = ? where scope_hash = ?")
                    .params(seal.sealed(scope, body), scope)
                    .update());
  }

  /**
   * Deletes answers whose time has passed; nobody would be given one of them any more.
   *
   * @param atMost so many, so that nobody waits for a long transaction
   * @return how many there were
   */
  int forget(int atMost) {
    seal.forget();
    return jdbc.sql(
            """
            delete from idempotency where scope_hash in
                   (select scope_hash from idempotency
                     where done and since <= ? order by since limit ? for update skip locked)
            """)
        .params(utc(clock.now().minus(KEPT)), atMost)
        .update();
  }

  private Row row(ResultSet rs, int number) throws SQLException {
    boolean done = rs.getBoolean("done");
    String headers = rs.getString("headers");
    byte[] body = rs.getBytes("body");
    String scope = rs.getString("scope_hash");
    byte[] opened = done && body != null ? seal.opened(scope, body) : null;
    StoredAnswer answer =
        headers == null || opened == null
            ? null
            : new StoredAnswer(rs.getInt("status"), json.texts(headers), opened);
    return new Row(
        new Hash(rs.getString("content_hash")),
        done,
        rs.getBoolean("leased"),
        rs.getObject("since", OffsetDateTime.class).toInstant(),
        answer);
  }

  private double leaseSeconds() {
    return lease.toMillis() / 1000.0;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
