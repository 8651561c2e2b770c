package io.rmaflow.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what holds the readers back: the oldest transaction with an ID in the whole cluster,
 * prepared ones included, and how many events wait behind it or are not yet read. Warns when a
 * transaction is older than the alarm's age, and again as often as it has grown by that age.
 *
 * <p>Transactions of other users show their age only to members of {@code pg_read_all_stats};
 * without it, the age counts from when this watch first saw the horizon stand still.
 */
public final class HorizonWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HorizonWatch.class);

  private static final int COUNT_AT_MOST = 100_000;

  private static final String LOOK =
      """
      with now as (
        select pg_snapshot_xmin(s) as horizon, pg_snapshot_xmax(s) as next
        from pg_current_snapshot() s)
      select horizon::text,
             horizon < next,
             coalesce((select extract(epoch from clock_timestamp() - min(since)) from (
               select xact_start as since from pg_stat_activity
               where backend_xid is not null and pid <> pg_backend_pid()
               union all select prepared from pg_prepared_xacts) open), 0),
             (select format('pid %s, database %s, application %s', pid, datname, application_name)
              from pg_stat_activity
              where backend_xid is not null and pid <> pg_backend_pid()
              order by age(backend_xid) desc limit 1),
             (select count(*) from (select 1 from stored_event
                                    where (epoch, fence) >= (?, horizon)
                                    order by epoch, fence, position limit ?) waiting)
      from now
      """;

  private static final String UNREAD =
      """
      select count(*) from (select 1 from stored_event
                            where (epoch, fence, position) > (?, ?::xid8, ?)
                            order by epoch, fence, position limit ?) unread
      """;

  private final PostgresEventStorageEngine engine;
  private final Supplier<@Nullable GlobalPosition> readTo;
  private final Duration alarm;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("event-store-horizon").daemon().factory());
  private final ScheduledFuture<?> looking;
  private final Counter alarms;

  private volatile double oldestSeconds;
  private volatile long waiting;
  private volatile long unread;
  private String horizon = "";
  private long horizonSince = System.nanoTime();
  private double warnedAt;

  /**
   * Begins to look.
   *
   * @param readTo how far the slowest reader has come, by the token that it has stored; null where
   *     it has stored none, as before its first start
   * @param every how often
   * @param alarm the age from which an open transaction is warned of
   */
  public HorizonWatch(
      PostgresEventStorageEngine engine,
      Supplier<@Nullable GlobalPosition> readTo,
      MeterRegistry meters,
      Duration every,
      Duration alarm) {
    this.engine = engine;
    this.readTo = readTo;
    this.alarm = alarm;
    this.alarms =
        Counter.builder("event.store.alarms")
            .description("Warnings of a transaction that has been open for too long")
            .register(meters);
    this.looking =
        timer.scheduleWithFixedDelay(
            this::tryToLook, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    Gauge.builder("event.store.oldest.transaction", () -> oldestSeconds)
        .baseUnit("seconds")
        .description("Age of the oldest open transaction with an ID in the cluster")
        .register(meters);
    Gauge.builder("event.store.waiting", () -> waiting)
        .baseUnit("events")
        .description("Committed events that an older open transaction keeps from the readers")
        .register(meters);
    Gauge.builder("event.store.lag", () -> unread)
        .baseUnit("events")
        .description("Events behind the stored token of the slowest reader")
        .register(meters);
  }

  private void tryToLook() {
    try {
      look();
    } catch (SQLException | RuntimeException | Error e) {
      LOG.warn("Could not look for the oldest transaction", e);
    }
  }

  /** Looks now, as the timer does. */
  synchronized void look() throws SQLException {
    @Nullable String who = null;
    try (Connection connection = engine.dataSource().getConnection()) {
      try (PreparedStatement sql = connection.prepareStatement(LOOK)) {
        sql.setInt(1, engine.epoch());
        sql.setInt(2, COUNT_AT_MOST);
        try (ResultSet row = sql.executeQuery()) {
          row.next();
          String seen = row.getString(1);
          boolean held = row.getBoolean(2);
          if (!held || !seen.equals(horizon)) {
            horizon = seen;
            horizonSince = System.nanoTime();
          }
          double stoodStill = (System.nanoTime() - horizonSince) / 1e9;
          oldestSeconds = Math.max(row.getDouble(3), held ? stoodStill : 0);
          who = row.getString(4);
          waiting = row.getLong(5);
        }
      }
      unread = unread(connection);
    }
    warn(who);
  }

  private void warn(@Nullable String who) {
    double seconds = oldestSeconds;
    if (seconds < alarm.toSeconds()) {
      warnedAt = 0;
    } else if (seconds >= warnedAt + alarm.toSeconds()) {
      warnedAt = seconds;
      alarms.increment();
      LOG.warn(
          "A transaction has been open for {} s and keeps {} events from their readers ({})",
          Math.round(seconds),
          waiting,
          who == null ? "a prepared one, or not to be seen by this user" : who);
    }
  }

  private long unread(Connection connection) throws SQLException {
    GlobalPosition slowest = GlobalPosition.orStart(readTo.get());
    try (PreparedStatement sql = connection.prepareStatement(UNREAD)) {
      sql.setInt(1, slowest.epoch());
      sql.setString(2, Long.toUnsignedString(slowest.fence()));
      sql.setLong(3, slowest.number());
      sql.setInt(4, COUNT_AT_MOST);
      try (ResultSet row = sql.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public void close() {
    looking.cancel(false);
    timer.shutdownNow();
  }
}
