package io.rmaflow.notification.retention;

import io.rmaflow.kit.audit.retention.Keeping;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The events that were taken in, kept for the replay of webhooks, a day in Japan at a time. A day
 * rests from its end on; what a subscriber has yet to get of it stays until he has it. The events
 * themselves stay with their owners and on the topics.
 */
final class KeptEvents implements Keeping {

  private static final String ENDED =
      """
      not exists (
        select from webhook_delivery d where d.position = e.position
          and d.status in ('QUEUED', 'SENDING', 'RETRYING', 'PARKED'))
      """;

  private final JdbcClient database;

  KeptEvents(JdbcClient database) {
    this.database = database;
  }

  @Override
  public String kind() {
    return "webhook-bodies";
  }

  @Override
  public String setting() {
    return "retention.webhookBodies.days";
  }

  @Override
  public List<AtRest> atRest(Instant until, long offset, int size) {
    return database
        .sql(
            """
            select (e.taken_at at time zone 'Asia/Tokyo')::date as day, count(*) as events
            from taken_event e
            where e.taken_at < :end and\
            """
                + " "
                + ENDED
                + " group by day order by day offset :offset limit :size")
        .param("end", utc(endOfLastDay(until)))
        .param("offset", offset)
        .param("size", size)
        .query(
            (row, n) -> {
              LocalDate day = row.getObject("day", LocalDate.class);
              return new AtRest(
                  day.toString(), row.getLong("events") + " events", JapanTime.endOfDay(day));
            })
        .list();
  }

  @Override
  public long count(Instant until) {
    return database
        .sql(
            """
            select count(distinct (e.taken_at at time zone 'Asia/Tokyo')::date)
            from taken_event e where e.taken_at < :end and\
            """
                + " "
                + ENDED)
        .param("end", utc(endOfLastDay(until)))
        .query(Long.class)
        .single();
  }

  @Override
  public Optional<Instant> oldest() {
    return database
        .sql(
            "select e.taken_at from taken_event e where "
                + ENDED
                + " order by e.taken_at, e.position limit 1")
        .query((row, n) -> Objects.requireNonNull(row.getObject(1, OffsetDateTime.class)))
        .optional()
        .map(taken -> JapanTime.endOfDay(JapanTime.dateOf(taken.toInstant())));
  }

  @Override
  public boolean forget(String id, Instant until) {
    LocalDate day = LocalDate.parse(id);
    Instant end = JapanTime.endOfDay(day);
    if (end.isAfter(until)) {
      return false;
    }
    OffsetDateTime from = utc(JapanTime.endOfDay(day.minusDays(1)));
    // a replay that is being queued keeps its subscription until it ends; only then is it known
    // what is still to be sent
    database
        .sql("select webhook_id from webhook order by webhook_id for update")
        .query()
        .listOfRows();
    database
        .sql(
            """
            delete from webhook_delivery where position in (
              select e.position from taken_event e
              where e.taken_at >= :from and e.taken_at < :end and\
            """
                + " "
                + ENDED
                + ")")
        .param("from", from)
        .param("end", utc(end))
        .update();
    return database
            .sql(
                """
                delete from taken_event e
                where e.taken_at >= :from and e.taken_at < :end
                  and not exists (select from webhook_delivery d where d.position = e.position)
                """)
            .param("from", from)
            .param("end", utc(end))
            .update()
        > 0;
  }

  /** The end of the last day that had wholly rested by then. */
  private static Instant endOfLastDay(Instant until) {
    return JapanTime.endOfDay(JapanTime.dateOf(until).minusDays(1));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
