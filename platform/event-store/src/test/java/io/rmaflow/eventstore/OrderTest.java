package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that begin, write and end in every order, and what a reader sees of them. */
class OrderTest {

  private final TestDatabase database = TestDatabase.create("order_test", 4);
  private final PostgresEventStorageEngine engine = database.engine().build();
  private final Reader reader = new Reader(engine);

  @AfterEach
  void close() {
    database.close();
  }

  @Nested
  class AWriterThatGotItsIdFirstAndWritesSecond {

    private final List<Session> sessions = new ArrayList<>();

    @BeforeEach
    void aStreamWithItsFirstEvent() {
      engine.appendEvents(List.of(Session.noted("s", 0)));
      assertThat(reader.read()).containsExactly("s#0");
    }

    @AfterEach
    void closeSessions() throws SQLException {
      for (Session session : sessions) {
        session.close();
      }
    }

    @Test
    void keepsItsPlaceBehindTheOther() throws SQLException {
      Session a = session(database).takeTransactionId();
      Session b = session(database);

      b.append("s", 1).commit();
      assertThat(reader.read()).isEmpty();
      a.append("s", 2).commit();

      assertThat(reader.read()).containsExactly("s#1", "s#2");
    }

    @ParameterizedTest(name = "third transaction begins {0}")
    @ValueSource(strings = {"first", "between the two", "last"})
    void keepsItsPlace_withAThirdTransactionOpen(String begins) throws SQLException {
      keepsItsPlace(database, begins);
    }

    @ParameterizedTest(name = "third transaction begins {0}")
    @ValueSource(strings = {"first", "between the two", "last"})
    void keepsItsPlace_withAThirdTransactionOpenInAnotherDatabase(String begins)
        throws SQLException {
      try (TestDatabase other = TestDatabase.create("order_test_other", 2)) {
        keepsItsPlace(other, begins);
      }
    }

    private void keepsItsPlace(TestDatabase ofThird, String begins) throws SQLException {
      Session third = session(ofThird);
      Session a = session(database);
      Session b = session(database);

      if (begins.equals("first")) {
        third.takeTransactionId();
      }
      a.takeTransactionId();
      if (begins.equals("between the two")) {
        third.takeTransactionId();
      }
      b.append("s", 1).commit();
      assertThat(reader.read()).isEmpty();
      if (begins.equals("last")) {
        third.takeTransactionId();
      }
      a.append("s", 2).commit();
      List<String> whileTheThirdIsOpen = reader.read();
      third.rollback();
      List<String> afterwards = reader.read();

      // a transaction that began to write after all fences of these two does not hold them back
      assertThat(whileTheThirdIsOpen)
          .isEqualTo(begins.equals("last") ? List.of("s#1", "s#2") : List.of());
      assertThat(reader.seen()).containsExactly("s#0", "s#1", "s#2");
      assertThat(afterwards).isEqualTo(begins.equals("last") ? List.of() : List.of("s#1", "s#2"));
    }

    @Test
    void keepsTheOrderOfItsOwnEventsAcrossStreams() throws SQLException {
      Session a = session(database).takeTransactionId();
      session(database).append("s", 1).commit();

      a.append("s", 2).append("other", 0).append("s", 3).commit();

      assertThat(reader.read()).containsExactly("s#1", "s#2", "other#0", "s#3");
    }

    private Session session(TestDatabase where) throws SQLException {
      Session session = new Session(where);
      sessions.add(session);
      return session;
    }
  }

  @Test
  void anEventOfALateCommitIsReadBeforeAnythingThatBeganLater() throws SQLException {
    try (Session slow = new Session(database);
        Session quick = new Session(database)) {
      slow.append("slow", 0);
      for (int i = 0; i < 100; i++) {
        quick.append("quick", i).commit();
      }

      assertThat(reader.read()).isEmpty();
      slow.commit();

      assertThat(reader.read()).hasSize(101).startsWith("slow#0", "quick#0", "quick#1");
    }
  }

