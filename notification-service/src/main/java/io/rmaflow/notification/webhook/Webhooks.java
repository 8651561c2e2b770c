package io.rmaflow.notification.webhook;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.jdbc.IndexPlans;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tables of subscriptions, of the events that they are about, and of what is to be sent to
 * whom. Each method is one step in the caller's transaction.
 */
@Repository
class Webhooks {

  private static final String OPEN = "('QUEUED', 'SENDING', 'RETRYING', 'PARKED')";

  /** To be sent, and nothing earlier of its stream is. */
  private static final String HEAD =
      "d.status in ('QUEUED', 'RETRYING') and not exists (select 1 from webhook_delivery earlier"
          + " where earlier.webhook_id = d.webhook_id and earlier.stream_id = d.stream_id"
          + " and earlier.seq < d.seq and earlier.status in "
          + OPEN
          + ")";

  private static final String DELIVERIES =
      """
      select d.*, e.event_id, e.name, e.stream_sequence
      from webhook_delivery d join taken_event e on e.position = d.position
      """;

  private final JdbcClient database;
  private final BusinessClock clock;
  private final SecretKeys keys;

  Webhooks(JdbcClient database, BusinessClock clock, SecretKeys keys) {
    this.database = database;
    this.clock = clock;
    this.keys = keys;
  }

  // ---- events

  /**
   * Keeps events in their order, and queues them for everybody who subscribed to them; one that is
   * kept already is passed over.
   *
   * @return whether anything was queued
   */
  boolean take(List<EventEnvelope<?>> events) {
    // the lock makes this wait for a replay that is being queued, so that it comes after it
    int queued =
        database
            .sql(
                """
                with taken as (
                  insert into taken_event
                    (event_id, name, stream_id, stream_sequence, taken_at, body)
                  select id, name, stream, sequence, :now, body
                  from unnest(:ids, :names, :streams, :sequences, :bodies)
                    with ordinality as e (id, name, stream, sequence, body, number)
                  order by number
                  on conflict (event_id) do nothing returning position, stream_id, name)
                insert into webhook_delivery
                  (webhook_id, position, stream_id, status, queued_at, next_attempt_at)
                select w.webhook_id, e.position, e.stream_id, 'QUEUED', :now, :now
                from taken e, webhook w
                where w.types = '{}' or e.name = any(w.types)
                order by e.position
                for key share of w
                """)
            .param("now", utc(clock.now()))
            .param("ids", texts(events, EventEnvelope::id))
            .param("names", texts(events, EventEnvelope::name))
            .param("streams", texts(events, EventEnvelope::streamId))
            .param(
                "sequences",
                events.stream().map(EventEnvelope::streamSequence).toArray(Long[]::new))
            .param("bodies", texts(events, CloudEvents::structured))
            .update();
    return queued > 0;
  }

  private static <T> String[] texts(List<T> of, Function<? super T, String> text) {
    return of.stream().map(text).toArray(String[]::new);
  }

  /** The event's CloudEvents JSON, the same bytes at every attempt. */
  String body(String eventId) {
    return database
        .sql("select body from taken_event where event_id = :id")
        .param("id", eventId)
        .query(String.class)
        .single();
  }

  // ---- subscriptions

  void create(UUID id, URI url, List<String> types, Secret secret) {
    OffsetDateTime now = utc(clock.now());
    database
        .sql(
            """
            insert into webhook (webhook_id, url, types, secret, created_at, next_attempt_at)
            values (:id, :url, :types, :secret, :now, :now)
            """)
        .param("id", id)
        .param("url", url.toString())
        .param("types", types.toArray(String[]::new))
        .param("secret", keys.sealed(id, secret))
        .param("now", now)
        .update();
  }

  boolean delete(UUID id) {
    return database.sql("delete from webhook where webhook_id = :id").param("id", id).update() == 1;
  }

  /** From now on the new secret signs, and the former one beside it for a while. */
  void rotate(UUID id, Secret secret, Instant formerUntil) {
    database
        .sql(
            """
            update webhook set former_secret = secret, former_until = :until, secret = :secret
            where webhook_id = :id
            """)
        .param("id", id)
        .param("secret", keys.sealed(id, secret))
        .param("until", utc(formerUntil))
        .update();
  }

