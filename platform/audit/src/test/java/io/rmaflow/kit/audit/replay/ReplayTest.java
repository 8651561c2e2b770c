package io.rmaflow.kit.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.audit.replay.Difference.Kind;
import io.rmaflow.kit.audit.replay.ReplayJobs.Job;
import io.rmaflow.kit.audit.replay.ReplayJobs.Status;
import io.rmaflow.kit.desk.Desk;
import io.rmaflow.kit.desk.StandingCommand.Resume;
import io.rmaflow.kit.desk.StandingCommand.Suspend;
import io.rmaflow.kit.desk.Topic;
import io.rmaflow.kit.eventing.CatchUp;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.ParkedEvent;
import io.rmaflow.kit.eventing.ParkedEvents;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.testkit.TestPostgres.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances of the small service on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {

  private static final Map<String, Object> SOON =
      Map.of(
          "rmaflow.replay.lease", "1s", "rmaflow.replay.rest", "0", "rmaflow.replay.batch", "50");

  private static final AtomicInteger CUSTOMERS = new AtomicInteger(5000);

  private final Database database = Desk.newDatabase();
  private final String name = Desk.newName();
  private Desk desk;
  private Desk other;

  @BeforeAll
  void open() {
    desk = Desk.open(database, name, SOON);
    other = Desk.open(database, name, SOON);
  }

  @AfterAll
  void close() {
    desk.close();
    other.close();
  }

  private static CustomerId newCustomer() {
    return new CustomerId("C-" + CUSTOMERS.incrementAndGet() + "0");
  }

  private void suspendAndResume(CustomerId customer) {
    Recording byDesk = Recording.of("desk-1", Desk.OPENING);
    desk.bean(Commands.class).send(Suspend.of(customer), byDesk);
    desk.bean(Commands.class).send(Resume.of(customer), byDesk);
  }

  private ReplayJobs jobs() {
    return desk.bean(ReplayJobs.class);
  }

  private String submit(String projection, boolean compare) {
    String id = UUID.randomUUID().toString();
    jobs().submit(id, projection, compare, "admin-1", Desk.OPENING);
    desk.bean(ReplayRunner.class).wake();
    other.bean(ReplayRunner.class).wake();
    return id;
  }

  private Job ended(String id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> jobs().find(id).orElseThrow().finishedAt() != null);
    return jobs().find(id).orElseThrow();
  }

  private Job replayed(String projection, boolean compare) {
    return ended(submit(projection, compare));
  }

  private String board(CustomerId customer) {
    return desk.database()
        .sql(
            """
            select coalesce((select suspended || ' ' || events from standing_board
                             where customer_id = :id), 'no row')
            """)
        .param("id", customer.value())
        .query(String.class)
        .single();
  }

  private void spoil(String sql, CustomerId customer) {
    assertThat(desk.database().sql(sql).param("id", customer.value()).update()).isEqualTo(1);
  }

  @Test
  void rowsThatAreWrongAreNamedByAComparison_andPutRightByAReplay() {
    CustomerId wrong = newCustomer();
    CustomerId lost = newCustomer();
    CustomerId invented = newCustomer();
    suspendAndResume(wrong);
    suspendAndResume(lost);
    spoil("update standing_board set suspended = true where customer_id = :id", wrong);
    spoil("delete from standing_board where customer_id = :id", lost);
    spoil("insert into standing_board values (:id, true, 1)", invented);

    Job compared = replayed("standing-board", true);

    assertThat(compared.status()).isEqualTo(Status.COMPLETED);
    assertThat(compared.differences()).isEqualTo(3);
    assertThat(compared.rowsChanged()).isZero();
    assertThat(jobs().differences(compared.replayId(), 0, 10))
        .extracting(Difference::table, Difference::key, Difference::kind, Difference::columns)
        .containsExactlyInAnyOrder(
            tuple("standing_board", key(wrong), Kind.DIFFERENT, List.of("suspended")),
            tuple("standing_board", key(lost), Kind.MISSING, List.of()),
            tuple("standing_board", key(invented), Kind.SURPLUS, List.of()));
    assertThat(board(wrong)).isEqualTo("true 2");

    Job replayed = replayed("standing-board", false);

    assertThat(replayed.differences()).isEqualTo(3);
    assertThat(replayed.rowsChanged()).isEqualTo(3);
    assertThat(replayed.eventsDone()).isGreaterThanOrEqualTo(4);
    assertThat(board(wrong)).isEqualTo("false 2");
    assertThat(board(lost)).isEqualTo("false 2");
    assertThat(board(invented)).isEqualTo("no row");
    assertThat(replayed("standing-board", true).differences()).isZero();
    assertThat(
            desk.database()
                .sql("select rung from bell where customer_id = :id")
                .param("id", wrong.value())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  private static String key(CustomerId customer) {
    return "{\"customer_id\": \"" + customer.value() + "\"}";
  }

  @Test
  void whatWasTakenInIsBuiltAnewFromItsTopic_withoutDuplicates_andWithoutWhatWasSkippedOrWaits()
      throws Exception {
    String whole = "settings-" + UUID.randomUUID();
    String skipped = "settings-" + UUID.randomUUID();
    String waits = "settings-" + UUID.randomUUID();
    String failing = "settings-" + UUID.randomUUID();
    desk.faults().order("take " + failing, () -> new IllegalStateException("ordered"));
    other.faults().order("take " + failing, () -> new IllegalStateException("ordered"));
    Topic.send(
        Topic.record(Topic.setting(whole, 0, "1")),
        Topic.record(Topic.setting(whole, 1, "2")),
        Topic.record(Topic.setting(whole, 0, "1")),
        Topic.record(Topic.setting(skipped, 0, "1")),
        Topic.record(Topic.setting(skipped, 1, failing)),
        Topic.record(Topic.setting(skipped, 2, "3")),
        Topic.record(Topic.setting(waits, 0, "1")),
        Topic.record(Topic.setting(waits, 2, "3")));
    assertThat(desk.bean(CatchUp.class).toEndOf("contract.events", Duration.ofSeconds(20)))
        .isTrue();
    ParkedEvent parked =
        desk.bean(ParkedEvents.class).ofStream("contract.events", skipped).getFirst();
    desk.bean(ParkedEvents.class).skip(parked.id(), "not for us", "admin-1");
    await().until(() -> setting(skipped).equals("3 2"));

    assertThat(replayed("setting-board", true).differences()).isZero();
    desk.database().sql("update setting_board set applied = 9").update();
    assertThat(replayed("setting-board", false).status()).isEqualTo(Status.COMPLETED);

    assertThat(setting(whole)).isEqualTo("2 2");
    assertThat(setting(skipped)).isEqualTo("3 2");
    assertThat(setting(waits)).isEqualTo("1 1");
    assertThat(replayed("setting-board", true).differences()).isZero();
  }

  private String setting(String stream) {
    return desk.database()
        .sql("select value || ' ' || applied from setting_board where stream_id = ?")
        .param(stream)
        .query(String.class)
        .optional()
        .orElse("");
  }

  @Test
  void whileOthersWriteAndRead_theViewIsNeverWrong_andNoEventIsLostOrCountedTwice()
      throws Exception {
    CustomerId steady = newCustomer();
    suspendAndResume(steady);
    List<CustomerId> customers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      customers.add(newCustomer());
    }
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger rounds = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> working = new ArrayList<>();
      for (CustomerId customer : customers) {
        working.add(
            threads.submit(
                () -> {
                  while (!over.get()) {
                    suspendAndResume(customer);
                    rounds.incrementAndGet();
                  }
                }));
      }
      working.add(
          threads.submit(
              () -> {
                while (!over.get()) {
                  assertThat(board(steady)).isEqualTo("false 2");
                }
              }));
      try {
        for (int i = 0; i < 3; i++) {
          CustomerId lost = newCustomer();
          suspendAndResume(lost);
          spoil("delete from standing_board where customer_id = :id", lost);
          Job job = replayed("standing-board", false);
          assertThat(job.problem()).isNull();
          assertThat(job.differences()).isEqualTo(1);
          assertThat(job.rowsChanged()).isEqualTo(1);
          assertThat(board(lost)).isEqualTo("false 2");
        }
      } finally {
        over.set(true);
      }
      for (Future<?> each : working) {
        each.get();
      }
    }
    int counted =
        customers.stream()
            .mapToInt(customer -> Integer.parseInt(board(customer).substring("false ".length())))
            .sum();
    assertThat(counted).isEqualTo(2 * rounds.get());
    assertThat(replayed("standing-board", true).differences()).isZero();
  }

  @Test
  void anAttemptThatWasKilledHalfwayIsBegunAnewByAnother_andTheFormerFindsItselfReplaced() {
    CustomerId customer = newCustomer();
    suspendAndResume(customer);
    spoil("update standing_board set events = 7 where customer_id = :id", customer);
    String id = UUID.randomUUID().toString();
    Projection projection = desk.bean(Projections.class).find("standing-board").orElseThrow();
    Shadows shadows = new Shadows(desk.database());
    // submitted and claimed at once, so that no running instance comes first
    Job killed =
        Objects.requireNonNull(
            desk.transaction()
                .execute(
                    status -> {
                      jobs().submit(id, "standing-board", false, "admin-1", Desk.OPENING);
                      Job claimed = jobs().claim(Duration.ofSeconds(1), Desk.OPENING).orElseThrow();
                      shadows.prepare(projection);
                      desk.database()
                          .sql("insert into replay.standing_board values ('half', true, 1)")
                          .update();
                      return claimed;
                    }));

    Job ended = ended(id);

    assertThat(ended.status()).isEqualTo(Status.COMPLETED);
    assertThat(ended.attempt()).isEqualTo(2);
    assertThat(board(customer)).isEqualTo("false 2");
    assertThat(
            desk.database()
                .sql("select count(*) from standing_board where customer_id = 'half'")
                .query(Long.class)
                .single())
        .isZero();
    assertThatThrownBy(() -> jobs().requireMine(killed)).isInstanceOf(ReplayJobs.Lost.class);
  }

  @Test
  void whatWritesToALiveTableIsUndone_andTheReplayGivenUp() {
    CustomerId customer = newCustomer();
    suspendAndResume(customer);

    Job job = replayed("bell", false);

    assertThat(job.status()).isEqualTo(Status.FAILED);
    assertThat(job.problem()).contains("standing_board");
    assertThat(board(customer)).isEqualTo("false 2");
  }

  @Test
  void thereIsNothingToKnowOfAProjectionThatIsGone() {
    Job job = replayed("long-gone", false);

    assertThat(job.status()).isEqualTo(Status.FAILED);
    assertThat(job.problem()).contains("long-gone");
  }
}
