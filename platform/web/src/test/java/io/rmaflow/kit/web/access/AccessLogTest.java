package io.rmaflow.kit.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.contract.ContactEvent.ContactErased;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.kit.desk.Topic;
import io.rmaflow.kit.eventing.Activity;
import io.rmaflow.kit.eventing.OutboxStatus;
import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AccessLogTest {

  private static final String AUDITOR = Notebook.token("auditor-1", "auditor");

  private static Database database;
  private static Notebook notebook;

  @BeforeAll
  static void open() {
    database = TestServers.postgres().createDatabase("access");
    notebook = open(Map.of());
  }

  private static Notebook open(Map<String, Object> settings) {
    return Notebook.open(database, settings, Persons.class);
  }

  @AfterAll
  static void close() {
    notebook.close();
  }

  @AfterEach
  void backToTheOpening() {
    notebook.clock().set(Notebook.OPENING);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static List<JsonNode> log(String query) {
    Reply reply = notebook.get("/api/access-log?" + query, "Authorization", AUDITOR);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return List.copyOf(reply.json().path("items").values());
  }

  private static List<String> texts(JsonNode array) {
    return array.values().stream().map(JsonNode::asString).toList();
  }

  private static long events() {
    return notebook
        .database()
        .sql("select count(*) from stored_event where starts_with(stream, 'access-')")
        .query(Long.class)
        .single();
  }

  @Test
  void tellsWhoReadWhose_whichOperation_when_whyAndFromWhere() {
    String contact = newId();
    notebook.get(
        "/api/persons/" + contact,
        "Authorization",
        Notebook.token("desk-7", "support"),
        "Access-Reason",
        "INC-4711");

    List<JsonNode> found = log("contactId=" + contact);

    assertThat(found).hasSize(1);
    JsonNode read = found.getFirst();
    assertThat(read.path("type").asString()).isEqualTo("PersonalDataRead");
    assertThat(read.path("actor").asString()).isEqualTo("desk-7");
    assertThat(read.path("role").asString()).isEqualTo("support");
    assertThat(read.path("operation").asString()).isEqualTo("GET /api/persons/{contactId}");
    assertThat(read.path("on").path("contactId").asString()).isEqualTo(contact);
    assertThat(texts(read.path("contactIds"))).containsExactly(contact);
    assertThat(texts(read.path("customerIds")))
        .containsExactly("C-" + contact.toUpperCase(Locale.ROOT));
    assertThat(read.path("recordedAt").asString()).isEqualTo("2026-05-01T12:00:00+09:00");
    assertThat(read.path("reason").asString()).isEqualTo("INC-4711");
    assertThat(read.path("address").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(read.path("stream").asString()).matches("access-2026-05-01-[1-9][0-9]*");
  }

  @Test
  void namesEverybodyOfAList_andFindsItUnderEach() {
    String reader = "lister-" + newId();
    notebook.get("/api/persons", "Authorization", Notebook.token(reader, "support"));

    assertThat(log("actor=" + reader)).hasSize(1);
    assertThat(texts(log("actor=" + reader + "&customerId=c-2").getFirst().path("customerIds")))
        .containsExactly("C-1", "C-2");
    assertThat(texts(log("actor=" + reader + "&contactId=k-1").getFirst().path("contactIds")))
        .containsExactly("k-1", "k-2");
    assertThat(log("actor=" + reader + "&contactId=k-3")).isEmpty();
  }

  @Test
  void knowsWhoseAFileWas_thoughOnlyTheOperationDoes() {
    String file = newId();

    assertThat(notebook.get("/api/files/" + file).text()).isEqualTo("山田太郎");

    JsonNode read = log("customerId=C-" + file).getFirst();
    assertThat(read.path("operation").asString()).isEqualTo("GET /api/files/{fileId}");
    assertThat(read.path("on").path("fileId").asString()).isEqualTo(file);
  }

  @Test
  void hasACustomersReadingOfItsOwn() {
    String contact = newId();
    String customer = "customer-" + newId();
    notebook.get("/api/persons/" + contact, "Authorization", Notebook.token(customer, "customer"));

    assertThat(log("actor=" + customer).getFirst().path("role").asString()).isEqualTo("customer");
  }

  @Test
  void hasNothingOfWhatWasNotGivenOut() {
    String reader = "in-vain-" + newId();
    String token = Notebook.token(reader, "support");

    assertThat(notebook.get("/api/persons/nobody", "Authorization", token).status()).isEqualTo(404);
    assertThat(notebook.get("/api/persons?size=0", "Authorization", token).status()).isEqualTo(400);
    assertThat(notebook.get("/api/weather", "Authorization", token).status()).isEqualTo(200);

    assertThat(log("actor=" + reader)).isEmpty();
  }

  @Test
  void hasAnActThatIsAnsweredWithNothing() {
    String contact = newId();

    assertThat(notebook.delete("/api/persons/" + contact).status()).isEqualTo(204);

    JsonNode done = log("contactId=" + contact).getFirst();
    assertThat(done.path("type").asString()).isEqualTo("AdministrativeActDone");
    assertThat(done.path("operation").asString()).isEqualTo("DELETE /api/persons/{contactId}");
  }

  @Test
  void recordsThatItWasRead() {
    String auditor = "auditor-" + newId();
    String token = Notebook.token(auditor, "auditor");
    notebook.get("/api/access-log", "Authorization", token);

    JsonNode done = log("actor=" + auditor).getFirst();

    assertThat(done.path("type").asString()).isEqualTo("AdministrativeActDone");
    assertThat(done.path("operation").asString()).isEqualTo("GET /api/access-log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"support", "logistics", "service", "customer"})
  void isForNobodyElse(String role) {
    Reply reply =
        notebook.get("/api/access-log", "Authorization", Notebook.token("somebody", role));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("FORBIDDEN");
  }

  @Test
  void isReadByTime_theNewestFirst_pageByPage() {
    String reader = "by-time-" + newId();
    String token = Notebook.token(reader, "admin");
    for (String at :
        List.of("2026-07-01T14:59:59Z", "2026-07-01T15:00:00Z", "2026-07-02T00:00:00Z")) {
      notebook.clock().set(Instant.parse(at));
      notebook.get("/api/persons", "Authorization", token);
    }

    assertThat(log("actor=" + reader).stream().map(item -> item.path("stream").asString()))
        .containsExactly("access-2026-07-02-1", "access-2026-07-02-1", "access-2026-07-01-1");
    assertThat(
            log(
                    "actor="
                        + reader
                        + "&from=2026-07-02T00:00:00%2B09:00&to=2026-07-02T09:00:00%2B09:00")
                .stream()
                .map(item -> item.path("recordedAt").asString()))
        .containsExactly("2026-07-02T00:00:00+09:00");
    Reply second =
        notebook.get("/api/access-log?size=2&page=1&actor=" + reader, "Authorization", AUDITOR);
    assertThat(second.json().path("total").asInt()).isEqualTo(3);
    assertThat(second.json().path("items").path(0).path("recordedAt").asString())
        .isEqualTo("2026-07-01T23:59:59+09:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"because Mr. Yamada asked", "a'b", ""})
  void takesTheNumberOfATicketForAReason_andNoSentence(String reason) {
    long before = events();

    Reply reply = notebook.get("/api/persons", "Access-Reason", reason);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors()).containsExactly("Access-Reason MALFORMED");
    assertThat(events()).isEqualTo(before);
  }

  @Test
  void neverHasANameInIt() {
    notebook.get("/api/persons");
    notebook.get("/api/files/named");

    assertThat(
            notebook
                .database()
                .sql(
                    """
                    select count(*) from stored_event
                    where starts_with(stream, 'access-')
                      and (payload::text like '%山田%' or metadata::text like '%山田%')
                    """)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void isNotInTheFeed_whichGoesOnPastIt_norOnKafka_andHoldsNothingUp() {
    notebook.clock().set(Instant.parse("2026-08-01T03:00:00Z"));
    for (int i = 0; i < 3; i++) {
      notebook.get("/api/persons");
    }
    String contact = newId();
    notebook
        .bean(PostgresEventStorageEngine.class)
        .appendEvents(
            List.of(
                new GenericDomainEventMessage<>(
                    "Contact",
                    "contact/" + contact,
                    0,
                    new ContactErased(new ContactId(contact), new CustomerId("C-1")))));
    notebook.get("/api/persons");
    long stored = notebook.bean(Activity.class).snapshot().eventsStored();

    String[] next = {""};
    await()
        .until(
            () -> {
              JsonNode feed = notebook.get("/api/events?size=1" + next[0]).json();
              next[0] = feed.path("next").isNull() ? "" : "&after=" + feed.path("next").asString();
              for (JsonNode item : feed.path("items")) {
                assertThat(item.path("event").path("subject").asString()).startsWith("contact/");
                if (item.path("event").path("subject").asString().equals("contact/" + contact)) {
                  return true;
                }
              }
              return false;
            });
    await().until(() -> Topic.read("contract.events", "contact/" + contact).size() == 1);
    assertThat(Topic.read("contract.events", "access-2026-08-01-1")).isEmpty();
    // the last read stands behind what the publisher has acknowledged
    assertThat(notebook.bean(OutboxStatus.class).caughtUp()).isTrue();
    notebook.get("/api/persons");
    assertThat(notebook.bean(OutboxStatus.class).caughtUp()).isTrue();
    assertThat(notebook.bean(Activity.class).snapshot().eventsStored()).isEqualTo(stored);
  }

  @Test
  void hasAStreamForEachInstanceAndDay_withoutGaps() {
    notebook.clock().set(Instant.parse("2026-06-01T03:00:00Z"));
    try (Notebook second = open(Map.of())) {
      second.clock().set(Instant.parse("2026-06-01T03:00:00Z"));
      List<CompletableFuture<Integer>> reads = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Notebook called = i % 2 == 0 ? notebook : second;
        reads.add(CompletableFuture.supplyAsync(() -> called.get("/api/persons").status()));
      }
      assertThat(reads.stream().map(CompletableFuture::join)).hasSize(40).containsOnly(200);
    }

    assertThat(
            notebook
                .database()
                .sql(
                    """
                    select stream || ' ' || count(*) || ' ' || (max(sequence) + 1)
                    from stored_event where starts_with(stream, 'access-2026-06-01-')
                    group by stream order by stream
                    """)
                .query(String.class)
                .list())
        .containsExactly("access-2026-06-01-1 20 20", "access-2026-06-01-2 20 20");
    assertThat(notebook.bean(PostgresEventStorageEngine.class).firstBroken("access-2026-06-01-2"))
        .isEmpty();
  }

  @Test
  void letsNothingOutThatItCannotRecord() throws SQLException {
    try (Notebook impatient = open(Map.of("rmaflow.access-log.patience", "300ms"));
        Connection other = database.connect();
        Statement sql = other.createStatement()) {
      other.setAutoCommit(false);
      sql.execute("lock table access_log in access exclusive mode");

      Reply reply = impatient.get("/api/persons");

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.code()).isEqualTo("ACCESS_LOG_UNAVAILABLE");
      assertThat(reply.header("Retry-After")).isEqualTo("1");
      assertThat(reply.text()).doesNotContain("山田");
      other.rollback();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> impatient.get("/api/persons").status() == 200);
    }
  }

  /** A figure, not an assertion: {@code -Daccess.figure=true}. */
  @Test
  @EnabledIfSystemProperty(named = "access.figure", matches = "true")
  void costs() {
    for (int connections : List.of(1, 16)) {
      for (int round = 0; round < 3; round++) {
        for (String path : List.of("/api/weather", "/api/persons")) {
          long before = events();
          long begin = System.nanoTime();
          List<Long> times = Collections.synchronizedList(new ArrayList<>());
          List<Thread> callers = new ArrayList<>();
          for (int i = 0; i < connections; i++) {
            String token = Notebook.token("bench-" + i, "support");
            callers.add(
                Thread.ofPlatform()
                    .start(
                        () -> {
                          while (System.nanoTime() - begin < 5_000_000_000L) {
                            long at = System.nanoTime();
                            notebook.get(path, "Authorization", token);
                            times.add(System.nanoTime() - at);
                          }
                        }));
          }
          callers.forEach(
              caller -> {
                try {
                  caller.join();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
          long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
          System.out.printf(
              "%d connections, %s: %d/s, p50 %.2f ms, p99 %.2f ms, %d recorded%n",
              connections,
              path,
              sorted.length / 5,
              sorted[sorted.length / 2] / 1e6,
              sorted[sorted.length * 99 / 100] / 1e6,
              events() - before);
        }
      }
    }
  }
}
