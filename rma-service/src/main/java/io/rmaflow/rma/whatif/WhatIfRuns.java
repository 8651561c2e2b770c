package io.rmaflow.rma.whatif;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.EventJson;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.rma.casefile.PastCases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The runs, how far each has come, and what it found. */
@Repository
class WhatIfRuns {

  /** So many findings of a run are listed; those beyond are counted. */
  static final int MOST_LISTED = 10_000;

  /** Of the runs that are over so many are kept, the newest. */
  private static final int MOST_KEPT = 50;

  private final JdbcClient database;
  private final JdbcOperations rows;
  private final JsonMapper json = EventJson.mapper();

  WhatIfRuns(JdbcOperations rows) {
    this.database = JdbcClient.create(rows);
    this.rows = rows;
  }

  /** Where a run stands. */
  enum State {
    QUEUED,
    RUNNING,
    DONE,
    CANCELLED
  }

  /**
   * A run.
   *
   * @param from first day of submission, in Japan
   * @param to last day of submission, in Japan
   * @param askedAt when it was asked for, business time; later facts and due times are left out
   * @param cases in the period; null before it begins
   * @param workedMillis real time that it has taken so far
   * @param after the last case that was decided again; null before the first
   */
  record Run(
      String runId,
      LocalDate from,
      LocalDate to,
      Supposition supposed,
      String askedBy,
      Instant askedAt,
      State state,
      @Nullable Long cases,
      long casesDone,
      long different,
      long notReproduced,
      long undecidable,
      long workedMillis,
      @Nullable Instant finishedAt,
      PastCases.@Nullable Place after) {}

  /** Takes a run in; the oldest of those that are over are forgotten. */
  void add(Run run) {
    database
        .sql(
            """
            insert into what_if_run (run_id, first_day, last_day, supposed, asked_by, asked_at, state)
            values (?, ?, ?, cast(? as jsonb), ?, ?, 'QUEUED')
            """)
        .params(
            run.runId(),
            run.from(),
            run.to(),
            json.writeValueAsString(run.supposed()),
            run.askedBy(),
            utc(run.askedAt()))
        .update();
    database
        .sql(
            """
            delete from what_if_run where run_id in (
              select run_id from what_if_run where state in ('DONE', 'CANCELLED')
               order by number desc offset ?)
            """)
        .param(MOST_KEPT)
        .update();
  }

  /** How many wait or are worked on. */
  long unfinished() {
    return database
        .sql("select count(*) from what_if_run where state in ('QUEUED', 'RUNNING')")
        .query(Long.class)
        .single();
  }

  Optional<Run> find(String runId) {
    return database
        .sql("select * from what_if_run where run_id = ?")
        .param(runId)
        .query(this::run)
        .optional();
  }

  /** What a run has found so far, in the order of the cases. */
  Page<Finding> findings(String runId, Finding.@Nullable Kind kind, PageRequest page) {
    String where = " from what_if_finding where run_id = :run and (:kind = '' or kind = :kind)";
    String asked = kind == null ? "" : kind.name();
    long total =
        database
            .sql("select count(*)" + where)
            .param("run", runId)
            .param("kind", asked)
            .query(Long.class)
            .single();
    List<Finding> items =
        database
            .sql("select content" + where + " order by number limit :size offset :offset")
            .param("run", runId)
            .param("kind", asked)
            .param("size", page.size())
            .param("offset", page.offset())
            .query((row, n) -> json.readValue(row.getString(1), Finding.class))
            .list();
    return new Page<>(items, page.page(), page.size(), total);
  }

  /**
   * Claims a run that nobody works on.
   *
   * @param lease real time, by the database's clock
   */
  Optional<Run> claim(String worker, Duration lease) {
    return database
        .sql(
            """
            update what_if_run set state = 'RUNNING', worker = :worker,
                lease_until = clock_timestamp() + :lease * interval '1 ms'
            where run_id = (
              select run_id from what_if_run
              where state in ('QUEUED', 'RUNNING')
                and (worker is null or worker = :worker or lease_until < clock_timestamp())
              order by number limit 1 for update skip locked)
            returning *
            """)
        .param("worker", worker)
        .param("lease", lease.toMillis())
        .query(this::run)
        .optional();
  }

