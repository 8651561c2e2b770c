package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    return AxonApplication.ours(database.pool(), new NotedCatalog(), false)
        .stateAggregate(
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

    @AggregateIdentifier private @Nullable String id;
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
}
