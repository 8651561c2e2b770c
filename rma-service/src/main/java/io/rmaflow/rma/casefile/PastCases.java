package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cases of a period, one after the other. */
@Component
public class PastCases {

  private final JdbcClient database;
  private final RecordedCases recorded;

  PastCases(JdbcClient database, RecordedCases recorded) {
    this.database = database;
    this.recorded = recorded;
  }

  /**
   * A case's place among all, which are in the order of their submission.
   *
   * @param submittedAt when it was submitted
   */
  public record Place(CaseId caseId, Instant submittedAt) {}

  /**
   * How many cases were submitted.
   *
   * @param from since then, inclusive
   * @param to until then, exclusive
   */
  public long count(Instant from, Instant to) {
    return database
        .sql("select count(*) from case_index where submitted_at >= :from and submitted_at < :to")
        .param("from", utc(from))
        .param("to", utc(to))
        .query(Long.class)
        .single();
  }

  /**
   * The next cases that were submitted.
   *
   * @param from since then, inclusive
   * @param to until then, exclusive
   * @param after those behind this one alone; null: from the first on
   */
  public List<Place> submitted(Instant from, Instant to, @Nullable Place after, int atMost) {
    // in the order of the index, read backwards
    return database
        .sql(
            """
            select case_id, submitted_at from case_index
             where submitted_at >= :from and submitted_at < :to
               and (submitted_at > :from or case_id < :id or :id = '')
             order by submitted_at, case_id desc limit :most
            """)
        .param("from", utc(after == null ? from : after.submittedAt()))
        .param("to", utc(to))
        .param("id", after == null ? "" : after.caseId().value())
        .param("most", atMost)
        .query(
            (row, n) ->
                new Place(
                    new CaseId(row.getString("case_id")),
                    row.getObject("submitted_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /**
   * A case.
   *
   * @throws io.rmaflow.kit.web.NotFound where there is no such one
   */
  public PastCase of(CaseId caseId) {
    return new PastCase(recorded.of(caseId.value()));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
