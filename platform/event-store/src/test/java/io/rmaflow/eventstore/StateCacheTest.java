package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Timeout(60)
class StateCacheTest {

  private final TestDatabase database = TestDatabase.create("state_cache", 16);
  private final AtomicInteger evolved = new AtomicInteger();
  private final Instance one = new Instance(1_000);
  private final Instance other = new Instance(1_000);

  @AfterEach
  void close() {
    one.close();
    other.close();
    database.close();
  }

  /** The numbers of a stream's notes, in their order. */
  record Numbers(List<Integer> noted) {

    static final Numbers NONE = new Numbers(List.of());

    Numbers with(Noted event) {
      List<Integer> more = new ArrayList<>(noted);
      more.add(event.number());
      return new Numbers(List.copyOf(more));
    }
  }

  /** One process with its cache. */
  private final class Instance implements AutoCloseable {

    private final AxonApplication application =
        AxonApplication.ours(database.pool(), new NotedCatalog(), false);
    private final StateCache<Numbers> states;

    Instance(long atMostEvents) {
      states =
          new StateCache<>(
              application.engine(),
              new Evolution<>(
                  "Note",
                  Numbers.NONE,
                  Noted.class,
                  (state, event) -> {
                    evolved.incrementAndGet();
                    return state.with(event);
                  }),
              atMostEvents);
    }

    void inTransaction(Runnable action) {
      application.inTransaction(connections -> action.run());
    }

    void append(String stream, long... sequences) {
      List<DomainEventMessage<?>> events = new ArrayList<>();
      for (long sequence : sequences) {
        events.add(Session.noted(stream, sequence));
      }
      application.engine().appendEvents(events);
    }

    void appendAndCommit(String stream, long... sequences) {
      inTransaction(() -> append(stream, sequences));
    }

    List<Integer> load(String stream) {
      List<Integer> loaded = new ArrayList<>();
      inTransaction(() -> loaded.addAll(states.load(stream).state().noted()));
      return loaded;
    }

    /** How many events a load gave to the state, instead of taking it from the cache. */
    int evolvedByLoad(String stream) {
      int before = evolved.get();
      load(stream);
      return evolved.get() - before;
    }

    @Override
    public void close() {
      application.close();
    }
  }

  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private void undone(Instance instance, Runnable action) {
    assertThatThrownBy(
            () ->
                instance.inTransaction(
                    () -> {
                      action.run();
                      throw new Undone();
                    }))
        .isInstanceOf(Undone.class);
  }

