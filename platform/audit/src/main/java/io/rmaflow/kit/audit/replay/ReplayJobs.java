package io.rmaflow.kit.audit.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was asked to be built anew. One job is worked on at a time, the oldest first, by one
 * instance: whoever takes a job over waits until the former's transaction has ended, and from then
 * on the former finds that the job is no longer its own.
 */
final class ReplayJobs {

  private static final String ALONE = "hashtextextended('projection replay', 0)";

  /** What is kept of a failure's text. */
  private static final int LONGEST_PROBLEM = 2_000;

  private static final String OLDEST_OPEN =
      """
      select replay_id from projection_replay where finished_at is null order by position limit 1
      """;

  private static final String CLAIM =
      """
      update projection_replay
      set status = 'RUNNING', attempt = attempt + 1, started_at = coalesce(started_at, :now),
          lease_until = clock_timestamp() + cast(:lease as interval), events_done = 0,
          events_total = 0, worked_ms = 0, differences = 0, rows_changed = 0
      where replay_id = (%s)
        and (lease_until is null or lease_until < clock_timestamp())
      returning *
      """
          .formatted(OLDEST_OPEN);

  private final JdbcClient database;

  ReplayJobs(JdbcClient database) {
    this.database = database;
  }

  /** How far a job is. */
  enum Status {
    /** Others come first. */
    WAITING,
    /** It is being built, compared or put in place. */
    RUNNING,
    /** It was compared, and put in place where that was asked for. */
    COMPLETED,
    /** It was given up, and the live view was left as it was; {@code problem} says why. */
    FAILED
  }

