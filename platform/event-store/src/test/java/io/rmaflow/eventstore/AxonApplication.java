package io.rmaflow.eventstore;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Axon wired as a service wires it, with Spring's transactions, on our engine or on Axon's own. */
final class AxonApplication implements AutoCloseable {

  static final String TOKENS =
      """
      create table token_entry (
        processor_name varchar(255) not null,
        segment        integer      not null,
        token          bytea,
        token_type     varchar(255),
        claimed_at     varchar(40),
        owner          varchar(255),
        primary key (processor_name, segment)
      )
      """;

  private final TransactionManager transactions;
  private final ConnectionProvider connections;
  private final Configurer configurer;
  private final StreamableMessageSource<TrackedEventMessage<?>> source;
  private final Runnable end;
  private final EventStore store;
  private final @Nullable PostgresEventStorageEngine engine;
  private final PromptScheduler coordinator = new PromptScheduler("test", Duration.ofSeconds(2));
  private @Nullable Configuration configuration;

  private AxonApplication(
      TransactionManager transactions,
      ConnectionProvider connections,
      EventStore store,
      StreamableMessageSource<TrackedEventMessage<?>> source,
      @Nullable PostgresEventStorageEngine engine,
      Runnable end) {
    this.transactions = transactions;
    this.connections = connections;
    this.source = source;
    this.end = end;
    this.store = store;
    this.engine = engine;
    Serializer json = Jackson3Serializer.builder().build();
    this.configurer =
        // without the modules of the class path: the update checker is one
        DefaultConfigurer.defaultConfiguration(false)
            .configureEventStore(configuration -> store)
            .configureTransactionManager(configuration -> transactions)
            .configureSerializer(configuration -> json)
            .configureMessageSerializer(configuration -> json)
            .configureEventSerializer(configuration -> json);
    configurer.registerComponent(TokenStore.class, configuration -> tokens(connections, json));
  }

  static AxonApplication ours(DataSource dataSource, EventCatalog catalog, boolean otherProcesses) {
    return ours(
        dataSource,
        catalog,
        otherProcesses,
        connections(dataSource),
        transactions(dataSource),
        new SpringCommitHook());
  }

  /** Without transactions round the commands: each append is one of its own. */
  static AxonApplication oursInAutoCommit(DataSource dataSource, EventCatalog catalog) {
    return ours(
        dataSource,
        catalog,
        false,
        dataSource::getConnection,
        NoTransactionManager.instance(),
        CommitHook.ofUnitOfWork());
  }

  private static AxonApplication ours(
      DataSource dataSource,
      EventCatalog catalog,
      boolean otherProcesses,
      ConnectionProvider connections,
      TransactionManager transactions,
      CommitHook commitHook) {
    PostgresEventStorageEngine engine =
        PostgresEventStorageEngine.builder()
            .dataSource(dataSource)
            .connectionProvider(connections)
            .catalog(catalog)
            .snapshotSerializer(Jackson3Serializer.builder().build())
            .commitHook(commitHook)
            .build();
    PostgresEventSource source = new PostgresEventSource(engine, Duration.ofMillis(500));
    @Nullable CommitNotices notices = otherProcesses ? CommitNotices.start(engine, source) : null;
    PostgresEventStore store = PostgresEventStore.builder().engine(engine).source(source).build();
    return new AxonApplication(
        transactions,
        connections,
        store,
        source,
        engine,
        () -> {
          if (notices != null) {
            notices.close();
          }
          source.close();
        });
  }

  static AxonApplication stock(DataSource dataSource) {
    return stock(connections(dataSource), transactions(dataSource));
  }

  /** Without transactions round the commands, either. */
  static AxonApplication stockInAutoCommit(DataSource dataSource) {
    return stock(dataSource::getConnection, NoTransactionManager.instance());
  }