  /**
   * Stores every secret under the present key that is not yet: those in plain text, and those under
   * a former key, which is not needed any more then.
   *
   * @return how many subscriptions had one
   */
  int reseal() {
    record Row(UUID id, String secret, @Nullable String former) {}
    List<Row> rows =
        database
            .sql("select webhook_id, secret, former_secret from webhook for update")
            .query(
                (row, n) ->
                    new Row(
                        row.getObject("webhook_id", UUID.class),
                        row.getString("secret"),
                        row.getString("former_secret")))
            .list();
    int resealed = 0;
    for (Row row : rows) {
      String secret = resealed(row.id(), row.secret());
      String former = row.former() == null ? null : resealed(row.id(), row.former());
      if (!secret.equals(row.secret()) || !Objects.equals(former, row.former())) {
        database
            .sql(
                "update webhook set secret = :secret, former_secret = :former where webhook_id = :id")
            .param("id", row.id())
            .param("secret", secret)
            .param("former", former, Types.VARCHAR)
            .update();
        resealed++;
      }
    }
    return resealed;
  }

  private String resealed(UUID id, String stored) {
    return keys.isPresent(stored) ? stored : keys.sealed(id, keys.opened(id, stored));
  }

  Optional<Webhook> find(UUID id) {
    return database
        .sql("select * from webhook where webhook_id = :id")
        .param("id", id)
        .query(this::readWebhook)
        .optional();
  }

  List<Webhook> all() {
    return database
        .sql("select * from webhook order by created_at, webhook_id")
        .query(this::readWebhook)
        .list();
  }

  /** It answers again, whatever was before: everything that waits may go out. */
  void revive(UUID id) {
    database
        .sql(
            """
            update webhook set failures = 0, failing_since = null, parked_at = null,
              next_attempt_at = :now, last_success_at = :now, problem = null
            where webhook_id = :id
            """)
        .param("id", id)
        .param("now", utc(clock.now()))
        .update();
  }

  /**
   * Queues everything again that was taken in since then, in its order; what is still to be sent of
   * it is sent in its new place alone.
   *
   * @param from business time, inclusive
   * @return how many events
   */
  int replay(UUID id, Instant from) {
    database
        .sql("select 1 from webhook where webhook_id = :id for update")
        .param("id", id)
        .query(Integer.class)
        .single();
    database
        .sql(
            """
            delete from webhook_delivery d using taken_event e
            where d.webhook_id = :id and d.status in ('QUEUED', 'RETRYING', 'PARKED')
              and e.position = d.position and e.taken_at >= :from
            """)
        .param("id", id)
        .param("from", utc(from))
        .update();
    int queued =
        database
            .sql(
                """
                insert into webhook_delivery
                  (webhook_id, position, stream_id, status, queued_at, next_attempt_at)
                select w.webhook_id, e.position, e.stream_id, 'QUEUED', :now, :now
                from webhook w, taken_event e
                where w.webhook_id = :id and e.taken_at >= :from
                  and (w.types = '{}' or e.name = any(w.types))
                order by e.position
                """)
            .param("id", id)
            .param("from", utc(from))
            .param("now", utc(clock.now()))
            .update();
    database
        .sql(
            """
            update webhook set failures = 0, failing_since = null, parked_at = null,
              next_attempt_at = :now
            where webhook_id = :id
            """)
        .param("id", id)
        .param("now", utc(clock.now()))
        .update();
    return queued;
  }

  /** How many of a subscription's events have not been taken by it yet. */
  record Backlog(long pending, long parked) {}

  Backlog backlog(UUID id) {
    return database
        .sql(
            """
            select count(*) filter (where status <> 'PARKED') as pending,
              count(*) filter (where status = 'PARKED') as parked
            from webhook_delivery
            where webhook_id = :id and status in ('QUEUED', 'SENDING', 'RETRYING', 'PARKED')
            """)
        .param("id", id)
        .query((row, n) -> new Backlog(row.getLong("pending"), row.getLong("parked")))
        .single();
  }

  /** How many subscriptions and deliveries lie parked. */
  Backlog parked() {
    return database
        .sql(
            """
            select (select count(*) from webhook where parked_at is not null) as webhooks,
              (select count(*) from webhook_delivery where status = 'PARKED') as deliveries
            """)
        .query((row, n) -> new Backlog(row.getLong("webhooks"), row.getLong("deliveries")))
        .single();
  }

  // ---- deliveries

  /** Subscriptions that may be called now. */
  List<Webhook> callable(Instant now) {
    return database
        .sql(
            """
            select * from webhook w where parked_at is null and next_attempt_at <= :now
              and exists (select 1 from webhook_delivery d where d.webhook_id = w.webhook_id
                and d.status in ('QUEUED', 'RETRYING') and d.next_attempt_at <= :now)
            """)
        .param("now", utc(now))
        .query(this::readWebhook)
        .list();
  }

