package io.rmaflow.rma.retention;

import io.rmaflow.kit.audit.retention.Keeping;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.rma.attachments.FileErasure;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Files. One of a case rests from the case's last event on, once the case is over and nobody has
 * anything to do in it; one of no case from its upload on.
 */
final class KeptAttachments implements Keeping {

  private static final String AT_REST =
      """
       from (
        select a.attachment_id, a.case_id,
               coalesce(
                 (select e.recorded_at from stored_event e
                   where e.stream = a.case_id order by e.sequence desc limit 1),
                 a.uploaded_at) as since
          from attachment a
         where a.object is not null
           and not exists (
                 select from case_index i where i.case_id = a.case_id and i.is_open)
           and not exists (select from case_due_time d where d.case_id = a.case_id)
           and not exists (select from case_duty d where d.case_id = a.case_id)
           and not exists (
                 select from return_duty r
                  where r.case_id = a.case_id and r.settled_at is null)) resting
      where since <= :until
      """;

  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  private final JdbcClient database;
  private final FileErasure erasure;
  private final BusinessClock clock;

  KeptAttachments(JdbcClient database, FileErasure erasure, BusinessClock clock) {
    this.database = database;
    this.erasure = erasure;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "attachments";
  }

  @Override
  public String setting() {
    return "retention.attachments.days";
  }

  @Override
  public List<AtRest> atRest(Instant until, long offset, int size) {
    return database
        .sql(
            "select attachment_id, case_id, since"
                + AT_REST
                + " order by since, attachment_id offset :offset limit :size")
        .param("until", utc(until))
        .param("offset", offset)
        .param("size", size)
        .query(
            (row, n) -> {
              String id = Objects.requireNonNull(row.getString("attachment_id"));
              String caseId = row.getString("case_id");
              return new AtRest(
                  id,
                  caseId == null ? "attachment/" + id : "case/" + caseId,
                  row.getObject("since", OffsetDateTime.class).toInstant());
            })
        .list();
  }

  @Override
  public long count(Instant until) {
    return database
        .sql("select count(*)" + AT_REST)
        .param("until", utc(until))
        .query(Long.class)
        .single();
  }

  @Override
  public Optional<Instant> oldest() {
    return atRest(EVER, 0, 1).stream().map(AtRest::since).findFirst();
  }

  @Override
  public boolean forget(String id, Instant until) {
    // a case that goes on at this moment waits here, or this waits for it
    database
        .sql(
            """
            select case_id from case_index
             where case_id = (select a.case_id from attachment a where a.attachment_id = :id)
               for update
            """)
        .param("id", id)
        .query(String.class)
        .list();
    boolean rests =
        database
            .sql("select exists (select" + AT_REST + " and attachment_id = :id)")
            .param("until", utc(until))
            .param("id", id)
            .query(Boolean.class)
            .single();
    return rests && erasure.erase(id, Recording.byService(clock.now()));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
