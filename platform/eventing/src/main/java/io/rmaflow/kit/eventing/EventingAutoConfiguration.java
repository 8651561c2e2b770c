package io.rmaflow.kit.eventing;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.rmaflow.events.Context;
import io.rmaflow.eventstore.CommitNotices;
import io.rmaflow.eventstore.EventCatalog;
import io.rmaflow.eventstore.HorizonWatch;
import io.rmaflow.eventstore.PostgresEventSource;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.eventstore.PostgresEventStore;
import io.rmaflow.eventstore.PromptScheduler;
import io.rmaflow.eventstore.SpringCommitHook;
import io.rmaflow.eventstore.StreamLocks;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.clock.ClockAutoConfiguration;
import io.rmaflow.kit.clock.TimedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Axon on PostgreSQL inside Spring's transactions, events to Kafka and from it.
 *
 * <p>Needs {@code rmaflow.context}; off with {@code rmaflow.eventing.enabled=false}.
 */
@AutoConfiguration(
    after = {
      ClockAutoConfiguration.class,
      DataSourceAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class,
      JdbcClientAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      KafkaAutoConfiguration.class
    },
    beforeName = {
      "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
      "org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration",
      "org.axonframework.springboot.autoconfig.EventProcessingAutoConfiguration",
      "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
      "org.axonframework.springboot.autoconfig.AxonAutoConfiguration"
    })
@ConditionalOnBooleanProperty(name = "rmaflow.eventing.enabled", matchIfMissing = true)
@EnableConfigurationProperties(InboxSettings.class)
public class EventingAutoConfiguration {

  private static final String LOCK_FACTORY = "locksOfTheDatabaseOnly";

  /** Partitions of every topic; streams are spread over them by their ID. */
  private static final int PARTITIONS = 12;

  /** The producer tries this long; the publisher waits a little longer. */
  private static final Duration DELIVERY = Duration.ofSeconds(60);

  /** An instance that dies leaves the publisher's claim to the next one after this long. */
  private static final Duration CLAIM = Duration.ofSeconds(5);

  private static final int PUBLISHED_AT_ONCE = 100;

  /** Events of one commit go out together; each of the others later by this. */
  private static final Duration TOGETHER = Duration.ofMillis(2);

  /** A commit whose process died before it could tell of it goes unseen this long. */
  private static final Duration LOOK_ANYWAY = Duration.ofMillis(500);

  private static final Duration LOOK_FOR_OLD_TRANSACTIONS = Duration.ofSeconds(5);
  private static final Duration OLD_TRANSACTION = Duration.ofSeconds(10);

  /** Work goes on this soon after the database has come back. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  @Bean
  ServiceIdentity serviceIdentity(
      @Value("${rmaflow.context}") String context,
      @Value("${spring.application.name:}") String name) {
    Context owned = Context.of(context);
    return new ServiceIdentity(owned, name.isBlank() ? owned.service() : name);
  }

  @Bean
  Activity activity() {
    return new Activity();
  }

  // ---- Axon on JDBC ----

  @Bean
  TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
    return new SpringTransactionManager(transactions);
  }

  @Bean
  ConnectionProvider connectionProvider(DataSource dataSource) {
    return new UnitOfWorkAwareConnectionProviderWrapper(
        new SpringDataSourceConnectionProvider(dataSource));
  }

  @Bean
  EventCatalog eventCatalog(ObjectProvider<UnpublishedEvent> unpublished) {
    return new EventTypesCatalog(unpublished.stream().toList());
  }

  /** A replay's context may be of any type, so the general serializer has to be told which. */
  @Bean
  Jackson3SerializerCustomizer serializerCustomizer() {
    return mapper ->
        mapper.polymorphicTypeValidator(
            BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .allowIfSubType("java.lang.")
                .allowIfSubType("io.rmaflow.")
                .build());
  }

  @Bean
  PostgresEventStorageEngine eventStorageEngine(
      DataSource dataSource,
      ConnectionProvider connections,
      EventCatalog catalog,
      Configuration configuration,
      ObjectProvider<MeterRegistry> meters) {
    PostgresEventStorageEngine.Builder engine =
        PostgresEventStorageEngine.builder()
            .dataSource(dataSource)
            .connectionProvider(connections)
            .catalog(catalog)
            .snapshotSerializer(fieldSerializer())
            .upcasters(configuration.upcasterChain())
            .snapshotFilter(configuration.snapshotFilter())
            .commitHook(new SpringCommitHook());
    meters.ifAvailable(engine::meters);
    return engine.build();
  }

