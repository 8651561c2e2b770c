package io.rmaflow.rma.cover;

import io.rmaflow.events.Context;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.testkit.TestServers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** The cover of a real database, to which events are told directly; every test leaves it empty. */
final class Told {

  private static @Nullable Told shared;

  final JdbcClient jdbc;
  final CoverFacts cover;
  final OwnExchanges own;
  final List<String> linked = new ArrayList<>();
  final List<PolicyContext> recalculated = new ArrayList<>();
  int remindersChanged;
  private final ContractEvents events;
  private final TransactionTemplate transaction;
  private final Map<String, Long> sequences = new HashMap<>();

  private Told() {
    TestServers.kind();
    var database = TestServers.postgres().createDatabase("cover");
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/kit", "classpath:db/event-store", "classpath:db/rma")
        .load()
        .migrate();
    jdbc = JdbcClient.create(source);
    cover = new CoverFacts(new JdbcTemplate(source));
    own = new OwnExchanges(jdbc);
    LinkListener links = (CustomerId one, CustomerId other) -> linked.add(one + "+" + other);
    PolicyListener policyListener =
        new PolicyListener() {
          @Override
          public void daysChanged(PolicyContext policy) {
            recalculated.add(policy);
          }

          @Override
          public void remindersChanged() {
            remindersChanged++;
          }
        };
    events =
        new ContractEvents(
            jdbc, new JdbcTemplate(source), cover, links, policyListener, Instant::now);
    transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
  }

  static synchronized Told shared() {
    if (shared == null) {
      shared = new Told();
    }
    return shared;
  }

  /** Runs in a transaction that is rolled back. */
  void inEmptyDatabase(Runnable test) {
    sequences.clear();
    linked.clear();
    recalculated.clear();
    remindersChanged = 0;
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          test.run();
        });
  }

  /** Tells events of one stream, in order, each recorded at its occurrence. */
  void tell(String streamId, String occurredAt, DomainEvent... told) {
    for (DomainEvent event : told) {
      events.on(envelope(streamId, occurredAt, event));
    }
    // as the end of the transaction would that took them in
    TransactionSynchronizationUtils.triggerBeforeCommit(false);
  }

  private EventEnvelope<?> envelope(String streamId, String occurredAt, DomainEvent event) {
    long sequence = sequences.merge(streamId, 1L, Long::sum) - 1;
    Instant at = at(occurredAt);
    return new EventEnvelope<>(
        streamId + "#" + sequence,
        Context.CONTRACT,
        EventTypes.typeOf(event.getClass()).name(),
        1,
        streamId,
        sequence,
        at,
        at,
        null,
        null,
        null,
        event);
  }

  static Instant at(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
