package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.DelegatingDataSource;

@Timeout(60)
class StateRepositoryTest {

  private final TestDatabase database = TestDatabase.create("state_repository", 8);
  private final AtomicInteger evolved = new AtomicInteger();
  private final AxonApplication application = application();
  private final AxonApplication other = application();

  @AfterEach
  void close() {
    application.close();
    other.close();
    database.close();
  }

  private AxonApplication application() {
    return withLedgers(AxonApplication.ours(database.pool(), new NotedCatalog(), false));
  }

  private AxonApplication presuming() {
    return withLedgers(
        AxonApplication.oursInAutoCommit(database.pool(), new NotedCatalog()).presumingStates());
  }

  private AxonApplication withLedgers(AxonApplication made) {
    return made.stateAggregate(
            Ledger.class,
            new Evolution<>(
                "Ledger",
                0L,
                Noted.class,
                (sum, event) -> {
                  evolved.incrementAndGet();
                  return sum + event.number();
                }),
            Ledger::new)
        .start();
  }

  /** A shell round a sum. */
  static class Ledger {

    @SuppressWarnings("UnusedVariable") // the framework reads it
    @AggregateIdentifier
    private @Nullable String id;

    private long sum;

    record Begin(@TargetAggregateIdentifier String id) {}

    record Add(@TargetAggregateIdentifier String id, int number, boolean fails) {}

    record Ask(@TargetAggregateIdentifier String id) {}

    Ledger() {}

    Ledger(String id, long sum) {
      this.id = id;
      this.sum = sum;
    }

    @CommandHandler
    Ledger(Begin command) {
      AggregateLifecycle.apply(new Noted(command.id(), 1));
    }

    @CommandHandler
    long add(Add command) {
      AggregateLifecycle.apply(new Noted(command.id(), command.number()));
      if (command.fails()) {
        throw new IllegalStateException("refused after all");
      }
      return sum;
    }

    @CommandHandler
    long ask(Ask command) {
      return sum;
    }

    @EventSourcingHandler
    void on(Noted event) {
      id = event.text();
      sum += event.number();
    }
  }

  private static long sum(CommandGateway commands) {
    return commands.<Long>sendAndWait(new Ledger.Ask("l"));
  }

  @Test
  void anAggregateIsTheSameFromItsKeptStateAsFromItsEvents() {
    application.commands().sendAndWait(new Ledger.Begin("l"));
    long live = application.commands().<Long>sendAndWait(new Ledger.Add("l", 10, false));

    assertThat(live).isEqualTo(11);
    assertThat(sum(application.commands())).isEqualTo(11);
    assertThat(sum(other.commands())).isEqualTo(11);
  }

  @Test
  void aStepOnALongStreamReadsNoneOfItsEvents() {
    application.commands().sendAndWait(new Ledger.Begin("l"));
    for (int i = 0; i < 20; i++) {
      application.commands().sendAndWait(new Ledger.Add("l", 1, false));
    }
    int before = evolved.get();

    application.commands().sendAndWait(new Ledger.Add("l", 1, false));

    assertThat(evolved.get() - before).isEqualTo(1);
  }

  @Test
  void whatTheOtherInstanceDidIsPartOfTheNextDecision() {
    application.commands().sendAndWait(new Ledger.Begin("l"));
    other.commands().sendAndWait(new Ledger.Add("l", 100, false));

    assertThat(application.commands().<Long>sendAndWait(new Ledger.Add("l", 1000, false)))
        .isEqualTo(1101);
    assertThat(sum(other.commands())).isEqualTo(1101);
  }

  @Test
  void ofACommandThatFailsNothingStays() {
    application.commands().sendAndWait(new Ledger.Begin("l"));

    assertThatThrownBy(() -> application.commands().sendAndWait(new Ledger.Add("l", 50, true)))
        .hasMessageContaining("refused after all");

    assertThat(sum(application.commands())).isEqualTo(1);
  }

  @Test
  void anAggregateThatWasNeverBegunIsNotFound() {
    assertThatThrownBy(() -> application.commands().sendAndWait(new Ledger.Ask("l")))
        .isInstanceOf(AggregateNotFoundException.class);
  }

  @Nested
  class WhereStatesArePresumed {

    private final AxonApplication presuming = presuming();

    @AfterEach
    void close() {
      presuming.close();
    }

