package io.rmaflow.kit.audit.retention;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rmaflow.kit.desk.Desk;
import io.rmaflow.testkit.TestPostgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances that keep things for 400 days; the desks open on 2026-05-01 at noon in Japan. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionTest {

  private static final Map<String, Object> ONLY_WHEN_WOKEN =
      Map.of("rmaflow.retention.look-every", "1d");

  private final Database database = Desk.newDatabase();
  private Desk one;
  private Desk other;

  @BeforeAll
  void open() {
    one = Desk.open(database, Desk.newName(), ONLY_WHEN_WOKEN);
    other = Desk.open(database, Desk.newName(), ONLY_WHEN_WOKEN);
    one.database()
        .sql(
            "create table thing (id text primary key, since timestamptz, needed_by text,"
                + " content text)")
        .update();
  }

  @AfterAll
  void close() {
    one.close();
    other.close();
  }

  @BeforeEach
  void emptyTheShelf() {
    one.database().sql("delete from thing").update();
    one.clock().set(Desk.OPENING);
  }

  private void keep(String id, String since) {
    one.database()
        .sql("insert into thing values (:id, :since, null, 'words of a person')")
        .param("id", id)
        .param("since", Instant.parse(since).atOffset(UTC))
        .update();
  }

  private List<String> left() {
    return one.database()
        .sql("select id from thing where content is not null order by id")
        .query(String.class)
        .list();
  }

  /** The events of one thing, as they stand in the store. */
  private List<String> events(String id) {
    return one.database()
        .sql(
            """
            select payload::text from stored_event
             where type = 'retention.Forgotten' and payload ->> 'id' = :id
            """)
        .param("id", id)
        .query(String.class)
        .list();
  }

  private static Forgetting set(Desk desk, int days) {
    desk.bean(KeptThings.Settings.class).set(days);
    return desk.bean(Forgetting.class);
  }

  @Test
  void whatHasRestedLongEnoughIsForgotten_andNothingElse() {
    keep("t-long", "2025-03-27T03:00:00Z");
    keep("t-on-the-instant", "2025-03-27T03:00:00Z");
    keep("t-second-short", "2025-03-27T03:00:01Z");
    keep("t-needed", "2020-01-01T00:00:00Z");
    one.database().sql("update thing set needed_by = 'case/1' where id = 't-needed'").update();

    set(one, 400).forgetWhatIsDue();

    assertThat(left()).containsExactly("t-needed", "t-second-short");
    assertThat(events("t-long"))
        .singleElement()
        .asString()
        .contains("\"kind\": \"things\"", "\"of\": \"shelf/1\"", "\"days\": 400")
        .contains("\"restingSince\": \"2025-03-27T03:00:00Z\"")
        .contains("\"setting\": \"retention.things.days\"")
        .doesNotContain("words");
    assertThat(events("t-second-short")).isEmpty();
  }

  @Test
  void twoInstancesForgetEachThingOnce() throws Exception {
    for (int i = 0; i < 60; i++) {
      keep("both-" + i, "2024-01-01T00:00:00Z");
    }
    Forgetting here = set(one, 400);
    Forgetting there = set(other, 400);
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      Callable<Object> forgetHere = Executors.callable(here::forgetWhatIsDue);
      Callable<Object> forgetThere = Executors.callable(there::forgetWhatIsDue);
      for (Future<Object> done : pool.invokeAll(List.of(forgetHere, forgetThere))) {
        done.get();
      }
    }

    assertThat(left()).isEmpty();
    for (int i = 0; i < 60; i++) {
      assertThat(events("both-" + i)).hasSize(1);
    }
  }

  @Test
  void whatCannotBeForgottenStopsNothingElse_andIsStillThere() {
    keep("after-it", "2024-01-02T00:00:00Z");
    keep("stuck", "2024-01-01T00:00:00Z");
    Forgetting forgetting = set(one, 400);

    assertThatThrownBy(forgetting::forgetWhatIsDue).hasMessageContaining("division by zero");

    assertThat(left()).containsExactly("stuck");
    assertThat(events("stuck")).isEmpty();
    assertThat(events("after-it")).hasSize(1);
  }

  @Test
  void whenItIsDueIsKnown_andTheMovedClockForgetsIt() {
    keep("later", "2025-06-01T00:00:00Z");
    set(one, 400);
    RetentionWork work = one.bean(RetentionWork.class);

    assertThat(work.nextDue()).contains(Instant.parse("2026-07-06T00:00:00Z"));
    assertThat(work.idle(Instant.parse("2026-07-05T23:59:59Z"))).isTrue();
    assertThat(work.idle(Instant.parse("2026-07-06T00:00:00Z"))).isFalse();

    one.clock().set(Instant.parse("2026-07-06T00:00:00Z"));
    work.wake();

    await().atMost(Duration.ofSeconds(30)).until(() -> left().isEmpty());
    assertThat(events("later")).hasSize(1);
  }
}