  /**
   * What came of some cases.
   *
   * @param cases of the whole period
   * @param last of those that were decided again
   * @param millis real time that it took
   */
  record Progress(long cases, int done, List<Finding> findings, PastCases.Place last, long millis) {

    Progress {
      findings = List.copyOf(findings);
    }

    private long of(Finding.Kind kind) {
      return findings.stream().filter(finding -> finding.kind() == kind).count();
    }
  }

  /**
   * Records some cases in the caller's transaction.
   *
   * @return false where the run was cancelled or somebody else goes on with it; nothing is recorded
   */
  boolean advance(Run run, String worker, Duration lease, Progress progress) {
    Optional<Long> listed =
        database
            .sql(
                """
                update what_if_run set cases = :cases, cases_done = cases_done + :done,
                    different = different + :different,
                    not_reproduced = not_reproduced + :notReproduced,
                    undecidable = undecidable + :undecidable,
                    worked_millis = worked_millis + :millis, last_case = :lastCase,
                    last_submitted_at = :lastAt,
                    lease_until = clock_timestamp() + :lease * interval '1 ms'
                where run_id = :run and worker = :worker and state = 'RUNNING'
                returning different + not_reproduced + undecidable
                """)
            .param("cases", progress.cases())
            .param("done", progress.done())
            .param("different", progress.of(Finding.Kind.DIFFERENT))
            .param("notReproduced", progress.of(Finding.Kind.NOT_REPRODUCED))
            .param("undecidable", progress.of(Finding.Kind.UNDECIDABLE))
            .param("millis", progress.millis())
            .param("lastCase", progress.last().caseId().value())
            .param("lastAt", utc(progress.last().submittedAt()))
            .param("lease", lease.toMillis())
            .param("run", run.runId())
            .param("worker", worker)
            .query(Long.class)
            .optional();
    listed.ifPresent(all -> list(run.runId(), all - progress.findings().size(), progress));
    return listed.isPresent();
  }

  private void list(String runId, long before, Progress progress) {
    int room = (int) Math.max(0, Math.min(progress.findings().size(), MOST_LISTED - before));
    if (room == 0) {
      return;
    }
    List<Finding> listed = progress.findings().subList(0, room);
    rows.batchUpdate(
        """
        insert into what_if_finding (run_id, number, case_id, kind, content)
        values (?, ?, ?, ?, cast(? as jsonb))
        """,
        IntStream.range(0, room)
            .mapToObj(
                i ->
                    new Object[] {
                      runId,
                      before + i,
                      listed.get(i).caseId(),
                      listed.get(i).kind().name(),
                      json.writeValueAsString(listed.get(i))
                    })
            .toList());
  }

  /** Every case of the period is decided again. */
  void done(String runId, String worker, Instant now) {
    database
        .sql(
            """
            update what_if_run set state = 'DONE', finished_at = ?, cases = coalesce(cases, 0)
             where run_id = ? and worker = ? and state = 'RUNNING'
            """)
        .params(utc(now), runId, worker)
        .update();
  }

  /** Stops a run that is not over; what it has found stays. */
  void cancel(String runId, Instant now) {
    database
        .sql(
            """
            update what_if_run set state = 'CANCELLED', finished_at = ?
             where run_id = ? and state in ('QUEUED', 'RUNNING')
            """)
        .params(utc(now), runId)
        .update();
  }

  private Run run(ResultSet row, int number) throws SQLException {
    String last = row.getString("last_case");
    OffsetDateTime lastAt = row.getObject("last_submitted_at", OffsetDateTime.class);
    OffsetDateTime finishedAt = row.getObject("finished_at", OffsetDateTime.class);
    return new Run(
        row.getString("run_id"),
        row.getObject("first_day", LocalDate.class),
        row.getObject("last_day", LocalDate.class),
        json.readValue(row.getString("supposed"), Supposition.class),
        row.getString("asked_by"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        State.valueOf(row.getString("state")),
        row.getObject("cases", Long.class),
        row.getLong("cases_done"),
        row.getLong("different"),
        row.getLong("not_reproduced"),
        row.getLong("undecidable"),
        row.getLong("worked_millis"),
        finishedAt == null ? null : finishedAt.toInstant(),
        last == null || lastAt == null
            ? null
            : new PastCases.Place(new CaseId(last), lastAt.toInstant()));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
