package io.rmaflow.eventstore;

import java.util.function.BiFunction;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Loads aggregates that are a thin shell round an immutable state. Each load makes a new shell, so
 * that nothing of a command that failed stays, unlike with the framework's cache of aggregates.
 *
 * <p>Such an aggregate has no other state, does not delete itself and creates no other aggregates.
 * It evolves its state in its event sourcing handlers as {@link Evolution} does.
 *
 * <p>Where {@link PresumedStates} watch over the commands, the database is not asked at all before
 * the append; where this transaction has loaded the stream before, the database is not asked again,
 * so that a transaction which sends commands goes back to no savepoint.
 */
public final class StateRepository<T, S> extends EventSourcingRepository<T> {

  private final PostgresEventStore store;
  private final StateCache<S> states;
  private final BiFunction<String, S, T> shell;

  /**
   * A repository beside the framework's own parts.
   *
   * @param parts what the aggregate's command handlers need: parameter resolvers, locks of the
   *     process
   * @param shell a new aggregate with this identifier and state
   */
  public StateRepository(
      EventSourcingRepository.Builder<T> parts,
      PostgresEventStore store,
      StateCache<S> states,
      BiFunction<String, S, T> shell) {
    super(parts.eventStore(store));
    this.store = store;
    this.states = states;
    this.shell = shell;
  }

  /**
   * The aggregate as it is now.
   *
   * @throws AggregateNotFoundException where it has no event
   * @throws EventStoreException where the database fails
   */
  @Override
  protected EventSourcedAggregate<T> doLoadWithLock(String stream, @Nullable Long expectedVersion) {
    Reached<S> reached = reached(stream);
    DomainEventStream staged = store.staged(stream, reached.sequence());
    if (!reached.begun() && !staged.hasNext()) {
      throw new AggregateNotFoundException(stream, "The stream " + stream + " has no event");
    }
    EventSourcedAggregate<T> aggregate =
        EventSourcedAggregate.reconstruct(
            shell.apply(stream, reached.state()),
            aggregateModel(),
            reached.sequence(),
            false,
            store,
            NoSnapshotTriggerDefinition.INSTANCE.prepareTrigger(getAggregateType()));
    if (staged.hasNext()) {
      aggregate.initializeState(staged);
    }
    return aggregate;
  }

  private Reached<S> reached(String stream) {
    PresumedStates.Open presumptions = PresumedStates.ofCurrentUnit();
    Reached<S> presumed = presumptions == null ? null : states.presumed(stream);
    if (presumptions == null || presumed == null) {
      return states.loadOnce(stream);
    }
    long sequence = presumed.sequence();
    presumptions.add(stream, states, () -> store.staged(stream, sequence).hasNext());
    return presumed;
  }
}