  /**
   * Takes the first deliveries of streams, those tried least first; of a failing subscriber one at
   * a time.
   *
   * @param now business time; due at it (inclusive) or before
   * @param lease how long from now a call may take; by the database's clock, the one that all
   *     instances share
   */
  List<Claimed> claim(UUID webhookId, int atMost, Instant now, Duration lease) {
    // a plan from when the table was small compares each delivery with each
    IndexPlans.forThisTransaction(database);
    List<Long> due =
        database
            .sql(
                "select d.seq from webhook_delivery d join webhook w on w.webhook_id = d.webhook_id"
                    + " where d.webhook_id = :id and d.next_attempt_at <= :now and "
                    + HEAD
                    + " and (w.failures = 0 or not exists (select 1 from webhook_delivery s"
                    + " where s.webhook_id = d.webhook_id and s.status = 'SENDING'))"
                    + " order by d.attempts, d.seq limit :most for update of d skip locked")
            .param("id", webhookId)
            .param("now", utc(now))
            .param("most", atMost)
            .query(Long.class)
            .list();
    List<Claimed> claimed = new ArrayList<>();
    for (long seq : due) {
      UUID proof = UUID.randomUUID();
      database
          .sql(
              """
              update webhook_delivery set status = 'SENDING', attempts = attempts + 1,
                first_tried_at = coalesce(first_tried_at, :now), next_attempt_at = null,
                lease = :lease,
                leased_until = clock_timestamp() + make_interval(secs => :seconds)
              where seq = :seq
              """)
          .param("now", utc(now))
          .param("lease", proof)
          .param("seconds", lease.toMillis() / 1000.0)
          .param("seq", seq)
          .update();
      claimed.add(new Claimed(delivery(seq).orElseThrow(), proof));
    }
    return claimed;
  }

  /** A delivery that is being sent, and the proof that it is this call that may end it. */
  record Claimed(WebhookDelivery delivery, UUID lease) {}

  /** Calls whose lease is over were broken off: they are made again, under the same ID. */
  int reviveBrokenOff() {
    return database
        .sql(
            """
            update webhook_delivery set status = 'QUEUED', next_attempt_at = :now, lease = null,
              leased_until = null, problem = 'the service stopped while it was being sent'
            where status = 'SENDING' and leased_until < clock_timestamp()
            """)
        .param("now", utc(clock.now()))
        .update();
  }

  void sent(Claimed claimed, int answer) {
    if (ended(claimed, "status = 'SENT', sent_at = :at", answer, null, null, clock.now())) {
      database
          .sql(
              """
              update webhook set failures = 0, failing_since = null, last_success_at = :now,
                next_attempt_at = least(next_attempt_at, :now), problem = null
              where webhook_id = :id and parked_at is null
              """)
          .param("id", claimed.delivery().webhookId())
          .param("now", utc(clock.now()))
          .update();
    }
  }

  void retry(Claimed claimed, int answer, String problem, Instant next) {
    ended(claimed, "status = 'RETRYING', next_attempt_at = :next", answer, problem, next, null);
  }

  void park(Claimed claimed, int answer, String problem) {
    ended(claimed, "status = 'PARKED'", answer, problem, null, null);
  }

  /** The subscriber itself failed; several calls that failed at the same time count once. */
  void failing(UUID webhookId, int failuresBefore, String problem, Instant next) {
    database
        .sql(
            """
            update webhook set failures = failures + 1,
              failing_since = coalesce(failing_since, :now),
              next_attempt_at = greatest(next_attempt_at, :next), problem = :problem
            where webhook_id = :id and failures = :before and parked_at is null
            """)
        .param("id", webhookId)
        .param("before", failuresBefore)
        .param("now", utc(clock.now()))
        .param("next", utc(next))
        .param("problem", problem)
        .update();
  }

  boolean parkWebhook(UUID webhookId, String problem) {
    return database
            .sql(
                """
                update webhook set parked_at = :now, problem = :problem
                where webhook_id = :id and parked_at is null
                """)
            .param("id", webhookId)
            .param("now", utc(clock.now()))
            .param("problem", problem)
            .update()
        == 1;
  }

