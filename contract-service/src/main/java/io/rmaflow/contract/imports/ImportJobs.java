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

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  ImportJobs(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
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
   * @param name of the file, as it was told
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
      @Nullable Instant finishedAt) {}

  /** What one batch came to. */
  record Progress(int rows, int accepted, int unchanged, List<RowProblem> problems, int rejected) {
    Progress {
      problems = List.copyOf(problems);
    }
  }

  void add(Job job, byte[] content) {
    jdbc.sql(
            """
            insert into import_job (import_id, name, charset, dry_run, status, content, row_count,
                submitted_by, submitted_at)
            values (?, ?, ?, ?, 'QUEUED', ?, ?, ?, ?)
            """)
        .param(job.importId())
        .param(job.name())
        .param(job.charset())
        .param(job.dryRun())
        .param(content)
        .param(job.rows())
        .param(job.submittedBy())
        .param(Timestamp.from(job.submittedAt()))
        .update();
  }

  Optional<Job> find(String importId) {
    return jdbc.sql("select " + JOB_COLUMNS + " from import_job where import_id = ?")
        .param(importId)
        .query(ImportJobs::job)
        .optional();
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
            returning
            """
                + JOB_COLUMNS)
        .param("worker", worker)
        .param("lease", lease.toMillis())
        .param("now", Timestamp.from(now))
        .query(ImportJobs::job)
        .optional();
  }

  /** The text of the file; it is kept until the import is completed. */
  String content(Job job) {
    byte[] content =
        jdbc.sql("select content from import_job where import_id = ?")
            .param(job.importId())
            .query(byte[].class)
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

  /** All rows are done; the file, which is full of personal data, goes. */
  void complete(String importId, Instant now) {
    jdbc.sql(
            """
            update import_job
            set status = 'COMPLETED', finished_at = ?, content = null, worker = null
            where import_id = ?
            """)
        .param(Timestamp.from(now))
        .param(importId)
        .update();
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
}