  private static AxonApplication stock(
      ConnectionProvider connections, TransactionManager transactions) {
    JdbcEventStorageEngine.Builder engine = JdbcEventStorageEngine.builder();
    engine
        .connectionProvider(connections)
        .transactionManager(transactions)
        .schema(StockTables.schema())
        .eventSerializer(Jackson3Serializer.builder().build())
        .snapshotSerializer(Jackson3Serializer.builder().build())
        .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver());
    EmbeddedEventStore store = EmbeddedEventStore.builder().storageEngine(engine.build()).build();
    return new AxonApplication(transactions, connections, store, store, null, store::shutDown);
  }

  /**
   * On an engine that does next to nothing, to measure what the rest costs.
   *
   * @param dataSource null: without any database
   */
  static AxonApplication bare(@Nullable DataSource dataSource) {
    ConnectionProvider connections =
        dataSource == null
            ? () -> {
              throw new SQLException("there is no database");
            }
            : connections(dataSource);
    EmbeddedEventStore store =
        EmbeddedEventStore.builder()
            .storageEngine(new BareEngine(dataSource == null ? null : connections))
            .build();
    TransactionManager transactions =
        dataSource == null ? NoTransactionManager.instance() : transactions(dataSource);
    return new AxonApplication(transactions, connections, store, store, null, store::shutDown);
  }

  private static TransactionManager transactions(DataSource dataSource) {
    return new SpringTransactionManager(new DataSourceTransactionManager(dataSource));
  }

  private static ConnectionProvider connections(DataSource dataSource) {
    return new UnitOfWorkAwareConnectionProviderWrapper(
        new SpringDataSourceConnectionProvider(dataSource));
  }

  private static TokenStore tokens(ConnectionProvider connections, Serializer json) {
    return JdbcTokenStore.builder()
        .connectionProvider(connections)
        .serializer(json)
        .schema(
            TokenSchema.builder()
                .setTokenTable("token_entry")
                .setProcessorNameColumn("processor_name")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("claimed_at")
                .build())
        .contentType(byte[].class)
        .claimTimeout(Duration.ofSeconds(1))
        .build();
  }

  AxonApplication aggregate(Class<?> type) {
    configurer.configureAggregate(type);
    return this;
  }

  /** An aggregate that is a shell round a state, loaded through a cache of states. */
  <T, S> AxonApplication stateAggregate(
      Class<T> type, Evolution<S, ?> evolution, BiFunction<String, S, T> shell) {
    StateCache<S> states = new StateCache<>(engine(), evolution, 1_000_000);
    configurer.configureAggregate(
        AggregateConfigurer.defaultConfiguration(type)
            .configureRepository(
                configuration ->
                    new StateRepository<>(
                        EventSourcingRepository.builder(type)
                            .parameterResolverFactory(configuration.parameterResolverFactory())
                            .handlerDefinition(configuration.handlerDefinition(type))
                            .lockFactory(NullLockFactory.INSTANCE),
                        (PostgresEventStore) store,
                        states,
                        shell)));
    return this;
  }

  /** An aggregate with the framework's own cache of live ones. */
  AxonApplication aggregateWithCache(Class<?> type) {
    configurer.configureAggregate(
        AggregateConfigurer.defaultConfiguration(type)
            .configureCache(configuration -> new WeakReferenceCache()));
    return this;
  }

  AxonApplication aggregateWithSnapshots(Class<?> type, int everyEvents) {
    configurer.configureAggregate(
        AggregateConfigurer.defaultConfiguration(type)
            .configureSnapshotTrigger(
                configuration ->
                    new EventCountSnapshotTriggerDefinition(
                        configuration.snapshotter(), everyEvents)));
    return this;
  }

  /** Commands decide before the database is asked. */
  AxonApplication presumingStates() {
    configurer.onInitialize(
        configuration ->
            configuration.onStart(
                () -> configuration.commandBus().registerHandlerInterceptor(new PresumedStates())));
    return this;
  }

  /** A streaming processor over all events, from the first one. */
  AxonApplication processor(String name, Object handler, int segments, int batch) {
    return processor(name, handler, segments, batch, StreamableMessageSource::createTailToken);
  }

  /** A streaming processor over the events that are still to come. */
  AxonApplication processorAtHead(String name, Object handler) {
    return processor(name, handler, 1, 100, StreamableMessageSource::createHeadToken);
  }

  private AxonApplication processor(
      String name,
      Object handler,
      int segments,
      int batch,
      Function<StreamableMessageSource<TrackedEventMessage<?>>, @Nullable TrackingToken> begin) {
    configurer
        .eventProcessing()
        .registerPooledStreamingEventProcessor(
            name,
            configuration -> source,
            (configuration, builder) -> {
              if (engine != null) {
                builder.coordinatorExecutor(coordinator);
              }
              return builder
                  .initialSegmentCount(segments)
                  .initialToken(begin)
                  .batchSize(batch)
                  .tokenClaimInterval(200)
                  .claimExtensionThreshold(300);
            })
        .assignHandlerInstancesMatching(name, candidate -> candidate == handler)
        .registerEventHandler(configuration -> handler)
        .registerDefaultListenerInvocationErrorHandler(
            configuration -> PropagatingErrorHandler.instance());
    return this;
  }

  AxonApplication start() {
    configuration = configurer.start();
    return this;
  }

  Configuration configuration() {
    if (configuration == null) {
      throw new IllegalStateException("not started");
    }
    return configuration;
  }

  CommandGateway commands() {
    return configuration().commandGateway();
  }

  /** Ours. */
  PostgresEventStorageEngine engine() {
    if (engine == null) {
      throw new IllegalStateException("Axon's own engine");
    }
    return engine;
  }

  ConnectionProvider connections() {
    return connections;
  }

  void inTransaction(Consumer<ConnectionProvider> action) {
    transactions.executeInTransaction(() -> action.accept(connections));
  }

  @Override
  public void close() {
    if (configuration != null) {
      configuration.shutdown();
    }
    coordinator.shutdownNow();
    end.run();
  }
}