  @Bean
  StreamLocks streamLocks(PostgresEventStorageEngine engine) {
    return new StreamLocks(engine);
  }

  @Bean
  PostgresEventSource eventSource(PostgresEventStorageEngine engine) {
    return new PostgresEventSource(engine, LOOK_ANYWAY);
  }

  @Bean
  CommitNotices commitNotices(PostgresEventStorageEngine engine, PostgresEventSource source) {
    return CommitNotices.start(engine, source);
  }

  @Bean
  HorizonWatch horizonWatch(
      PostgresEventStorageEngine engine,
      JdbcOutboxStatus outbox,
      ObjectProvider<MeterRegistry> meters) {
    return new HorizonWatch(
        engine,
        outbox::publishedTo,
        meters.getIfAvailable(CompositeMeterRegistry::new),
        LOOK_FOR_OLD_TRANSACTIONS,
        OLD_TRANSACTION);
  }

  @Bean(name = "eventBus")
  @Qualifier("eventStore")
  PostgresEventStore eventStore(
      PostgresEventStorageEngine engine, PostgresEventSource source, Configuration configuration) {
    return PostgresEventStore.builder()
        .engine(engine)
        .source(source)
        .messageMonitor(configuration.messageMonitor(EventStore.class, "eventStore"))
        .spanFactory(configuration.getComponent(EventBusSpanFactory.class))
        .build();
  }

  @Bean
  StateRepositories stateRepositories(
      PostgresEventStorageEngine engine, PostgresEventStore store, Configuration configuration) {
    return new StateRepositories(engine, store, configuration);
  }

  @Bean
  TokenStore tokenStore(ConnectionProvider connections, Serializer serializer) {
    return JdbcTokenStore.builder()
        .connectionProvider(connections)
        .serializer(serializer)
        .schema(
            TokenSchema.builder()
                .setTokenTable("token_entry")
                .setProcessorNameColumn("processor_name")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("claimed_at")
                .build())
        .contentType(byte[].class)
        .claimTimeout(CLAIM)
        .build();
  }

  @Bean
  SagaStore<Object> sagaStore(ConnectionProvider connections, JdbcClient database) {
    PostgresSagaSqlSchema schema =
        new PostgresSagaSqlSchema(
            SagaSchema.builder()
                .sagaEntryTable("saga_entry")
                .revisionColumn("revision")
                .serializedSagaColumn("serialized_saga")
                .associationValueEntryTable("association_value_entry")
                .associationKeyColumn("association_key")
                .associationValueColumn("association_value")
                .sagaIdColumn("saga_id")
                .sagaTypeColumn("saga_type")
                .build());
    // the row lock stands for the lock of the process: see TransactionalSagaRepository
    schema.setExclusiveLoad(true);
    Serializer serializer = fieldSerializer();
    return new BatchingSagaStore(
        JdbcSagaStore.builder()
            .connectionProvider(connections)
            .sqlSchema(schema)
            .serializer(serializer),
        database,
        serializer);
  }

  @Bean
  CorrelationDataProvider messageOrigin(ServiceIdentity service) {
    return new MessageOrigin(service);
  }

  @Bean(LOCK_FACTORY)
  LockFactory lockFactory() {
    return NullLockFactory.INSTANCE;
  }

  @Bean
  static LocksOfTheDatabaseOnly databaseLocks() {
    return new LocksOfTheDatabaseOnly(LOCK_FACTORY);
  }

  @Bean
  ConfigurerModule eventProcessing(
      ObjectProvider<PostgresEventSource> source,
      PromptScheduler publisherCoordinator,
      GatheringExecutor publisherWorker) {
    return configurer ->
        configurer
            .eventProcessing()
            .usingSubscribingEventProcessors()
            .registerDefaultListenerInvocationErrorHandler(
                configuration -> PropagatingErrorHandler.instance())
            .registerDefaultErrorHandler(configuration -> PropagatingErrorHandler.instance())
            .registerErrorHandler(
                KafkaPublisher.PROCESSOR, configuration -> EventingAutoConfiguration::tryAgain)
            .registerPooledStreamingEventProcessor(
                KafkaPublisher.PROCESSOR,
                configuration -> source.getObject(),
                (configuration, builder) ->
                    builder
                        .initialSegmentCount(1)
                        .initialToken(StreamableMessageSource::createTailToken)
                        .batchSize(PUBLISHED_AT_ONCE)
                        .coordinatorExecutor(publisherCoordinator)
                        .workerExecutor(publisherWorker)
                        // the claim is kept while a batch waits for the broker
                        .enableCoordinatorClaimExtension()
                        .tokenClaimInterval(1_000)
                        .claimExtensionThreshold(CLAIM.dividedBy(3).toMillis())
                        // leases go by the machine's clock, whatever the business clock does
                        .clock(Clock.systemUTC()));
  }