  @Test
  void anEventOfATransactionThatIsRolledBackLeavesNoTrace() throws SQLException {
    try (Session rolledBack = new Session(database);
        Session other = new Session(database)) {
      rolledBack.append("a", 0, 1, 2);
      other.append("b", 0).commit();
      rolledBack.rollback();
      rolledBack.append("a", 0).commit();
    }

    assertThat(reader.read()).containsExactly("b#0", "a#0");
  }

  /**
   * Sessions take IDs, append, commit and roll back in random order, with a reader looking after
   * each step; no two open transactions write to one stream, for the second would wait.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void everyInterleavingIsReadOnceAndInTheOrderOfItsStreams(long seed) throws SQLException {
    Random random = new Random(seed);
    Map<String, Long> committed = new HashMap<>();
    List<Map<String, Long>> open = new ArrayList<>();
    List<Session> sessions = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      sessions.add(new Session(database));
      open.add(new HashMap<>());
    }
    for (int step = 0; step < 600; step++) {
      int who = random.nextInt(sessions.size());
      Session session = sessions.get(who);
      Map<String, Long> own = open.get(who);
      switch (random.nextInt(6)) {
        case 0 -> session.takeTransactionId();
        case 1, 2, 3 -> {
          String stream = "s" + random.nextInt(4);
          if (own.containsKey(stream) || taken.add(stream)) {
            long next = own.getOrDefault(stream, committed.getOrDefault(stream, -1L)) + 1;
            session.append(stream, next);
            own.put(stream, next);
          }
        }
        case 4 -> {
          session.commit();
          committed.putAll(own);
          taken.removeAll(own.keySet());
          own.clear();
        }
        default -> {
          session.rollback();
          taken.removeAll(own.keySet());
          own.clear();
        }
      }
      reader.read();
    }
    for (Session session : sessions) {
      session.close();
    }
    reader.read();

    List<String> expected = new ArrayList<>();
    committed.forEach(
        (stream, last) -> {
          for (long i = 0; i <= last; i++) {
            expected.add(stream + "#" + i);
          }
        });
    assertThat(expected).hasSizeGreaterThan(30);
    assertThat(reader.seen()).containsExactlyInAnyOrderElementsOf(expected);
    committed.forEach(
        (stream, last) ->
            assertThat(reader.seen().stream().filter(seen -> seen.startsWith(stream + "#")))
                .containsExactlyElementsOf(
                    expected.stream().filter(all -> all.startsWith(stream + "#")).toList()));
  }

  @Nested
  class APlaceInAStream {

    @Test
    void isTakenOnce() {
      engine.appendEvents(List.of(Session.noted("s", 0), Session.noted("s", 1)));

      assertThatExceptionOfType(ConcurrencyException.class)
          .isThrownBy(() -> engine.appendEvents(List.of(Session.noted("s", 1))));
    }

    @Test
    void isTakenOnce_whichAtTheStartOfAStreamIsItsCreation() {
      engine.appendEvents(List.of(Session.noted("s", 0)));

      assertThatExceptionOfType(AggregateStreamCreationException.class)
          .isThrownBy(() -> engine.appendEvents(List.of(Session.noted("s", 0))));
      assertThatExceptionOfType(AggregateStreamCreationException.class)
          .isThrownBy(
              () -> engine.appendEvents(List.of(Session.noted("t", 0), Session.noted("s", 0))));
      assertThat(reader.read()).containsExactly("s#0");
    }

    @Test
    void isNotTakenBeforeTheOneInFrontOfIt() {
      engine.appendEvents(List.of(Session.noted("s", 0)));

      assertThatExceptionOfType(ConcurrencyException.class)
          .isThrownBy(() -> engine.appendEvents(List.of(Session.noted("s", 2))));
      assertThat(reader.read()).containsExactly("s#0");
    }

    @Test
    void isFreeAgainAfterARollback() throws SQLException {
      try (Session session = new Session(database)) {
        session.append("s", 0).rollback();
        session.append("s", 0, 1).commit();
      }

      assertThat(reader.read()).containsExactly("s#0", "s#1");
    }
  }
}
