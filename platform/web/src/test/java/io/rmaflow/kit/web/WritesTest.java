package io.rmaflow.kit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Context;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.kit.eventing.ConsistencyToken;
import io.rmaflow.kit.eventing.StreamPosition;
import io.rmaflow.kit.notebook.NoteFaults;
import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class WritesTest {

  private final Notebook notebook = Notebook.shared();
  private final NoteFaults faults = notebook.bean(NoteFaults.class);

  @AfterEach
  void backToTheOpening() {
    notebook.clock().set(Notebook.OPENING);
  }

  private static String title(String title) {
    return "{\"title\": \"" + title + "\"}";
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Nested
  class Answers {

    @Test
    void tellWhereAndWhichVersionAndWhatToWaitFor() {
      Reply reply = notebook.post("/api/notes", title("answers"));

      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.header("Content-Type")).isEqualTo("application/json");
      assertThat(reply.header("Location")).startsWith("/api/notes/");
      assertThat(reply.header("ETag")).isEqualTo("\"0\"");
      assertThat(reply.header("Consistency-Token")).isNotBlank();
      assertThat(reply.json().path("writtenAt").asString()).isEqualTo("2026-05-01T12:00:00+09:00");
    }

    @Test
    void giveATokenThatCanBeSentBackWithReadsAndWrites() {
      String token = notebook.post("/api/notes", title("a")).header("Consistency-Token");

      assertThat(notebook.get("/api/notes", "Consistency-Token", token + "," + token).status())
          .isEqualTo(200);
      assertThat(notebook.post("/api/notes", title("b"), "Consistency-Token", token).status())
          .isEqualTo(201);
    }

    @Test
    void areProblemsWhereTheActionSaysSo_andNothingIsWritten() {
      faults.order(
          () -> {
            throw new StateConflict("CLOSED", "CASE_CLOSED", "終了済みです。", "It is closed.");
          });
      Reply conflict = notebook.post("/api/notes", title("conflict"));
      faults.order(
          () -> {
            throw new PolicyRefused(
                List.of(
                    new Refusal(
                        "UNRETURNED_FAULTY_UNIT",
                        List.of("CSB-26"),
                        new Message("未返却", "not returned"),
                        Map.of())));
          });
      Reply refused = notebook.post("/api/notes", title("refused"));

      assertThat(conflict.status()).isEqualTo(409);
      assertThat(conflict.code()).isEqualTo("CASE_CLOSED");
      assertThat(conflict.json().path("state").asString()).isEqualTo("CLOSED");
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.json().path("refusals").path(0).path("code").asString())
          .isEqualTo("UNRETURNED_FAULTY_UNIT");
      assertThat(notebook.notes("conflict")).isZero();
      assertThat(notebook.notes("refused")).isZero();
    }
  }

  @Nested
  class ConsistencyTokens {

    @Test
    void thatAreUnreadableAreA400() {
      Reply write = notebook.post("/api/notes", title("x"), "Consistency-Token", "nonsense!");
      Reply read = notebook.get("/api/notes", "Consistency-Token", "nonsense!");

      assertThat(write.status()).isEqualTo(400);
      assertThat(write.errors()).containsExactly("Consistency-Token MALFORMED");
      assertThat(read.status()).isEqualTo(400);
    }

    @Test
    void whoseEventsDoNotComeAreA503AndNothingIsWritten() {
      String token =
          ConsistencyToken.encode(
              List.of(new StreamPosition(Context.RMA, "case-that-never-comes", 0)));

      Reply reply = notebook.post("/api/notes", title("too early"), "Consistency-Token", token);

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Retry-After")).isEqualTo("1");
      assertThat(notebook.notes("too early")).isZero();
    }
  }

  @Nested
  class IdempotencyKeys {

    @Test
    void answerTheSameTwice_statusHeadersAndBody() {
      String key = newKey();
      Reply first = notebook.post("/api/notes", title("once"), "Idempotency-Key", key);
      Reply second = notebook.post("/api/notes", title("once"), "Idempotency-Key", key);

      assertThat(second.status()).isEqualTo(201);
      assertThat(second.text()).isEqualTo(first.text());
      for (String header : List.of("Location", "ETag", "Consistency-Token", "Content-Type")) {
        assertThat(second.header(header)).isEqualTo(first.header(header));
      }
      assertThat(notebook.notes("once")).isEqualTo(1);
    }

    @Test
    void takeBodiesForTheSameThatSayTheSame() {
      String key = newKey();
      notebook.post("/api/notes", "{\"title\":\"spaces\",\"size\":1}", "Idempotency-Key", key);
      Reply second =
          notebook.post(
              "/api/notes", "{ \"size\": 1, \"title\": \"spaces\" }", "Idempotency-Key", key);

      assertThat(second.status()).isEqualTo(201);
      assertThat(notebook.notes("spaces")).isEqualTo(1);
    }

    @Test
    void withAnotherBodyAreRefused() {
      String key = newKey();
      notebook.post("/api/notes", title("first body"), "Idempotency-Key", key);
      Reply second = notebook.post("/api/notes", title("other body"), "Idempotency-Key", key);

      assertThat(second.status()).isEqualTo(422);
      assertThat(second.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
      assertThat(notebook.notes("other body")).isZero();
    }

    @Test
    void countForTheirCallerAndPathOnly() {
      String key = newKey();
      Reply first = notebook.post("/api/notes", title("scope"), "Idempotency-Key", key);
      Reply other =
          notebook.post(
              "/api/notes",
              title("scope"),
              "Idempotency-Key",
              key,
              "Authorization",
              Notebook.token("desk-2", "support"));
      Reply rename =
          notebook.post(
              first.header("Location") + "/title", title("renamed"), "Idempotency-Key", key);

      assertThat(other.header("Location")).isNotEqualTo(first.header("Location"));
      assertThat(rename.status()).isEqualTo(200);
    }

    @Test
    void keepA409AndA422() {
      String key = newKey();
      faults.order(
          () -> {
            throw new StateConflict("CLOSED", "CASE_CLOSED", "終了済みです。", "It is closed.");
          });
      Reply first = notebook.post("/api/notes", title("kept conflict"), "Idempotency-Key", key);
      Reply second = notebook.post("/api/notes", title("kept conflict"), "Idempotency-Key", key);

      assertThat(first.status()).isEqualTo(409);
      assertThat(second.status()).isEqualTo(409);
      assertThat(second.text()).isEqualTo(first.text());
      assertThat(second.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(notebook.notes("kept conflict")).isZero();
    }

    @Test
    void keepNoA400AndNoA500() {
      String key = newKey();
      assertThat(notebook.post("/api/notes", "{}", "Idempotency-Key", key).status()).isEqualTo(400);
      faults.order(
          () -> {
            throw new IllegalStateException("a bug");
          });
      assertThat(notebook.post("/api/notes", title("in the end"), "Idempotency-Key", key).status())
          .isEqualTo(500);

      assertThat(notebook.post("/api/notes", title("in the end"), "Idempotency-Key", key).status())
          .isEqualTo(201);
      assertThat(notebook.notes("in the end")).isEqualTo(1);
    }

    @Test
    void areForgottenAfterSevenDaysOfBusinessTime() {
      String key = newKey();
      notebook.post("/api/notes", title("weekly"), "Idempotency-Key", key);
      notebook.clock().set(Notebook.OPENING.plus(Duration.ofDays(7)).minusMillis(1));
      notebook.post("/api/notes", title("weekly"), "Idempotency-Key", key);
      assertThat(notebook.notes("weekly")).isEqualTo(1);

      notebook.clock().set(Notebook.OPENING.plus(Duration.ofDays(7)));
      notebook.post("/api/notes", title("weekly"), "Idempotency-Key", key);
      assertThat(notebook.notes("weekly")).isEqualTo(2);
    }

    @Test
    void areDeletedBesideTheCalls_onceTheirTimeHasPassed() {
      IdempotencyStore store = notebook.bean(IdempotencyStore.class);
      notebook.post("/api/notes", title("kept"), "Idempotency-Key", newKey());
      long kept = answersKept();

      notebook.clock().set(Notebook.OPENING.plus(Duration.ofDays(7)).minusMillis(1));
      assertThat(store.forget(1_000)).isZero();
      assertThat(answersKept()).isEqualTo(kept).isPositive();

      notebook.clock().set(Notebook.OPENING.plus(Duration.ofDays(7)));
      assertThat(store.forget(1)).isEqualTo(1);
      store.forget(1_000);
      assertThat(answersKept()).isZero();
    }

    /** Those of calls at the opening. */
    private long answersKept() {
      return notebook
          .database()
          .sql("select count(*) from idempotency where done and since = ?")
          .param(Notebook.OPENING.atOffset(ZoneOffset.UTC))
          .query(Long.class)
          .single();
    }

    @Test
    void tellThatTheFirstCallIsStillRunning() throws Exception {
      String key = newKey();
      CountDownLatch running = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      faults.order(
          () -> {
            running.countDown();
            await(goOn);
          });
      CompletableFuture<Reply> first =
          notebook.postLater("/api/notes", title("slow"), "Idempotency-Key", key);
      await(running);

      Reply second = notebook.post("/api/notes", title("slow"), "Idempotency-Key", key);
      Reply other = notebook.post("/api/notes", title("hasty"), "Idempotency-Key", key);
      goOn.countDown();

      assertThat(second.status()).isEqualTo(409);
      assertThat(second.code()).isEqualTo("IDEMPOTENCY_IN_FLIGHT");
      assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
      Reply answered = first.get(20, TimeUnit.SECONDS);
      assertThat(answered.status()).isEqualTo(201);
      assertThat(notebook.post("/api/notes", title("slow"), "Idempotency-Key", key).text())
          .isEqualTo(answered.text());
      assertThat(notebook.notes("slow")).isEqualTo(1);
    }

    @Test
    void ofManyCallsAtOnceWriteOnce() throws Exception {
      String key = newKey();
      List<CompletableFuture<Reply>> calls = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        calls.add(notebook.postLater("/api/notes", title("stampede"), "Idempotency-Key", key));
      }
      for (CompletableFuture<Reply> call : calls) {
        Reply reply = call.get(20, TimeUnit.SECONDS);
        assertThat(reply.status() == 201 || reply.code().equals("IDEMPOTENCY_IN_FLIGHT")).isTrue();
      }

      assertThat(notebook.notes("stampede")).isEqualTo(1);
    }

    @Test
    void thatACrashLeftBehindAreFreeWhenTheirLeaseEnds() {
      String key = newKey();
      notebook.post("/api/notes", title("crashed"), "Idempotency-Key", key);
      leaveInFlight(key, "1 minute");
      assertThat(notebook.post("/api/notes", title("crashed"), "Idempotency-Key", key).code())
          .isEqualTo("IDEMPOTENCY_IN_FLIGHT");

      leaveInFlight(key, "-1 second");
      Reply again = notebook.post("/api/notes", title("crashed"), "Idempotency-Key", key);

      assertThat(again.status()).isEqualTo(201);
    }

    @Test
    void whoseLeaseSomebodyTookOverWriteNothing() {
      String key = newKey();
      faults.order(
          () ->
              notebook
                  .database()
                  .sql("update idempotency set owner = gen_random_uuid() where scope_hash = ?")
                  .param(scopeOf(key))
                  .update());
      Reply ousted = notebook.post("/api/notes", title("ousted"), "Idempotency-Key", key);

      assertThat(ousted.code()).isEqualTo("IDEMPOTENCY_IN_FLIGHT");
      assertThat(notebook.notes("ousted")).isZero();
    }

    private static String scopeOf(String key) {
      return IdempotencyStore.Hash.of("desk-1", "POST", "/api/notes", key).hex();
    }

    /** As if the instance had died while it answered. */
    private void leaveInFlight(String key, String lease) {
      notebook
          .database()
          .sql(
              """
              update idempotency
                 set done = false, lease_until = clock_timestamp() + cast(? as interval)
               where scope_hash = ?
              """)
          .params(lease, scopeOf(key))
          .update();
    }

    @Test
    void areOfAModerateLength() {
      Reply reply =
          notebook.post("/api/notes", title("long key"), "Idempotency-Key", "k".repeat(256));

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.errors()).containsExactly("Idempotency-Key MALFORMED");
    }
  }

  @Nested
  class IfMatch {

    @Test
    void lettingOnlyTheCurrentVersionPass() {
      String note = notebook.post("/api/notes", title("v0")).header("Location");

      Reply current = notebook.post(note + "/title", title("v1"), "If-Match", "\"0\"");
      Reply stale = notebook.post(note + "/title", title("v2"), "If-Match", "\"0\"");
      Reply weak = notebook.post(note + "/title", title("v2"), "If-Match", "W/\"1\"");
      Reply oneOf = notebook.post(note + "/title", title("v2"), "If-Match", "\"0\", \"1\"");
      Reply any = notebook.post(note + "/title", title("v3"), "If-Match", "*");

      assertThat(current.header("ETag")).isEqualTo("\"1\"");
      assertThat(stale.status()).isEqualTo(412);
      assertThat(stale.code()).isEqualTo("VERSION_MISMATCH");
      assertThat(stale.header("ETag")).isEqualTo("\"1\"");
      assertThat(weak.status()).isEqualTo(412);
      assertThat(oneOf.status()).isEqualTo(200);
      assertThat(any.status()).isEqualTo(200);
      assertThat(notebook.notes("v2")).isZero();
      assertThat(notebook.notes("v3")).isEqualTo(1);
    }

    @Test
    void isLookedAtAfterTheIdempotencyKey() {
      String note = notebook.post("/api/notes", title("keyed")).header("Location");
      String key = newKey();
      String[] headers = {"If-Match", "\"0\"", "Idempotency-Key", key};

      Reply first = notebook.post(note + "/title", title("keyed 1"), headers);
      Reply again = notebook.post(note + "/title", title("keyed 1"), headers);

      assertThat(first.status()).isEqualTo(200);
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void onWhatHasNoVersionYetIsA412() {
      Reply reply = notebook.post("/api/notes", title("creating"), "If-Match", "\"0\"");

      assertThat(reply.status()).isEqualTo(412);
      assertThat(notebook.notes("creating")).isZero();
    }
  }

  @Nested
  class WritersOfOneStream {

    private static final String WAITING =
        """
        select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'
        """;

    @Test
    void areServedInTheOrderOfTheirArrival_andNobodyIsRefused() throws Exception {
      String note = newNote(notebook);
      Held first = held(notebook, "/api/notes/" + note + "/title");
      List<CompletableFuture<Reply>> behind = new ArrayList<>();
      for (int i = 2; i <= 17; i++) {
        behind.add(notebook.postLater("/api/notes/" + note + "/title", title("no. " + i)));
        awaitInLine(note, i);
      }
      first.goOn().countDown();

      assertThat(first.reply().get(20, TimeUnit.SECONDS).json().path("version").asInt())
          .isEqualTo(1);
      for (int i = 2; i <= 17; i++) {
        Reply reply = behind.get(i - 2).get(20, TimeUnit.SECONDS);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("title").asString()).isEqualTo("no. " + i);
        assertThat(reply.json().path("version").asInt()).isEqualTo(i);
      }
    }

    @Test
    void keepNoConnectionFromWritersOfOthers() throws Exception {
      String note = newNote(notebook);
      Held first = held(notebook, "/api/notes/" + note + "/title");
      List<CompletableFuture<Reply>> behind = new ArrayList<>();
      for (int i = 2; i <= 13; i++) {
        behind.add(notebook.postLater("/api/notes/" + note + "/title", title("behind")));
        awaitInLine(note, i);
      }

      Reply other = notebook.post("/api/notes", title("of another stream"));
      boolean firstHadEnded = first.reply().isDone();
      first.goOn().countDown();

      assertThat(other.status()).isEqualTo(201);
      assertThat(firstHadEnded).isFalse();
      for (CompletableFuture<Reply> each : behind) {
        assertThat(each.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
    }

    @Test
    void waitForThoseOfAnotherInstance_withoutHoldingUpWhoReadsEvents() throws Exception {
      Database database = TestServers.postgres().createDatabase("two_instances");
      try (Notebook one = Notebook.open(database, Map.of());
          Notebook other = Notebook.open(database, Map.of())) {
        String note = newNote(one);
        Held first = held(one, "/api/notes/" + note + "/title");
        CompletableFuture<Reply> second =
            other.postLater("/api/notes/" + note + "/title", title("second"));
        awaitCount(one, WAITING, 1);

        int waitingWithId =
            one.database()
                .sql(WAITING + " and backend_xid is not null")
                .query(Integer.class)
                .single();
        first.goOn().countDown();

        assertThat(waitingWithId).isZero();
        assertThat(first.reply().get(20, TimeUnit.SECONDS).json().path("version").asInt())
            .isEqualTo(1);
        assertThat(second.get(20, TimeUnit.SECONDS).json().path("version").asInt()).isEqualTo(2);
      }
    }

    @Test
    void compareTheVersionWithWhatThoseBeforeThemHaveWritten() throws Exception {
      String note = newNote(notebook);
      Held first = held(notebook, "/api/notes/" + note + "/title");
      CompletableFuture<Reply> second =
          notebook.postLater("/api/notes/" + note + "/title", title("stale"), "If-Match", "\"0\"");
      awaitInLine(note, 2);
      first.goOn().countDown();

      assertThat(first.reply().get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
      assertThat(second.get(20, TimeUnit.SECONDS).status()).isEqualTo(412);
    }

    @Test
    void areToldToComeAgain_whereTheirTurnDoesNotCome() throws Exception {
      Database database = TestServers.postgres().createDatabase("hasty");
      Map<String, Object> hasty = Map.of("rmaflow.web.wait-for-room", "300ms");
      try (Notebook one = Notebook.open(database, hasty);
          Notebook other = Notebook.open(database, hasty)) {
        String path = "/api/notes/" + newNote(one) + "/title";
        Held first = held(one, path);

        for (Notebook in : List.of(one, other)) {
          Reply reply = in.post(path, title("in vain"));
          assertThat(reply.status()).isEqualTo(503);
          assertThat(reply.code()).isEqualTo("CONTENDED");
          assertThat(reply.header("Retry-After")).isEqualTo("1");
        }
        first.goOn().countDown();
        assertThat(first.reply().get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
    }

    /** A write that has its stream and goes on when it is told to. */
    private record Held(CompletableFuture<Reply> reply, CountDownLatch goOn) {}

    private static String newNote(Notebook in) {
      return in.post("/api/notes", title("new")).json().path("noteId").asString();
    }

    private static Held held(Notebook in, String path) {
      CountDownLatch running = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      in.bean(NoteFaults.class)
          .order(
              () -> {
                running.countDown();
                WritesTest.await(goOn);
              });
      CompletableFuture<Reply> reply = in.postLater(path, title("first"));
      WritesTest.await(running);
      return new Held(reply, goOn);
    }

    private void awaitInLine(String note, int calls) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> notebook.bean(Writes.class).inLine("note/" + note) == calls);
    }

    private static void awaitCount(Notebook in, String query, int count) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> in.database().sql(query).query(Integer.class).single() == count);
    }
  }

  @Nested
  class LostRaces {

    @Test
    void areRepeatedUntilTheyAreWon() {
      int before = faults.runs();
      for (int i = 0; i < 3; i++) {
        faults.order(
            () -> {
              throw new CannotAcquireLockException("lost", new SQLException("deadlock", "40P01"));
            });
      }

      Reply reply = notebook.post("/api/notes", title("third time"), "Idempotency-Key", newKey());

      assertThat(reply.status()).isEqualTo(201);
      assertThat(faults.runs() - before).isEqualTo(4);
      assertThat(notebook.notes("third time")).isEqualTo(1);
    }

    @Test
    void areGivenUpAtSomeTimeWithA503() {
      int before = faults.runs();
      for (int i = 0; i < 12; i++) {
        faults.order(
            () -> {
              throw new CannotAcquireLockException(
                  "lost", new SQLException("serialization", "40001"));
            });
      }

      Reply reply = notebook.post("/api/notes", title("hopeless"));

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Retry-After")).isEqualTo("1");
      assertThat(faults.runs() - before).isEqualTo(12);
      assertThat(notebook.notes("hopeless")).isZero();
    }
  }

  @Nested
  class RoomForWrites {

    @Test
    void isMadeByThePool_lessFourConnectionsForOthers() {
      assertThatThrownBy(
              () ->
                  Notebook.open(
                      TestServers.postgres().createDatabase("too_narrow"),
                      Map.of("spring.datasource.hikari.maximum-pool-size", "4")))
          .rootCause()
          .hasMessageContaining("spring.datasource.hikari.maximum-pool-size is 4")
          .hasMessageContaining("at least 5");
    }
  }

  @Nested
  class Outages {

    @Test
    void ofTheDatabaseAreA503ThatIsNotKept() {
      String key = newKey();
      faults.order(
          () -> {
            throw new CannotGetJdbcConnectionException(
                "gone", new SQLException("connection refused", "08001"));
          });

      Reply reply = notebook.post("/api/notes", title("outage"), "Idempotency-Key", key);

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Retry-After")).isNotBlank();
      assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(notebook.post("/api/notes", title("outage"), "Idempotency-Key", key).status())
          .isEqualTo(201);
    }

    @Test
    void byOverloadAreA503WhileTheOthersGoOn() throws Exception {
      try (Notebook narrow =
          Notebook.open(
              TestServers.postgres().createDatabase("narrow"),
              Map.of(
                  "spring.datasource.hikari.maximum-pool-size", "5",
                  "rmaflow.web.wait-for-room", "300ms"))) {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        narrow
            .bean(NoteFaults.class)
            .order(
                () -> {
                  running.countDown();
                  await(goOn);
                });
        CompletableFuture<Reply> first = narrow.postLater("/api/notes", title("in"));
        await(running);

        Reply second = narrow.post("/api/notes", title("out"));
        goOn.countDown();

        assertThat(second.status()).isEqualTo(503);
        assertThat(second.code()).isEqualTo("OVERLOADED");
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertThat(first.get(20, TimeUnit.SECONDS).status()).isEqualTo(201);
        assertThat(narrow.post("/api/notes", title("out")).status()).isEqualTo(201);
      }
    }
  }
}
