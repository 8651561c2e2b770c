package io.rmaflow.contract.imports;

import io.rmaflow.contract.imports.rules.RowProblem;
import io.rmaflow.events.Message;
import io.rmaflow.kit.jdbc.Legible;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import java.nio.charset.Charset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The imports that were asked for, how far each has come, and what was wrong with its rows. */
@Component
class ImportJobs {

  /** What is kept of a problem's text. */
  private static final int LONGEST_PROBLEM = 2_000;

  private static final int LONGEST_FIELD = 40;

  /** All but the file itself: it is large, and who asks how far an import is asks often. */
  private static final String JOB_COLUMNS =
      """
      import_id, name, charset, dry_run, status, row_count, rows_done, accepted, unchanged,
      rejected, submitted_by, submitted_at, started_at, finished_at
      """;

  private static final String KEPT =
      " from import_job where status = 'COMPLETED' and forgotten_at is null and finished_at <= ?";

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final ImportSeals seals;

  ImportJobs(JdbcClient jdbc, JdbcTemplate template, ImportSeals seals) {
    this.jdbc = jdbc;
    this.template = template;
    this.seals = seals;
  }

  /** How an import goes. */
  enum Status {
    /** Taken in, and not begun. */
    QUEUED,
    /** Rows are being judged. */
    RUNNING,
    /** All rows are judged. */
    COMPLETED
  }

