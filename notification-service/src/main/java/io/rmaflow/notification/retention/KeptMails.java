package io.rmaflow.notification.retention;

import io.rmaflow.kit.audit.retention.Keeping;
import io.rmaflow.kit.clock.BusinessClock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The words of mails. One rests from when it was sent, or queued where it never was, unless the
 * case that it is about is still open. What was sent to whom for which reason, and when, stays.
 */
final class KeptMails implements Keeping {

  /**
   * A case is open from its acceptance, which tells the product, until it is closed or cancelled.
   */
  private static final String AT_REST =
      """
       from delivery d
      where d.erased_at is null and d.status in ('SENT', 'FAILED', 'SUPPRESSED')
        and coalesce(d.sent_at, d.queued_at) <= :until
        and not exists (
          select from case_file c
          where c.case_id = d.case_id and c.file ->> 'productCode' is not null
            and not coalesce((c.file ->> 'closed')::boolean, false)
            and not coalesce((c.file ->> 'cancelled')::boolean, false))
      """;

  private static final String IN_ORDER = " order by coalesce(d.sent_at, d.queued_at), d.seq ";

  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  private final JdbcClient database;
  private final BusinessClock clock;

  KeptMails(JdbcClient database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "mails";
  }

  @Override
  public String setting() {
    return "retention.mails.days";
  }

  @Override
  public List<AtRest> atRest(Instant until, long offset, int size) {
    return database
        .sql(
            """
            select d.delivery_id, coalesce(d.sent_at, d.queued_at) as since,
              case when d.case_id is not null then 'case/' || d.case_id
                when d.contract_id is not null then 'contract/' || d.contract_id
                else 'contact/' || d.recipient end as of
            """
                + AT_REST
                + IN_ORDER
                + "offset :offset limit :size")
        .param("until", utc(until))
        .param("offset", offset)
        .param("size", size)
        .query(
            (row, n) ->
                new AtRest(
                    Objects.requireNonNull(row.getString("delivery_id")),
                    Objects.requireNonNull(row.getString("of")),
                    row.getObject("since", OffsetDateTime.class).toInstant()))
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
    return database
            .sql(
                """
                update delivery set erased_at = :now, subject = null, body = null,
                  sealed_subject = null, sealed_body = null
                where delivery_id in (select d.delivery_id
                """
                    + AT_REST
                    + " and d.delivery_id = :id) and erased_at is null")
            .param("now", utc(clock.now()))
            .param("until", utc(until))
            .param("id", UUID.fromString(id))
            .update()
        == 1;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