  /** Checks the wiring, sets the clock of recorded times, and listens to what is appended. */
  @Bean
  SmartInitializingSingleton eventingWiring(
      TransactionManager transactions,
      PostgresEventStorageEngine engine,
      EventStore store,
      AppendedEvents appended,
      BusinessClock clock) {
    return () -> {
      if (!(transactions instanceof SpringTransactionManager)) {
        throw new IllegalStateException(
            "Axon would work outside Spring's transactions: " + transactions.getClass());
      }
      GenericEventMessage.clock = clock.asClock();
      engine.findEpoch();
      store.subscribe(appended::note);
    };
  }

  // ---- what services use ----

  @Bean
  Commands commands(CommandBus bus, ServiceIdentity service) {
    return new AxonCommands(bus, service);
  }

  @Bean
  Appends appends(EventStore store, JdbcClient database, ServiceIdentity service) {
    return new AxonAppends(store, database, service);
  }

  @Bean
  AppendedEvents appendedEvents(ServiceIdentity service, Activity activity) {
    return new AppendedEvents(service, activity);
  }

  @Bean
  EngineStreams storedStreams(PostgresEventStorageEngine engine, ServiceIdentity service) {
    return new EngineStreams(engine, service);
  }

  @Bean
  UnpublishedStreams unpublishedStreams(PostgresEventStorageEngine engine) {
    return new UnpublishedStreams(engine);
  }

  @Bean
  EventFeed eventFeed(
      PostgresEventStorageEngine engine, EngineStreams streams, ServiceIdentity service) {
    return new EventFeed(engine, streams, service);
  }

  @Bean
  TimedWork eventWork(OutboxStatus outbox, InboxStatus inbox, Activity activity) {
    return new EventingWork(outbox, inbox, activity);
  }

  // ---- Kafka out ----

  @Bean(destroyMethod = "shutdownNow")
  PromptScheduler publisherCoordinator() {
    return new PromptScheduler(KafkaPublisher.PROCESSOR, LONGEST_WAIT);
  }

  @Bean(destroyMethod = "shutdownNow")
  GatheringExecutor publisherWorker() {
    return new GatheringExecutor(KafkaPublisher.PROCESSOR, TOGETHER);
  }

  @Bean
  KafkaPublisher kafkaPublisher(ProducerFactory<?, ?> configured, Activity activity) {
    return new KafkaPublisher(producers(configured), activity, DELIVERY.plusSeconds(10));
  }

  @Bean
  Republishing republishing(
      ProducerFactory<?, ?> configured,
      PostgresEventStorageEngine engine,
      EngineStreams streams,
      EventFeed feed,
      JdbcOutboxStatus outbox,
      JdbcClient database,
      ServiceIdentity service) {
    return new Republishing(
        producers(configured),
        DELIVERY.plusSeconds(10),
        engine,
        streams,
        feed,
        outbox,
        database,
        service);
  }

  private static DefaultKafkaProducerFactory<String, byte[]> producers(
      ProducerFactory<?, ?> configured) {
    Map<String, Object> producer = new HashMap<>(configured.getConfigurationProperties());
    producer.put(ProducerConfig.ACKS_CONFIG, "all");
    producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // KAFKA-15591: a new producer's second request may be taken where its first was refused, as by
    // a broker that has just started; the first is then refused until its time is up
    producer.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    // the records of a batch of events are handed over one by one, too
    producer.put(ProducerConfig.LINGER_MS_CONFIG, 1);
    producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    return new DefaultKafkaProducerFactory<>(
        producer, new StringSerializer(), new ByteArraySerializer());
  }

  @Bean
  JdbcOutboxStatus outboxStatus(JdbcClient database, ServiceIdentity service) {
    return new JdbcOutboxStatus(database, service);
  }