  @Test
  void aStreamIsReadOnceAndThenOnlyWhatOthersAddedToIt() {
    other.appendAndCommit("s", 0, 1, 2, 3, 4);

    assertThat(one.evolvedByLoad("s")).isEqualTo(5);
    assertThat(one.evolvedByLoad("s")).isZero();
    other.appendAndCommit("s", 5, 6);
    assertThat(one.evolvedByLoad("s")).isEqualTo(2);
    assertThat(one.load("s")).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void whatThisProcessAppendedIsNotReadAtAll() {
    one.appendAndCommit("s", 0);
    one.inTransaction(
        () -> {
          one.states.load("s");
          one.append("s", 1, 2);
          one.append("s", 3);
        });

    assertThat(one.evolvedByLoad("s")).isZero();
    assertThat(one.load("s")).containsExactly(0, 1, 2, 3);
  }

  @Test
  void aStreamWithoutEventsHasTheStateBeforeThem() {
    one.inTransaction(
        () ->
            assertThat(one.states.load("none"))
                .isEqualTo(new Reached<>(Numbers.NONE, -1))
                .matches(reached -> !reached.begun()));
  }

  @Test
  void aTransactionThatIsUndoneLeavesNothing() {
    one.appendAndCommit("s", 0, 1);
    long before = one.states.weight();

    undone(
        one,
        () -> {
          one.states.load("s");
          one.append("s", 2);
          one.append("new", 0);
          one.states.load("s");
        });

    assertThat(one.states.weight()).isEqualTo(before).isEqualTo(2);
    other.inTransaction(
        () ->
            other
                .application
                .engine()
                .appendEvents(
                    List.of(new GenericDomainEventMessage<>("Note", "s", 2, new Noted("s", 77)))));
    assertThat(one.load("s")).containsExactly(0, 1, 77);
  }

  @Test
  void aTransactionSeesWhatItAppendedItself_andNobodyElseDoesBeforeItsCommit() {
    one.appendAndCommit("s", 0);

    one.inTransaction(
        () -> {
          one.states.load("s");
          one.append("s", 1);

          assertThat(one.states.reached("s"))
              .contains(new Reached<>(new Numbers(List.of(0, 1)), 1));
          assertThat(one.states.load("s").state().noted()).containsExactly(0, 1);
          assertThat(one.states.weight()).isEqualTo(1);
        });

    assertThat(one.states.weight()).isEqualTo(2);
  }

  @Test
  void whatATransactionReadOfItsOwnAppendsEntersWithItsCommitOnly() {
    one.inTransaction(
        () -> {
          // without a state of its own to begin with
          one.append("s", 0);
          other.append("t", 0);
          one.states.load("t");
          assertThat(one.states.weight()).isZero();
        });

    assertThat(one.states.weight()).isEqualTo(2);
  }

  @Test
  void whatATransactionHasReachedIsForgottenWithIt() {
    one.inTransaction(
        () -> {
          one.append("s", 0);
          assertThat(one.states.reached("s")).contains(new Reached<>(new Numbers(List.of(0)), 0));
        });

    one.inTransaction(() -> assertThat(one.states.reached("s")).isEmpty());
    assertThat(one.states.reached("s")).isEmpty();
  }

  @Test
  void aTransactionInsideAnotherOneHasReachedNothingOfItsStates() {
    TransactionTemplate apart =
        new TransactionTemplate(new DataSourceTransactionManager(database.pool()));
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

    one.inTransaction(
        () -> {
          one.append("s", 0);
          apart.executeWithoutResult(status -> assertThat(one.states.reached("s")).isEmpty());
          assertThat(one.states.reached("s")).contains(new Reached<>(new Numbers(List.of(0)), 0));
        });
  }

  @Test
  void anEventThatIsNotTheOneOfTheKeptStateIsNotBelieved() throws SQLException {
    one.appendAndCommit("s", 0, 1, 2);
    database.execute("delete from stored_event where sequence = 2");
    other.inTransaction(
        () ->
            other
                .application
                .engine()
                .appendEvents(
                    List.of(new GenericDomainEventMessage<>("Note", "s", 2, new Noted("s", 99)))));

    assertThat(one.load("s")).containsExactly(0, 1, 99);
    assertThat(one.evolvedByLoad("s")).isZero();
  }

  @Test
  void aCopyOfTheDatabaseFromEarlierIsNotBelievedToHoldMore() throws SQLException {
    one.appendAndCommit("s", 0, 1, 2);
    database.execute("delete from stored_event where sequence > 0");

    assertThat(one.load("s")).containsExactly(0);
  }

  @Test
  void manyStreamsAreReadTogether_eachAsIfAlone() throws SQLException {
    one.appendAndCommit("kept", 0, 1, 2);
    one.appendAndCommit("behind", 0, 1);
    one.appendAndCommit("exchanged", 0, 1);
    one.appendAndCommit("gone", 0);
    other.appendAndCommit("unknown", 0, 1, 2, 3);
    other.appendAndCommit("behind", 2, 3);
    database.execute("delete from stored_event where stream = 'gone'");
    database.execute("delete from stored_event where stream = 'exchanged' and sequence = 1");
    other.inTransaction(
        () ->
            other
                .application
                .engine()
                .appendEvents(
                    List.of(
                        new GenericDomainEventMessage<>(
                            "Note", "exchanged", 1, new Noted("exchanged", 99)))));

    List<String> streams = List.of("kept", "behind", "exchanged", "gone", "unknown", "none");

    assertThat(one.states.read(streams))
        .isEqualTo(
            Map.of(
                "kept", new Reached<>(new Numbers(List.of(0, 1, 2)), 2),
                "behind", new Reached<>(new Numbers(List.of(0, 1, 2, 3)), 3),
                "exchanged", new Reached<>(new Numbers(List.of(0, 99)), 1),
                "gone", new Reached<>(Numbers.NONE, -1),
                "unknown", new Reached<>(new Numbers(List.of(0, 1, 2, 3)), 3),
                "none", new Reached<>(Numbers.NONE, -1)));
    int before = evolved.get();
    assertThat(one.states.read(streams))
        .hasEntrySatisfying("unknown", state -> assertThat(state.sequence()).isEqualTo(3));
    assertThat(evolved.get()).isEqualTo(before);
    assertThat(one.states.read(List.of())).isEmpty();
  }

  @Test
  void manyStreamsAreReadInATransactionThatWroteToThem_andNobodyElseSeesThatBeforeItsCommit() {
    one.appendAndCommit("s", 0);

    undone(
        one,
        () -> {
          one.append("s", 1);
          one.append("t", 0);
          assertThat(one.states.read(List.of("s", "t")))
              .isEqualTo(
                  Map.of(
                      "s", new Reached<>(new Numbers(List.of(0, 1)), 1),
                      "t", new Reached<>(new Numbers(List.of(0)), 0)));
        });

    assertThat(one.states.read(List.of("s", "t")))
        .isEqualTo(
            Map.of(
                "s", new Reached<>(new Numbers(List.of(0)), 0),
                "t", new Reached<>(Numbers.NONE, -1)));
  }

  @Test
  void ofManyStreamsALongOneIsReadPageByPage() {
    PostgresEventStorageEngine paged = database.engine().pageSize(3).build();
    StateCache<Numbers> states =
        new StateCache<>(
            paged, new Evolution<>("Note", Numbers.NONE, Noted.class, Numbers::with), 100);
    one.appendAndCommit("s", 0, 1, 2, 3, 4, 5, 6, 7, 8);
    one.appendAndCommit("t", 0, 1, 2);

    assertThat(states.read(List.of("s", "t")))
        .isEqualTo(
            Map.of(
                "s", new Reached<>(new Numbers(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8)), 8),
                "t", new Reached<>(new Numbers(List.of(0, 1, 2)), 2)));
  }