  /**
   * A job.
   *
   * @param attempt how often it was begun
   * @param worked real time that the present attempt has taken
   */
  record Job(
      String replayId,
      String projection,
      boolean compareOnly,
      Status status,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      int attempt,
      long eventsDone,
      long eventsTotal,
      Duration worked,
      long differences,
      long rowsChanged,
      @Nullable String problem) {

    private static Job of(ResultSet row, int number) throws SQLException {
      return new Job(
          row.getString("replay_id"),
          row.getString("projection"),
          row.getBoolean("compare_only"),
          Status.valueOf(row.getString("status")),
          row.getString("requested_by"),
          row.getObject("requested_at", OffsetDateTime.class).toInstant(),
          instant(row, "started_at"),
          instant(row, "finished_at"),
          row.getInt("attempt"),
          row.getLong("events_done"),
          row.getLong("events_total"),
          Duration.ofMillis(row.getLong("worked_ms")),
          row.getLong("differences"),
          row.getLong("rows_changed"),
          row.getString("problem"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
      OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
      return at == null ? null : at.toInstant();
    }
  }

  void submit(String id, String projection, boolean compareOnly, String by, Instant now) {
    database
        .sql(
            """
            insert into projection_replay
              (replay_id, projection, compare_only, status, requested_by, requested_at)
            values (:id, :projection, :compare, 'WAITING', :by, :now)
            """)
        .param("id", id)
        .param("projection", projection)
        .param("compare", compareOnly)
        .param("by", by)
        .param("now", utc(now))
        .update();
  }

  Optional<Job> find(String id) {
    return database
        .sql("select * from projection_replay where replay_id = ?")
        .param(id)
        .query(Job::of)
        .optional();
  }

  /** The newest first. */
  List<Job> list(long offset, int size) {
    return database
        .sql("select * from projection_replay order by position desc limit ? offset ?")
        .params(size, offset)
        .query(Job::of)
        .list();
  }

  long count() {
    return database.sql("select count(*) from projection_replay").query(Long.class).single();
  }

  // ---- working on one

  /** Whether {@link #claim} would find one. */
  boolean anyToClaim() {
    return database
        .sql(
            "select exists (select from projection_replay where replay_id = ("
                + OLDEST_OPEN
                + ") and (lease_until is null or lease_until < clock_timestamp()))")
        .query(Boolean.class)
        .single();
  }

  /** Takes the oldest one, unless somebody works on it. In a transaction. */
  Optional<Job> claim(Duration lease, Instant now) {
    database.sql("select pg_advisory_xact_lock(" + ALONE + ")").query((row, n) -> "").single();
    return database
        .sql(CLAIM)
        .param("now", utc(now))
        .param("lease", lease.toMillis() + " ms")
        .query(Job::of)
        .optional();
  }

  /** Keeps others from taking a job over before the present transaction has ended. */
  void hold() {
    database
        .sql("select pg_advisory_xact_lock_shared(" + ALONE + ")")
        .query((row, n) -> "")
        .single();
  }

  /**
   * Nothing where the job is still this attempt's.
   *
   * @throws Lost where somebody else has taken it over
   */
  void requireMine(Job job) {
    boolean mine =
        database
            .sql(
                """
                select exists (select from projection_replay
                               where replay_id = ? and attempt = ? and finished_at is null)
                """)
            .params(job.replayId(), job.attempt())
            .query(Boolean.class)
            .single();
    if (!mine) {
      throw new Lost(job);
    }
  }

  /** Says how far it is, and that it goes on. */
  void progress(Job job, Duration lease, long done, long total, Duration worked) {
    database
        .sql(
            """
            update projection_replay
            set events_done = :done, events_total = :total, worked_ms = :worked,
                lease_until = clock_timestamp() + cast(:lease as interval)
            where replay_id = :id and attempt = :attempt and finished_at is null
            """)
        .param("done", done)
        .param("total", total)
        .param("worked", worked.toMillis())
        .param("lease", lease.toMillis() + " ms")
        .param("id", job.replayId())
        .param("attempt", job.attempt())
        .update();
  }

  /** How far it was when it ended. */
  void lastProgress(Job job, long done, long total, Duration worked) {
    database
        .sql(
            """
            update projection_replay
            set events_done = :done, events_total = :total, worked_ms = :worked
            where replay_id = :id and attempt = :attempt
            """)
        .param("done", done)
        .param("total", total)
        .param("worked", worked.toMillis())
        .param("id", job.replayId())
        .param("attempt", job.attempt())
        .update();
  }

  /** Others may take it over at once. */
  void release(Job job) {
    database
        .sql(
            """
            update projection_replay set lease_until = null
            where replay_id = ? and attempt = ? and finished_at is null
            """)
        .params(job.replayId(), job.attempt())
        .update();
  }

  /** Keeps what was found, in place of what an earlier attempt has. */
  void found(Job job, long differences, List<Difference> first) {
    database
        .sql("delete from projection_difference where replay_id = ?")
        .param(job.replayId())
        .update();
    int number = 0;
    for (Difference difference : first) {
      number++;
      database
          .sql(
              """
              insert into projection_difference
                (replay_id, number, table_name, row_key, kind, columns)
              values (:id, :number, :table, cast(:key as jsonb), :kind, :columns)
              """)
          .param("id", job.replayId())
          .param("number", number)
          .param("table", difference.table())
          .param("key", difference.key())
          .param("kind", difference.kind().name())
          .param("columns", difference.columns().toArray(String[]::new))
          .update();
    }
    database
        .sql("update projection_replay set differences = ? where replay_id = ? and attempt = ?")
        .params(differences, job.replayId(), job.attempt())
        .update();
  }

  /** In the transaction that has changed them. */
  void changed(Job job, long rows) {
    database
        .sql(
            """
            update projection_replay set rows_changed = rows_changed + ?
            where replay_id = ? and attempt = ?
            """)
        .params(rows, job.replayId(), job.attempt())
        .update();
  }

  void finish(Job job, Status status, @Nullable String problem, Instant now) {
    database
        .sql(
            """
            update projection_replay
            set status = :status, problem = :problem, finished_at = :now, lease_until = null
            where replay_id = :id and attempt = :attempt and finished_at is null
            """)
        .param("status", status.name())
        .param(
            "problem",
            problem == null
                ? null
                : problem.substring(0, Math.min(LONGEST_PROBLEM, problem.length())),
            Types.VARCHAR)
        .param("now", utc(now))
        .param("id", job.replayId())
        .param("attempt", job.attempt())
        .update();
  }

  List<Difference> differences(String replayId, long offset, int size) {
    return database
        .sql(
            """
            select * from projection_difference where replay_id = ? order by number
            limit ? offset ?
            """)
        .params(replayId, size, offset)
        .query(
            (row, n) ->
                new Difference(
                    row.getString("table_name"),
                    row.getString("row_key"),
                    Difference.Kind.valueOf(row.getString("kind")),
                    List.of((String[]) row.getArray("columns").getArray())))
        .list();
  }

  long keptDifferences(String replayId) {
    return database
        .sql("select count(*) from projection_difference where replay_id = ?")
        .param(replayId)
        .query(Long.class)
        .single();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** Somebody else works on the job now. */
  static final class Lost extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    Lost(Job job) {
      super("replay " + job.replayId() + " was taken over by somebody else");
    }
  }
}