    @Test
    void aCommandThatAppendsAsksTheDatabaseForNothingElse() {
      AtomicInteger asked = new AtomicInteger();
      DataSource counting =
          new DelegatingDataSource(database.pool()) {
            @Override
            public Connection getConnection() throws SQLException {
              asked.incrementAndGet();
              return super.getConnection();
            }
          };
      try (AxonApplication counted =
          withLedgers(
              AxonApplication.oursInAutoCommit(counting, new NotedCatalog()).presumingStates())) {
        counted.commands().sendAndWait(new Ledger.Begin("l"));
        counted.commands().sendAndWait(new Ledger.Add("l", 10, false));
        asked.set(0);

        counted.commands().sendAndWait(new Ledger.Add("l", 100, false));

        assertThat(asked).hasValue(1);
      }
      assertThat(sum(application.commands())).isEqualTo(111);
      assertThat(presuming.engine().firstBroken("l")).isEmpty();
    }

    @Test
    void whatFollowsFromAStateThatIsOverIsALostRace_andRightWhenItIsRepeated() {
      presuming.commands().sendAndWait(new Ledger.Begin("l"));
      other.commands().sendAndWait(new Ledger.Add("l", 10, false));

      assertThatThrownBy(() -> presuming.commands().sendAndWait(new Ledger.Add("l", 1, false)))
          .isInstanceOf(ConcurrencyException.class);
      assertThat(presuming.commands().<Long>sendAndWait(new Ledger.Add("l", 100, false)))
          .isEqualTo(111);
      assertThat(presuming.engine().firstBroken("l")).isEmpty();
    }

    @Test
    void anAnswerWithoutAnEventIsVerified() {
      presuming.commands().sendAndWait(new Ledger.Begin("l"));
      other.commands().sendAndWait(new Ledger.Add("l", 10, false));

      assertThatThrownBy(() -> presuming.commands().sendAndWait(new Ledger.Ask("l")))
          .isInstanceOf(ConcurrencyException.class);
      assertThat(sum(presuming.commands())).isEqualTo(11);
      assertThat(sum(presuming.commands())).isEqualTo(11);
    }

    @Test
    void aRefusalIsVerified() {
      presuming.commands().sendAndWait(new Ledger.Begin("l"));

      assertThatThrownBy(() -> presuming.commands().sendAndWait(new Ledger.Add("l", 50, true)))
          .hasMessageContaining("refused after all");
      other.commands().sendAndWait(new Ledger.Add("l", 10, false));
      assertThatThrownBy(() -> presuming.commands().sendAndWait(new Ledger.Add("l", 50, true)))
          .isInstanceOf(ConcurrencyException.class);
      assertThatThrownBy(() -> presuming.commands().sendAndWait(new Ledger.Add("l", 50, true)))
          .hasMessageContaining("refused after all");
      assertThat(sum(presuming.commands())).isEqualTo(11);
    }

    @Test
    void anotherEventInThePlaceOfThePresumedOneIsNotFollowed() throws SQLException {
      presuming.commands().sendAndWait(new Ledger.Begin("l"));
      database.execute("delete from stored_event");
      other.commands().sendAndWait(new Ledger.Begin("l"));

      assertThatThrownBy(() -> presuming.commands().sendAndWait(new Ledger.Add("l", 1, false)))
          .isInstanceOf(ConcurrencyException.class);
      assertThat(presuming.commands().<Long>sendAndWait(new Ledger.Add("l", 1, false)))
          .isEqualTo(2);
      assertThat(presuming.engine().firstBroken("l")).isEmpty();
    }

    @Test
    void ofManyWritersOfOneStreamEachIsCountedOnce() throws Exception {
      presuming.commands().sendAndWait(new Ledger.Begin("l"));
      LostRaces lostRaces = new LostRaces(1_000);
      try (AxonApplication another = presuming();
          ExecutorService threads = Executors.newFixedThreadPool(4)) {
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          CommandGateway commands = (i % 2 == 0 ? presuming : another).commands();
          writers.add(
              threads.submit(
                  () -> {
                    for (int n = 0; n < 25; n++) {
                      lostRaces.<Long>repeat(
                          () -> commands.<Long>sendAndWait(new Ledger.Add("l", 1, false)));
                    }
                  }));
        }
        for (Future<?> writer : writers) {
          writer.get();
        }
      }

      assertThat(sum(application.commands())).isEqualTo(101);
      assertThat(presuming.engine().lastSequenceNumberFor("l")).hasValue(100L);
      assertThat(presuming.engine().firstBroken("l")).isEmpty();
    }
  }
}
