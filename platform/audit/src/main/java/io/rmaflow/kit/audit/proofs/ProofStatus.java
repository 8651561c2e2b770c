package io.rmaflow.kit.audit.proofs;

import io.micrometer.core.instrument.MeterRegistry;
import io.rmaflow.proof.store.StoredCheckpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the log does, for whoever watches the service: in the health and as meters. */
final class ProofStatus implements HealthIndicator {

  /** A log that is behind and does not grow for so long, real time, is taken to stand still. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final int COUNTED = 100_000;

  private static final String SIZE = "select coalesce(max(index) + 1, 0) from proof_leaf";

  /** Events behind the last one of the log, readable or not yet. */
  private static final String LAG =
      """
      select count(*) from (
        select 1 from stored_event event
        where (event.epoch, event.fence, event.position) > (
          select last.epoch, last.fence, last.position
          from proof_leaf leaf
          join stored_event last on last.stream = leaf.stream and last.sequence = leaf.sequence
          order by leaf.index desc limit 1)
        order by event.epoch, event.fence, event.position limit %d) behind
      """
          .formatted(COUNTED);

  private static final String ALL =
      "select count(*) from (select 1 from stored_event limit %d) all_of_them".formatted(COUNTED);

  private final JdbcClient database;
  private final LogKeeper keeper;
  private final Publisher publisher;
  private final Witnesses witnesses;
  private final ProofTables tables;
  private final ProofKeys keys;
  private final InstantSource machine;
  private @Nullable Standing standing;

  ProofStatus(
      JdbcClient database,
      LogKeeper keeper,
      Publisher publisher,
      Witnesses witnesses,
      ProofTables tables,
      ProofKeys keys,
      InstantSource machine) {
    this.database = database;
    this.keeper = keeper;
    this.publisher = publisher;
    this.witnesses = witnesses;
    this.tables = tables;
    this.keys = keys;
    this.machine = machine;
  }

  private record Standing(long size, Instant since) {}

  void bindTo(MeterRegistry meters) {
    meters.gauge("rmaflow.proofs.lag", this, ProofStatus::lag);
    meters.gauge("rmaflow.proofs.size", this, ProofStatus::size);
    meters.gauge("rmaflow.proofs.checkpoint.age", this, ProofStatus::ageOfCheckpoint);
  }

  /** Leaves of the log. */
  long size() {
    return database.sql(SIZE).query(Long.class).single();
  }

  /** Events that are not in the log yet; counts to 100,000. */
  long lag() {
    return database.sql(size() == 0 ? ALL : LAG).query(Long.class).single();
  }

  /** Seconds since the last checkpoint was signed; not a number where none was. */
  double ageOfCheckpoint() {
    return tables
        .newest()
        .map(last -> Duration.between(last.signedAt(), machine.instant()).toMillis() / 1000.0)
        .orElse(Double.NaN);
  }

  @Override
  public synchronized Health health() {
    long size = size();
    long lag = lag();
    Health.Builder health = Health.up();
    health.withDetail("leads", keeper.leads()).withDetail("size", size).withDetail("lag", lag);
    health.withDetail("signing", keys.sign() ? keys.origin() : "no key");
    Optional<StoredCheckpoint> newest = tables.newest();
    newest.ifPresent(
        last ->
            health
                .withDetail("checkpointSize", last.size())
                .withDetail("checkpointAt", last.signedAt().toString()));
    if (!keys.witnesses().isEmpty()) {
      health.withDetail("witnesses", witnesses.state());
    }
    publisher.failure().ifPresent(failure -> health.withDetail("notPublished", failure));
    keeper.broken().ifPresent(why -> health.down().withDetail("broken", why));
    if (standsStill(size, lag)) {
      health.down().withDetail("standsStill", "no event has been logged for a minute");
    }
    return health.build();
  }

  private boolean standsStill(long size, long lag) {
    Instant now = machine.instant();
    Standing before = standing;
    if (lag == 0 || before == null || before.size() != size) {
      standing = lag == 0 ? null : new Standing(size, now);
      return false;
    }
    return !now.isBefore(before.since().plus(PATIENCE));
  }
}