  @Test
  void theLoadWaitsForTheStreamsTurnAndGivesWhatTheOtherOneWrote() throws Exception {
    one.appendAndCommit("s", 0);
    one.load("s");
    CompletableFuture<List<Integer>> loaded = new CompletableFuture<>();

    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      other.inTransaction(
          () -> {
            other.states.load("s");
            thread.execute(() -> loaded.complete(one.load("s")));
            awaitWaiting();
            other.append("s", 1);
          });

      assertThat(loaded.get(20, TimeUnit.SECONDS)).containsExactly(0, 1);
    }
  }

  private void awaitWaiting() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                database
                    .column(
                        "select count(*) from pg_stat_activity where datname = current_database()"
                            + " and wait_event = 'advisory'")
                    .equals(List.of("1")));
  }

  @Test
  void theStatesKeptComeFromSoManyEventsAtMost() {
    try (Instance small = new Instance(10)) {
      for (int i = 0; i < 40; i++) {
        small.appendAndCommit("s" + i, 0, 1, 2);
      }
      assertThat(small.states.weight()).isBetween(3L, 10L);
      small.appendAndCommit("long", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
      assertThat(small.states.weight()).isLessThanOrEqualTo(10);
      assertThat(small.load("s0")).containsExactly(0, 1, 2);
    }
  }

  @Test
  void aStreamOfMoreThanAPageIsReadPageByPage() {
    PostgresEventStorageEngine paged = database.engine().pageSize(3).build();
    StateCache<Numbers> states =
        new StateCache<>(
            paged, new Evolution<>("Note", Numbers.NONE, Noted.class, Numbers::with), 100);
    one.appendAndCommit("s", 0, 1, 2, 3, 4, 5, 6);

    assertThat(states.load("s").state().noted()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    one.appendAndCommit("s", 7, 8, 9, 10);
    assertThat(states.load("s"))
        .isEqualTo(new Reached<>(new Numbers(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), 10));
  }

  @Test
  void withoutATransactionEachAppendIsKnownAtOnce() {
    PostgresEventStorageEngine alone = database.engine().build();
    StateCache<Numbers> states =
        new StateCache<>(
            alone, new Evolution<>("Note", Numbers.NONE, Noted.class, Numbers::with), 100);
    alone.appendEvents(List.of(Session.noted("s", 0)));
    alone.appendEvents(List.of(Session.noted("s", 1), Session.noted("s", 2)));

    assertThat(states.weight()).isEqualTo(3);
    assertThat(states.load("s").state().noted()).containsExactly(0, 1, 2);
  }

  @Test
  void eventsOfOtherTypesChangeTheStateNoMoreThanStreamsOfOtherAggregatesEnter() {
    StateCache<String> texts =
        new StateCache<>(
            one.application.engine(),
            new Evolution<>("Text", "unchanged", String.class, (state, text) -> text),
            100);
    one.appendAndCommit("s", 0, 1);

    assertThat(texts.weight()).isZero();
    one.inTransaction(() -> assertThat(texts.load("s")).isEqualTo(new Reached<>("unchanged", 1)));
  }

  @Test
  void whatIsAppendedBehindALoadedStateIsChainedToItsLastEvent() {
    one.appendAndCommit("s", 0, 1);
    one.inTransaction(
        () -> {
          one.states.load("s");
          one.append("s", 2, 3);
          one.append("s", 4);
        });
    other.inTransaction(
        () -> {
          other.states.load("s");
          other.append("s", 5);
        });

    assertThat(one.application.engine().firstBroken("s")).isEmpty();
    assertThat(one.load("s")).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void whoGoesBackToASavepointDoesNotBelieveItsAppendToBeThere() {
    one.appendAndCommit("s", 0);

    one.application.inTransaction(
        connections -> {
          one.states.load("s");
          try (Connection connection = connections.getConnection()) {
            Savepoint begin = connection.setSavepoint();
            one.append("s", 1);
            connection.rollback(begin);
            begin = connection.setSavepoint();
            assertThatThrownBy(() -> one.append("s", 2)).isInstanceOf(ConcurrencyException.class);
            connection.rollback(begin);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
          assertThat(one.states.load("s").sequence()).isZero();
          one.append("s", 1);
        });

    assertThat(one.load("s")).containsExactly(0, 1);
    assertThat(one.application.engine().firstBroken("s")).isEmpty();
  }

  @Test
  void whoHasLoadedAStreamWritesNothingInAnEpochThatIsOverMeanwhile() {
    one.appendAndCommit("s", 0);

    assertThatThrownBy(
            () ->
                one.inTransaction(
                    () -> {
                      one.states.load("s");
                      anotherProcessRaisesTheEpoch();
                      one.append("s", 1);
                    }))
        .isInstanceOf(ConcurrencyException.class);
    // it has looked now
    one.inTransaction(
        () -> {
          one.states.load("s");
          one.append("s", 1);
        });

    assertThat(one.load("s")).containsExactly(0, 1);
  }

  private void anotherProcessRaisesTheEpoch() {
    try {
      database.execute(
          "insert into event_epoch (epoch, system_identifier)"
              + " select 2, system_identifier from pg_control_system()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoGotItsTransactionIdBeforeTheStreamsLastWriter_doesNotComeBeforeItsEvent()
      throws Exception {
    one.appendAndCommit("s", 0);

    one.application.inTransaction(
        connections -> {
          try (Connection connection = connections.getConnection();
              Statement sql = connection.createStatement()) {
            sql.execute("select pg_current_xact_id()");
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
          inAnotherThread(() -> other.appendAndCommit("s", 1));
          one.states.load("s");
          one.append("s", 2);
        });

    assertThat(database.column("select sequence from stored_event order by epoch, fence, position"))
        .containsExactly("0", "1", "2");
    assertThat(
            database.column(
                "select count(distinct fence) from stored_event where sequence in (1, 2)"))
        .containsExactly("1");
  }

  private static void inAnotherThread(Runnable action) {
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      thread.submit(action).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whateverTwoInstancesDoAtOnce_everyLoadGivesTheStateOfTheStoredEvents() throws Exception {
    int writers = 8;
    List<Future<?>> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int i = 0; i < writers; i++) {
        Instance instance = i % 2 == 0 ? one : other;
        SplittableRandom random = new SplittableRandom(i);
        done.add(threads.submit(() -> writeAndCheck(instance, random)));
      }
      for (Future<?> writer : done) {
        writer.get();
      }
    }
    for (String stream : List.of("a", "b", "c")) {
      assertThat(one.load(stream)).isEqualTo(other.load(stream)).isEqualTo(stored(stream));
      assertThat(one.application.engine().firstBroken(stream)).isEmpty();
    }
  }

  private void writeAndCheck(Instance instance, SplittableRandom random) {
    for (int i = 0; i < 40; i++) {
      String stream = List.of("a", "b", "c").get(random.nextInt(3));
      boolean keep = random.nextInt(4) > 0;
      int more = random.nextInt(3);
      Runnable step =
          () -> {
            for (int n = 0; n <= more; n++) {
              Reached<Numbers> reached = instance.states.load(stream);
              if (!reached.state().noted().equals(stored(instance, stream))) {
                throw new AssertionError(stream + ": " + reached);
              }
              instance
                  .application
                  .engine()
                  .appendEvents(
                      List.of(
                          new GenericDomainEventMessage<>(
                              "Note",
                              stream,
                              reached.sequence() + 1,
                              new Noted(stream, random.nextInt(1_000)))));
            }
          };
      if (keep) {
        instance.inTransaction(step);
      } else {
        undone(instance, step);
      }
    }
  }

  /** As the present transaction sees it, without the cache. */
  private static List<Integer> stored(Instance instance, String stream) {
    List<Integer> numbers = new ArrayList<>();
    instance
        .application
        .engine()
        .readEvents(stream)
        .forEachRemaining(event -> numbers.add(((Noted) event.getPayload()).number()));
    return numbers;
  }

  private List<Integer> stored(String stream) {
    List<Integer> numbers = new ArrayList<>();
    one.inTransaction(() -> numbers.addAll(stored(one, stream)));
    return numbers;
  }
}
