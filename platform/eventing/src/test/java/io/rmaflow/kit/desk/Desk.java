package io.rmaflow.kit.desk;

import static org.awaitility.Awaitility.await;

import io.rmaflow.events.rma.StandingEvent;
import io.rmaflow.eventstore.Evolution;
import io.rmaflow.eventstore.StateCache;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.EventConsumer;
import io.rmaflow.kit.eventing.StateRepositories;
import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.command.Repository;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** One running instance of the small service, on real servers. */
public final class Desk implements AutoCloseable {

  /** Business time when a desk opens: a Friday, noon in Japan. */
  public static final Instant OPENING = Instant.parse("2026-05-01T03:00:00Z");

  private static final AtomicInteger NAMES = new AtomicInteger();

  private final ConfigurableApplicationContext context;

  private Desk(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static Database newDatabase() {
    return TestServers.postgres().createDatabase("desk");
  }

  /** A consumer group, so that no two tests share the place in a topic. */
  public static String newName() {
    return "desk-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet();
  }

  public static Desk open() {
    return open(newDatabase(), newName(), Map.of());
  }

  public static Desk open(Database database, String name, Map<String, Object> settings) {
    return new Desk(
        new SpringApplicationBuilder(Wiring.class)
            .web(WebApplicationType.NONE)
            .properties(
                Map.of(
                    "spring.application.name", name,
                    "rmaflow.context", "rma",
                    "spring.datasource.url", database.jdbcUrl(),
                    "spring.datasource.username", database.user(),
                    "spring.datasource.password", database.password(),
                    "spring.kafka.bootstrap-servers", TestServers.kafka().bootstrapServers(),
                    "spring.main.banner-mode", "off"))
            .properties(settings)
            .run());
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** What the contributor of this name tells of the health. */
  public Health health(String name) {
    return Objects.requireNonNull(
        context.getBean(name + "HealthIndicator", HealthIndicator.class).health());
  }

  @SuppressWarnings("unchecked") // the only one
  public StateCache<Standing.State> standings() {
    return bean(StateCache.class);
  }

  public SettableClock clock() {
    return bean(SettableClock.class);
  }

  public Faults faults() {
    return bean(Faults.class);
  }

  public JdbcClient database() {
    return bean(JdbcClient.class);
  }

  public TransactionTemplate transaction() {
    return new TransactionTemplate(bean(PlatformTransactionManager.class));
  }

  /**
   * Ends the connection of the present transaction as the server does when it goes down; returns
   * when it is gone.
   */
  public void cutConnection() {
    int backend = database().sql("select pg_backend_pid()").query(Integer.class).single();
    TransactionTemplate another = transaction();
    another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                another.execute(
                    status ->
                        database()
                            .sql(
                                """
                                select pg_terminate_backend(pid) from pg_stat_activity
                                where pid = :backend
                                """)
                            .param("backend", backend)
                            .query(Boolean.class)
                            .list()),
            List::isEmpty);
  }

  /** The names of the events that the projection saw of a stream, in their order. */
  public List<String> seen(String streamId) {
    return database()
        .sql("select name from seen_event where stream_id = ? order by position")
        .param(streamId)
        .query(String.class)
        .list();
  }

  /** The values that were taken in of another service's stream, in the order of their taking. */
  public List<String> taken(String streamId) {
    return database()
        .sql("select value from taken_event where stream_id = ? order by position")
        .param(streamId)
        .query(String.class)
        .list();
  }

  @Override
  public void close() {
    context.close();
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({Standing.class, LinkedStandingSaga.class, SeenEvents.class})
  static class Wiring {

    @Bean
    StateCache<Standing.State> standings(StateRepositories repositories) {
      return repositories.states(
          new Evolution<>(
              "Standing", Standing.State.NONE, StandingEvent.class, Standing.State::after));
    }

    @Bean
    Repository<Standing> standingRepository(
        StateRepositories repositories, StateCache<Standing.State> standings) {
      return repositories.repository(Standing.class, standings, Standing::new);
    }

    @Bean
    BusinessClock clock() {
      return new SettableClock(OPENING);
    }

    @Bean
    @ConditionalOnMissingClass("io.rmaflow.kit.deadline.PostgresDeadlineManager")
    DeadlineManager noDeadlines() {
      return new NoDeadlines();
    }

    @Bean
    Faults faults() {
      return new Faults();
    }

    @Bean
    EventConsumer takenEvents(JdbcClient database, Faults faults) {
      return new TakenEvents(database, faults);
    }
  }
}