  /**
   * An import.
   *
   * @param importId of the import
   * @param name of the file, as it was told; null where none was, or it is forgotten
   * @param charset how the file is written
   * @param dryRun whether its rows are judged only
   * @param status how far it is
   * @param rows rows of the file without the heading
   * @param rowsDone rows judged so far
   * @param accepted of these, taken over
   * @param unchanged of these, known already
   * @param rejected of these, wrong
   * @param submittedBy subject of the token
   * @param submittedAt when the file was taken in, business time, like the two others
   * @param startedAt when its first row was judged; null before
   * @param finishedAt when its last row was judged; null before
   */
  record Job(
      String importId,
      @Nullable String name,
      String charset,
      boolean dryRun,
      Status status,
      int rows,
      int rowsDone,
      int accepted,
      int unchanged,
      int rejected,
      String submittedBy,
      Instant submittedAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {

    Job named(String other) {
      return new Job(
          importId,
          other,
          charset,
          dryRun,
          status,
          rows,
          rowsDone,
          accepted,
          unchanged,
          rejected,
          submittedBy,
          submittedAt,
          startedAt,
          finishedAt);
    }
  }

  /** What one batch came to. */
  record Progress(int rows, int accepted, int unchanged, List<RowProblem> problems, int rejected) {
    Progress {
      problems = List.copyOf(problems);
    }
  }

  void add(Job job, byte[] content) {
    jdbc.sql(
            """
            insert into import_job (import_id, sealed_name, charset, dry_run, status, sealed_content,
                row_count, submitted_by, submitted_at)
            values (?, ?, ?, ?, 'QUEUED', ?, ?, ?, ?)
            """)
        .param(job.importId())
        .param(seals.name(job.importId(), job.name()))
        .param(job.charset())
        .param(job.dryRun())
        .param(seals.content(job.importId(), content))
        .param(job.rows())
        .param(job.submittedBy())
        .param(Timestamp.from(job.submittedAt()))
        .update();
  }

  Optional<Job> find(String importId) {
    Optional<Job> stored =
        jdbc.sql("select " + JOB_COLUMNS + " from import_job where import_id = ?")
            .param(importId)
            .query(ImportJobs::job)
            .optional();
    return stored.map(job -> sealedName(importId).map(job::named).orElse(job));
  }

  private Optional<String> sealedName(String importId) {
    return jdbc.sql(
            "select sealed_name from import_job where import_id = ? and sealed_name is not null")
        .param(importId)
        .query(byte[].class)
        .optional()
        .flatMap(name -> seals.openName(importId, name));
  }

  Page<RowProblem> problems(String importId, PageRequest page) {
    long total =
        jdbc.sql("select count(*) from import_problem where import_id = ?")
            .param(importId)
            .query(Long.class)
            .single();
    List<RowProblem> items =
        jdbc.sql(
                """
                select * from import_problem where import_id = ?
                order by line, position limit ? offset ?
                """)
            .param(importId)
            .param(page.size())
            .param(page.offset())
            .query(ImportJobs::problem)
            .list();
    return new Page<>(items, page.page(), page.size(), total);
  }

  /**
   * Claims an import that nobody works on, for as long as the lease says, in real time.
   *
   * @param worker who claims it
   */
  Optional<Job> claim(String worker, Duration lease, Instant now) {
    return jdbc.sql(
            """
            update import_job
            set worker = :worker, lease_until = clock_timestamp() + :lease * interval '1 ms',
                status = 'RUNNING', started_at = coalesce(started_at, :now)
            where import_id = (
              select import_id from import_job
              where status <> 'COMPLETED'
                and (worker is null or worker = :worker or lease_until < clock_timestamp())
              order by submitted_at, import_id limit 1 for update skip locked)
            returning import_id
            """)
        .param("worker", worker)
        .param("lease", lease.toMillis())
        .param("now", Timestamp.from(now))
        .query(String.class)
        .optional()
        .flatMap(this::find);
  }

  /** The text of the file; it is kept until the import is completed. */
  String content(Job job) {
    byte[] content =
        jdbc.sql("select content, sealed_content from import_job where import_id = ?")
            .param(job.importId())
            .query(
                (row, number) -> {
                  byte[] sealed = row.getBytes("sealed_content");
                  return sealed == null
                      ? row.getBytes("content")
                      : seals.openContent(job.importId(), sealed);
                })
            .single();
    return CsvFile.decoded(content, Charset.forName(job.charset())).orElseThrow();
  }

  /** A dry run keeps nothing of what it saw: where it was broken off it begins anew. */
  void restart(String importId) {
    jdbc.sql("delete from import_problem where import_id = ?").param(importId).update();
    jdbc.sql(
            """
            update import_job set rows_done = 0, accepted = 0, unchanged = 0, rejected = 0
            where import_id = ?
            """)
        .param(importId)
        .update();
  }

  /**
   * Records a batch.
   *
   * @param rowsDone what stood there before
   * @return false where somebody else has gone on with the import meanwhile
   */
  boolean advance(String importId, String worker, Duration lease, int rowsDone, Progress progress) {
    int updated =
        jdbc.sql(
                """
                update import_job
                set rows_done = rows_done + :rows, accepted = accepted + :accepted,
                    unchanged = unchanged + :unchanged, rejected = rejected + :rejected,
                    lease_until = clock_timestamp() + :lease * interval '1 ms'
                where import_id = :id and worker = :worker and rows_done = :before
                """)
            .param("rows", progress.rows())
            .param("accepted", progress.accepted())
            .param("unchanged", progress.unchanged())
            .param("rejected", progress.rejected())
            .param("lease", lease.toMillis())
            .param("id", importId)
            .param("worker", worker)
            .param("before", rowsDone)
            .update();
    if (updated == 1) {
      record(importId, progress.problems());
    }
    return updated == 1;
  }

  private void record(String importId, List<RowProblem> problems) {
    template.batchUpdate(
        """
        insert into import_problem (import_id, line, position, field, code, clauses, ja, en)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        new BatchPreparedStatementSetter() {
          @Override
          public void setValues(java.sql.PreparedStatement statement, int i) throws SQLException {
            RowProblem problem = problems.get(i);
            statement.setString(1, importId);
            statement.setLong(2, problem.line());
            statement.setInt(3, i);
            String field = problem.field();
            statement.setString(4, field == null ? null : Legible.text(field, LONGEST_FIELD));
            statement.setString(5, problem.code());
            statement.setArray(
                6,
                statement
                    .getConnection()
                    .createArrayOf("text", problem.clauses().toArray(String[]::new)));
            statement.setString(7, Legible.text(problem.message().ja(), LONGEST_PROBLEM));
            statement.setString(8, Legible.text(problem.message().en(), LONGEST_PROBLEM));
          }

          @Override
          public int getBatchSize() {
            return problems.size();
          }
        });
  }

  /**
   * All rows are done; the file, which is full of personal data, goes with its key. In the caller's
   * transaction.
   */
  void complete(String importId, Instant now) {
    jdbc.sql(
            """
            update import_job
            set status = 'COMPLETED', finished_at = ?, content = null, sealed_content = null,
                worker = null
            where import_id = ?
            """)
        .param(Timestamp.from(now))
        .param(importId)
        .update();
    seals.forgetContent(importId);
  }

  private static RowProblem problem(ResultSet row, int number) throws SQLException {
    return new RowProblem(
        row.getLong("line"),
        row.getString("field"),
        row.getString("code"),
        List.of((String[]) row.getArray("clauses").getArray()),
        new Message(row.getString("ja"), row.getString("en")));
  }

  private static Job job(ResultSet row, int number) throws SQLException {
    return new Job(
        row.getString("import_id"),
        row.getString("name"),
        row.getString("charset"),
        row.getBoolean("dry_run"),
        Status.valueOf(row.getString("status")),
        row.getInt("row_count"),
        row.getInt("rows_done"),
        row.getInt("accepted"),
        row.getInt("unchanged"),
        row.getInt("rejected"),
        row.getString("submitted_by"),
        row.getTimestamp("submitted_at").toInstant(),
        instant(row.getTimestamp("started_at")),
        instant(row.getTimestamp("finished_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  // ---- what is kept of those that are done

  /** Those that were done until then and whose name and problems are still kept; oldest first. */
  List<Job> kept(Instant until, long offset, int size) {
    return jdbc.sql(
            "select " + JOB_COLUMNS + KEPT + " order by finished_at, import_id offset ? limit ?")
        .param(Timestamp.from(until))
        .param(offset)
        .param(size)
        .query(ImportJobs::job)
        .list();
  }

  /** How many those are. */
  long countKept(Instant until) {
    return jdbc.sql("select count(*)" + KEPT)
        .param(Timestamp.from(until))
        .query(Long.class)
        .single();
  }

  /**
   * Forgets its name, and what was wrong with which row; how many rows it had stays.
   *
   * @return false where that is done, or it is not done for so long
   */
  boolean forget(String importId, Instant until, Instant now) {
    int forgotten =
        jdbc.sql(
                """
                update import_job set forgotten_at = ?, name = null, sealed_name = null
                where import_id = ? and status = 'COMPLETED' and finished_at <= ?
                  and forgotten_at is null
                """)
            .param(Timestamp.from(now))
            .param(importId)
            .param(Timestamp.from(until))
            .update();
    if (forgotten == 1) {
      seals.forgetName(importId);
      jdbc.sql("delete from import_problem where import_id = ?").param(importId).update();
    }
    return forgotten == 1;
  }
}
