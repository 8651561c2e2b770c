package io.rmaflow.kit.audit.replay;

import io.rmaflow.kit.eventing.Republishing.Selection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was asked to be published once more, and how far that has come. One instance works on a job,
 * the oldest first; another goes on where it was.
 */
final class RepublicationJobs {

  private static final String CLAIM =
      """
      update republication
      set status = 'RUNNING', worker = :worker, started_at = coalesce(started_at, :now),
          lease_until = clock_timestamp() + cast(:lease as interval)
      where republication_id = (
              select republication_id from republication where finished_at is null
              order by position limit 1)
        and (lease_until is null or lease_until < clock_timestamp())
      returning *
      """;

  private final JdbcClient database;

  RepublicationJobs(JdbcClient database) {
    this.database = database;
  }

  /** How far a job is. */
  enum Status {
    /** Others come first. */
    WAITING,
    /** Events are being published. */
    RUNNING,
    /** All of them are. */
    COMPLETED
  }

  /**
   * A job.
   *
   * @param end up to which place; null where nothing had been published yet
   * @param reached up to which place it has come; null before the first event
   * @param worked real time that was spent on it
   */
  record Job(
      String republicationId,
      Selection selection,
      Status status,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String end,
      @Nullable String reached,
      long eventsSent,
      long eventsTotal,
      Duration worked) {

    private static Job of(ResultSet row, int number) throws SQLException {
      return new Job(
          row.getString("republication_id"),
          new Selection(
              Set.of((String[]) row.getArray("types").getArray()),
              row.getString("stream"),
              instant(row, "recorded_from"),
              instant(row, "recorded_to")),
          Status.valueOf(row.getString("status")),
          row.getString("requested_by"),
          row.getObject("requested_at", OffsetDateTime.class).toInstant(),
          instant(row, "started_at"),
          instant(row, "finished_at"),
          row.getString("ends_at"),
          row.getString("reached"),
          row.getLong("events_sent"),
          row.getLong("events_total"),
          Duration.ofMillis(row.getLong("worked_ms")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
      OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
      return at == null ? null : at.toInstant();
    }
  }

  void submit(
      String id, Selection selection, @Nullable String end, long total, String by, Instant now) {
    Instant from = selection.from();
    Instant to = selection.to();
    database
        .sql(
            """
            insert into republication
              (republication_id, types, stream, recorded_from, recorded_to, status, requested_by,
               requested_at, ends_at, events_total)
            values (:id, :types, :stream, :from, :to, 'WAITING', :by, :now, :end, :total)
            """)
        .param("id", id)
        .param("types", selection.names().stream().sorted().toArray(String[]::new))
        .param("stream", selection.stream(), Types.VARCHAR)
        .param("from", from == null ? null : utc(from), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("to", to == null ? null : utc(to), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("by", by)
        .param("now", utc(now))
        .param("end", end, Types.VARCHAR)
        .param("total", total)
        .update();
  }

  Optional<Job> find(String id) {
    return database
        .sql("select * from republication where republication_id = ?")
        .param(id)
        .query(Job::of)
        .optional();
  }

  /** The newest first. */
  List<Job> list(long offset, int size) {
    return database
        .sql("select * from republication order by position desc limit ? offset ?")
        .params(size, offset)
        .query(Job::of)
        .list();
  }

  long count() {
    return database.sql("select count(*) from republication").query(Long.class).single();
  }

  /** Takes the oldest one that is not done, unless somebody works on it. */
  Optional<Job> claim(String worker, Duration lease, Instant now) {
    return database
        .sql(CLAIM)
        .param("worker", worker)
        .param("now", utc(now))
        .param("lease", lease.toMillis() + " ms")
        .query(Job::of)
        .optional();
  }

  /**
   * Notes that events were published up to there.
   *
   * @return whether the job is still this worker's
   */
  boolean reached(
      String id, String worker, Duration lease, @Nullable String place, int sent, Duration took) {
    return database
            .sql(
                """
                update republication
                set reached = coalesce(:place, reached), events_sent = events_sent + :sent,
                    worked_ms = worked_ms + :took,
                    lease_until = clock_timestamp() + cast(:lease as interval)
                where republication_id = :id and worker = :worker and finished_at is null
                """)
            .param("place", place, Types.VARCHAR)
            .param("sent", sent)
            .param("took", took.toMillis())
            .param("lease", lease.toMillis() + " ms")
            .param("id", id)
            .param("worker", worker)
            .update()
        == 1;
  }

  /** Others may go on with it at once. */
  void release(String id, String worker) {
    database
        .sql(
            """
            update republication set lease_until = null
            where republication_id = ? and worker = ? and finished_at is null
            """)
        .params(id, worker)
        .update();
  }

  void finish(String id, String worker, Instant now) {
    database
        .sql(
            """
            update republication
            set status = 'COMPLETED', finished_at = :now, lease_until = null
            where republication_id = :id and worker = :worker and finished_at is null
            """)
        .param("now", utc(now))
        .param("id", id)
        .param("worker", worker)
        .update();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