  private boolean ended(
      Claimed claimed,
      String assignments,
      int answer,
      @Nullable String problem,
      @Nullable Instant next,
      @Nullable Instant at) {
    return database
            .sql(
                "update webhook_delivery set lease = null, leased_until = null, answer = :answer,"
                    + " problem = :problem, "
                    + assignments
                    + " where seq = :seq and lease = :lease")
            .param("seq", claimed.delivery().deliveryId())
            .param("lease", claimed.lease())
            .param("answer", answer == 0 ? null : answer, Types.INTEGER)
            .param("problem", problem, Types.VARCHAR)
            .param("next", next == null ? null : utc(next), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("at", at == null ? null : utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
            .update()
        == 1;
  }

  /** Tries a parked or waiting delivery again at once; false where it is neither. */
  boolean resend(long deliveryId) {
    return database
            .sql(
                """
                update webhook_delivery set status = 'QUEUED', attempts = 0, first_tried_at = null,
                  next_attempt_at = :now
                where seq = :seq and status in ('PARKED', 'RETRYING')
                """)
            .param("seq", deliveryId)
            .param("now", utc(clock.now()))
            .update()
        == 1;
  }

  /** Passes a delivery over for good; false where it is not open, or is being sent. */
  boolean skip(long deliveryId, String reason, String actor) {
    return database
            .sql(
                """
                update webhook_delivery set status = 'SKIPPED', next_attempt_at = null,
                  skip_reason = :reason, skipped_by = :actor
                where seq = :seq and status in ('PARKED', 'RETRYING', 'QUEUED')
                """)
            .param("seq", deliveryId)
            .param("reason", reason)
            .param("actor", actor)
            .update()
        == 1;
  }

  Optional<WebhookDelivery> delivery(long deliveryId) {
    return database
        .sql(DELIVERIES + " where d.seq = :seq")
        .param("seq", deliveryId)
        .query(this::readDelivery)
        .optional();
  }

  /** In the order in which they go out. */
  List<WebhookDelivery> deliveries(
      UUID webhookId, WebhookDelivery.@Nullable Status status, long offset, int size) {
    return database
        .sql(
            DELIVERIES
                + """
                where d.webhook_id = :id
                  and (cast(:status as varchar) is null or d.status = :status)
                order by d.seq limit :size offset :offset
                """)
        .param("id", webhookId)
        .param("status", status == null ? null : status.name(), Types.VARCHAR)
        .param("size", size)
        .param("offset", offset)
        .query(this::readDelivery)
        .list();
  }

  long count(UUID webhookId, WebhookDelivery.@Nullable Status status) {
    return database
        .sql(
            """
            select count(*) from webhook_delivery where webhook_id = :id
              and (cast(:status as varchar) is null or status = :status)
            """)
        .param("id", webhookId)
        .param("status", status == null ? null : status.name(), Types.VARCHAR)
        .query(Long.class)
        .single();
  }

  /** When the next call becomes due, business time; it may have passed. */
  Optional<Instant> nextDue() {
    return database
        .sql(
            "select min(greatest(d.next_attempt_at, w.next_attempt_at)) as next"
                + " from webhook_delivery d join webhook w on w.webhook_id = d.webhook_id"
                + " where w.parked_at is null and "
                + HEAD)
        .query((row, n) -> Optional.ofNullable(instant(row, "next")))
        .single();
  }

  boolean isSending() {
    return database
        .sql("select exists (select 1 from webhook_delivery where status = 'SENDING')")
        .query(Boolean.class)
        .single();
  }

  private Webhook readWebhook(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("webhook_id", UUID.class);
    List<Secret> secrets = new ArrayList<>();
    secrets.add(keys.opened(id, row.getString("secret")));
    Instant formerUntil = instant(row, "former_until");
    if (formerUntil != null && clock.now().isBefore(formerUntil)) {
      secrets.add(keys.opened(id, row.getString("former_secret")));
    }
    return new Webhook(
        id,
        URI.create(row.getString("url")),
        Arrays.asList((String[]) row.getArray("types").getArray()),
        secrets,
        row.getTimestamp("created_at").toInstant(),
        row.getInt("failures"),
        instant(row, "failing_since"),
        row.getTimestamp("next_attempt_at").toInstant(),
        instant(row, "parked_at"),
        instant(row, "last_success_at"),
        row.getString("problem"));
  }

  private WebhookDelivery readDelivery(ResultSet row, int number) throws SQLException {
    int answer = row.getInt("answer");
    return new WebhookDelivery(
        row.getLong("seq"),
        row.getObject("webhook_id", UUID.class),
        row.getString("event_id"),
        row.getString("name"),
        row.getString("stream_id"),
        row.getLong("stream_sequence"),
        WebhookDelivery.Status.valueOf(row.getString("status")),
        row.getInt("attempts"),
        row.getTimestamp("queued_at").toInstant(),
        instant(row, "first_tried_at"),
        instant(row, "next_attempt_at"),
        instant(row, "sent_at"),
        answer == 0 ? null : answer,
        row.getString("problem"));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