  @Bean
  NewTopics topicsOfThisService(ServiceIdentity service, List<EventConsumer> consumers) {
    Set<String> names = new LinkedHashSet<>();
    names.add(service.context().topic());
    // whoever comes first creates a topic, so that no service has to wait for another's start
    consumers.forEach(consumer -> names.add(consumer.topic()));
    Collection<NewTopic> topics = new ArrayList<>();
    for (String name : names) {
      topics.add(
          TopicBuilder.name(name)
              .partitions(PARTITIONS)
              .config(TopicConfig.RETENTION_MS_CONFIG, "-1")
              .build());
    }
    return new NewTopics(topics.toArray(NewTopic[]::new));
  }

  @Bean
  Topics topics(KafkaAdmin admin) {
    return new Topics(admin);
  }

  // ---- Kafka in ----

  @Bean
  InboxSignal inboxSignal() {
    return new InboxSignal();
  }

  @Bean
  InboxTables inboxTables(JdbcOperations database) {
    return new InboxTables(database);
  }

  @Bean
  Inbox inbox(
      InboxTables tables,
      PlatformTransactionManager transactions,
      BusinessClock clock,
      List<EventConsumer> consumers,
      InboxSignal signal,
      Activity activity,
      ObjectProvider<MeterRegistry> meters) {
    MeterRegistry registry = meters.getIfAvailable();
    return new Inbox(
        tables,
        new TransactionTemplate(transactions),
        clock,
        consumers,
        signal,
        activity,
        registry == null ? () -> {} : registry.counter("rmaflow.inbox.parked")::increment);
  }

  @Bean
  RestoreCheck restoreCheck(
      JdbcClient database, ServiceIdentity service, ConsumerFactory<?, ?> configured) {
    return new RestoreCheck(
        database, new OwnTopicEnds(configured.getConfigurationProperties()), service);
  }

  @Bean
  EventHistories eventHistories(
      PostgresEventStorageEngine engine,
      EngineStreams streams,
      InboxTables tables,
      JdbcClient database,
      Inbox inbox,
      ConsumerFactory<?, ?> configured) {
    return new EventHistories(
        engine, streams, tables, database, inbox.topics(), configured.getConfigurationProperties());
  }

  @Bean
  InboxContainers inboxContainers(
      Inbox inbox,
      ServiceIdentity service,
      InboxSettings settings,
      FlowWatch watch,
      ConsumerFactory<?, ?> configured) {
    return new InboxContainers(
        inbox, service, settings, watch, configured.getConfigurationProperties());
  }

  @Bean
  FlowWatch flowWatch(
      TopicEnds ends,
      InboxTables tables,
      JdbcOutboxStatus outbox,
      Inbox inbox,
      InboxSettings settings) {
    return new FlowWatch(
        ends, tables, outbox, inbox.topics(), settings.stalledAfter(), InstantSource.system());
  }

  @Bean
  TopicEnds topicEnds(KafkaAdmin admin) {
    return new TopicEnds(admin.getConfigurationProperties());
  }

  @Bean
  KafkaCatchUp catchUp(TopicEnds ends, InboxTables tables, InboxSignal signal, Inbox inbox) {
    return new KafkaCatchUp(ends, tables, signal, inbox);
  }

  @Bean
  ConsistencyWait consistencyWait(
      ServiceIdentity service, InboxTables tables, InboxSignal signal, Inbox inbox) {
    return new InboxConsistencyWait(service, inbox.topics(), tables, signal);
  }

  /** An error would end the processor's work for good; after an exception it begins anew. */
  private static void tryAgain(ErrorContext failed) throws Exception {
    if (failed.error() instanceof Error error) {
      throw new IllegalStateException("events could not be published: " + error, error);
    }
    PropagatingErrorHandler.instance().handleError(failed);
  }

  /**
   * Sagas and aggregates are ordinary classes: their fields are their state, except transient ones.
   */
  private static Serializer fieldSerializer() {
    return Jackson3Serializer.builder()
        .jsonMapperBuilderCustomizer(
            mapper ->
                mapper.changeDefaultVisibility(
                    visibility ->
                        visibility
                            .withFieldVisibility(Visibility.ANY)
                            .withGetterVisibility(Visibility.NONE)
                            .withIsGetterVisibility(Visibility.NONE)
                            .withSetterVisibility(Visibility.NONE)))
        .build();
  }
}
