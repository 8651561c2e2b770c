package io.rmaflow.kit.eventing;

import io.rmaflow.eventstore.Evolution;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.eventstore.PostgresEventStore;
import io.rmaflow.eventstore.StateCache;
import io.rmaflow.eventstore.StateRepository;
import java.util.function.BiFunction;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.modelling.command.Repository;

/**
 * Makes what an aggregate needs that is a thin shell round an immutable state: the states kept in
 * memory, and the repository on them. The repository is to be a bean under the name of the
 * aggregate's bean and {@code Repository}.
 */
public final class StateRepositories {

  /** Some two thousand streams of ten events, a few tens of megabytes. */
  private static final long EVENTS_KEPT = 20_000;

  private final PostgresEventStorageEngine engine;
  private final PostgresEventStore store;
  private final Configuration configuration;

  StateRepositories(
      PostgresEventStorageEngine engine, PostgresEventStore store, Configuration configuration) {
    this.engine = engine;
    this.store = store;
    this.configuration = configuration;
  }

  /** The states of one kind of streams; one for each kind. */
  public <S> StateCache<S> states(Evolution<S, ?> evolution) {
    return new StateCache<>(engine, evolution, EVENTS_KEPT);
  }

  /**
   * A repository that loads from the states.
   *
   * @param shell a new aggregate with this stream's ID and state
   */
  public <T, S> Repository<T> repository(
      Class<T> type, StateCache<S> states, BiFunction<String, S, T> shell) {
    return new StateRepository<>(
        EventSourcingRepository.builder(type)
            .parameterResolverFactory(configuration.parameterResolverFactory())
            .handlerDefinition(configuration.handlerDefinition(type))
            // as of every aggregate: see LocksOfTheDatabaseOnly
            .lockFactory(NullLockFactory.INSTANCE),
        store,
        states,
        shell);
  }
}
