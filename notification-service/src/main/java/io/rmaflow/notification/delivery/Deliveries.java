package io.rmaflow.notification.delivery;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventJson;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.jdbc.IndexPlans;
import io.rmaflow.kit.jdbc.RoundTrip;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.notification.mail.Mail;
import io.rmaflow.notification.wording.Language;
import io.rmaflow.notification.wording.RenderedMail;
import io.rmaflow.notification.work.Wake;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of deliveries. Each method is one step in the caller's transaction; {@link #claim} and
 * the endings stand in transactions of their own, so that an attempt that breaks off is seen.
 */
@Repository
public class Deliveries {

  /** Open, and no earlier mail of the same thread is waiting for the same recipient. */
  private static final String SENDABLE =
      """
      d.status in ('QUEUED', 'RETRYING', 'UNKNOWN')
      and not exists (
        select 1 from delivery earlier
        where earlier.thread = d.thread and earlier.recipient = d.recipient
          and earlier.seq < d.seq
          and earlier.status in ('QUEUED', 'SENDING', 'RETRYING', 'UNKNOWN'))
      """;

  /** Whether the next mail of the same thread to the same recipient was waiting for this one. */
  private static final String OTHERS_WAIT =
      """
      exists (
        select 1 from delivery later
        where later.thread = d.thread and later.recipient = d.recipient and later.seq > d.seq
          and later.status in ('QUEUED', 'SENDING', 'RETRYING', 'UNKNOWN'))
      """;

  private static final String WITH_KEYS =
      "select d.*, "
          + PersonKeys.COLUMNS
          + " from delivery d left join person_key k on k.subject = d.recipient ";

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final JdbcClient database;
  private final JdbcOperations rows;
  private final BusinessClock clock;
  private final Wake wake;
  private final String messageIdDomain;
  private final int mailsPerRecipientAndMinute;
  private final MailWords words;
  private final JsonMapper json = EventJson.mapper();

  Deliveries(
      JdbcOperations rows, BusinessClock clock, Wake wake, MailSettings settings, MailWords words) {
    this.database = JdbcClient.create(rows);
    this.rows = rows;
    this.clock = clock;
    this.wake = wake;
    this.messageIdDomain = settings.messageIdDomain();
    this.mailsPerRecipientAndMinute = settings.mailsPerRecipientAndMinute();
    this.words = words;
  }

  /** Queues a mail to each of the recipients, once: again for the same event does nothing. */
  public void queue(String reason, String eventId, Mail mail, List<ContactId> recipients) {
    for (ContactId recipient : recipients) {
      UUID id = MessageIds.delivery(eventId, recipient);
      About about = About.of(mail);
      OffsetDateTime now = utc(clock.now());
      database
          .sql(
              """
              insert into delivery (delivery_id, reason, event_id, thread, case_id, contract_id,
                customer_id, recipient, owner, mail, message_id, status, queued_at, next_attempt_at)
              values (:id, :reason, :event, :thread, :caseId, :contractId, :customerId, :recipient,
                :owner, cast(:mail as jsonb), :messageId, 'QUEUED', :now, :now)
              on conflict do nothing
              """)
          .param("id", id)
          .param("reason", reason)
          .param("event", eventId)
          .param("thread", about.thread())
          .param("caseId", about.caseId())
          .param("contractId", about.contractId())
          .param("customerId", about.customerId())
          .param("recipient", recipient.value())
          .param("owner", ContactOwner.of(recipient).name())
          .param("mail", json.writerFor(Mail.class).writeValueAsString(mail))
          .param("messageId", MessageIds.messageId(id, messageIdDomain))
          .param("now", now)
          .update();
    }
    wake.afterCommit();
  }

  /**
   * Takes deliveries that are due, for one attempt each; those whose recipient has had as many
   * mails within the last minute as are allowed wait for another one.
   *
   * @param now business time; due at it (inclusive) or before
   * @param lease how long from now an attempt may give no sign of life; by the database's clock,
   *     the one that all instances share
   * @return nothing only where nothing is due any more
   */
  List<Claimed> claim(int atMost, Instant now, Duration lease) {
    List<Claimed> claimed = new ArrayList<>();
    List<UUID> due;
    do {
      due = due(atMost, now);
      for (UUID id : due) {
        UUID proof = UUID.randomUUID();
        claim(id, proof, now, lease)
            .ifPresentOrElse(
                delivery -> claimed.add(new Claimed(delivery, proof)), () -> postpone(id, now));
      }
    } while (claimed.isEmpty() && !due.isEmpty());
    return claimed;
  }

  private List<UUID> due(int atMost, Instant now) {
    RoundTrip trip = new RoundTrip(rows);
    // a plan from when the table was small compares each mail with each: with thousands of them
    // that takes longer than the leases that are given here
    IndexPlans.forThisTransaction(trip);
    Supplier<List<UUID>> due =
        trip.query(
            "select delivery_id from delivery d where d.next_attempt_at <= ? and "
                + SENDABLE
                + " order by d.next_attempt_at, d.seq limit ? for update of d skip locked",
            (row, n) -> row.getObject(1, UUID.class),
            utc(now),
            atMost);
    trip.go();
    return due.get();
  }

  /** Nothing where the recipient has had enough for this minute. */
  private Optional<Delivery> claim(UUID id, UUID proof, Instant now, Duration lease) {
    return database
        .sql(
            """
            update delivery d set status = 'SENDING', attempts = attempts + 1,
              next_attempt_at = null, lease = :lease,
              leased_until = clock_timestamp() + make_interval(secs => :seconds)
            where delivery_id = :id
              and (select count(*) from delivery o
                   where o.recipient = d.recipient and o.sent_at > :lately)
                + (select count(*) from delivery o
                   where o.recipient = d.recipient and o.status = 'SENDING')
                < :most
            returning d.*
            """)
        .param("lease", proof)
        .param("seconds", seconds(lease))
        .param("id", id)
        .param("lately", utc(now.minus(MINUTE)))
        .param("most", mailsPerRecipientAndMinute)
        .query(this::delivery)
        .optional();
  }

  private void postpone(UUID id, Instant now) {
    database
        .sql(
            """
            update delivery set status = 'RETRYING', next_attempt_at = :next,
              problem = 'the recipient got as many mails within a minute as are allowed'
            where delivery_id = :id
            """)
        .param("next", utc(now.plus(MINUTE)))
        .param("id", id)
        .update();
  }

  /** A delivery that is being tried, and the proof that it is this attempt that may end it. */
  record Claimed(Delivery delivery, UUID lease) {}

  /**
   * The attempts with these leases go on.
   *
   * @param lease how long from now, by the database's clock
   */
  void extend(Collection<UUID> leases, Duration lease) {
    database
        .sql(
            """
            update delivery set leased_until = clock_timestamp() + make_interval(secs => :seconds)
            where lease = any(:leases)
            """)
        .param("seconds", seconds(lease))
        .param("leases", leases.toArray(UUID[]::new))
        .update();
  }

  /**
   * Attempts whose lease is over were broken off; what they did is not known, so they are due again
   * at once.
   *
   * @return how many there were
   */
  int reviveBrokenOff() {
    return database
        .sql(
            """
            update delivery set status = 'UNKNOWN', next_attempt_at = :now, lease = null,
              leased_until = null, perhaps_sent = true,
              problem = 'the service stopped while the mail was being sent'
            where status = 'SENDING' and leased_until < clock_timestamp()
            """)
        .param("now", utc(clock.now()))
        .update();
  }

  /** The mail server took it; false where the lease was lost meanwhile. */
  boolean sent(Claimed claimed, RenderedMail mail, Instant at) {
    return ended(
        claimed,
        """
        status = 'SENT', failures = 0, sent_at = coalesce(sent_at, :at), language = :language,
        subject = null, body = null, sealed_subject = :subject, sealed_body = :body, problem = null
        """,
        new Ending(utc(at), null, mail, null));
  }

  /**
   * It failed for a reason that passes.
   *
   * @param perhapsSent whether the mail server may have taken it all the same
   */
  boolean retry(
      Claimed claimed,
      @Nullable RenderedMail mail,
      String problem,
      boolean perhapsSent,
      Instant next) {
    return ended(
        claimed,
        "perhaps_sent = perhaps_sent or "
            + perhapsSent
            + ", "
            + """
            status = 'RETRYING', failures = failures + 1, next_attempt_at = :next,
            language = coalesce(:language, language),
            sealed_subject = coalesce(:subject, sealed_subject),
            sealed_body = coalesce(:body, sealed_body), problem = :problem
            """,
        new Ending(null, utc(next), mail, problem));
  }

  /** It will never be sent by itself. */
  boolean giveUp(
      Claimed claimed, DeliveryStatus status, @Nullable RenderedMail mail, String problem) {
    return ended(
        claimed,
        "status = '"
            + status.name()
            + "', "
            + """
            language = coalesce(:language, language),
            sealed_subject = coalesce(:subject, sealed_subject),
            sealed_body = coalesce(:body, sealed_body), problem = :problem
            """,
        new Ending(null, null, mail, problem));
  }

  private record Ending(
      @Nullable OffsetDateTime at,
      @Nullable OffsetDateTime next,
      @Nullable RenderedMail mail,
      @Nullable String problem) {}

  private boolean ended(Claimed claimed, String assignments, Ending ending) {
    RenderedMail mail = ending.mail();
    Delivery delivery = claimed.delivery();
    MailWords.Sealed kept =
        mail == null
            ? null
            : words
                .sealed(delivery.deliveryId(), delivery.recipient(), mail.subject(), mail.text())
                .orElse(null);
    Optional<Boolean> othersWait =
        database
            .sql(
                "update delivery d set lease = null, leased_until = null, "
                    + assignments
                    + " where delivery_id = :id and lease = :lease returning "
                    + OTHERS_WAIT)
            .param("id", claimed.delivery().deliveryId())
            .param("lease", claimed.lease())
            .param("at", ending.at(), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("next", ending.next(), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("language", mail == null ? null : mail.language().code(), Types.VARCHAR)
            .param("subject", kept == null ? null : kept.subject(), Types.BINARY)
            .param("body", kept == null ? null : kept.body(), Types.BINARY)
            .param("problem", ending.problem(), Types.VARCHAR)
            .query(Boolean.class)
            .optional();
    if (othersWait.orElse(false)) {
      wake.afterCommit();
    }
    return othersWait.isPresent();
  }

  /**
   * Sends again under the same Message-ID, at once; one that was erased is suppressed.
   *
   * @return false where it is being sent at this moment
   */
  boolean resend(UUID id) {
    boolean queued =
        database
                .sql(
                    """
                    update delivery set failures = 0,
                      status = case when erased_at is null then 'QUEUED' else 'SUPPRESSED' end,
                      next_attempt_at =
                        case when erased_at is null then cast(:now as timestamptz) end,
                      problem = case when erased_at is null then problem
                        else coalesce(problem, 'its words were erased') end
                    where delivery_id = :id and status <> 'SENDING'
                    """)
                .param("now", utc(clock.now()))
                .param("id", id)
                .update()
            == 1;
    wake.afterCommit();
    return queued;
  }

  /** The delivery with this ID. */
  public Optional<Delivery> find(UUID id) {
    return database
        .sql(WITH_KEYS + "where d.delivery_id = :id")
        .param("id", id)
        .query(this::withWords)
        .optional();
  }

  /** The last delivery of a case for this reason. */
  Optional<Delivery> last(CaseId caseId, String reason) {
    return database
        .sql(
            WITH_KEYS
                + """
                where d.case_id = :caseId and d.reason = :reason
                order by d.seq desc limit 1
                """)
        .param("caseId", caseId.value())
        .param("reason", reason)
        .query(this::withWords)
        .optional();
  }

  /**
   * Whether the reminder that tells of a suspension went out for the case, or may have (CSB-26).
   */
  @Clause("CSB-26")
  boolean toldOfSuspension(CaseId caseId) {
    return database
        .sql(
            """
            select exists (select 1 from delivery
              where case_id = :caseId and reason = 'ReturnReminderDue'
                and mail ->> 'occasion' = 'OVERDUE' and (sent_at is not null or perhaps_sent))
            """)
        .param("caseId", caseId.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * Which deliveries a list shows; what is absent does not restrict it.
   *
   * @param customerId stands for all IDs of its company, those of the earlier system included
   * @param own the IDs of a customer that sees nothing but what it was told by any ID of its
   *     company
   */
  public record Filter(
      @Nullable String caseId,
      @Nullable String contractId,
      @Nullable CustomerId customerId,
      @Nullable Set<String> own,
      @Nullable String recipientContactId,
      @Nullable DeliveryStatus status) {}

  /** Deliveries in the order in which they were queued. */
  public List<Delivery> list(Filter filter, long offset, int size) {
    return filtered(WITH_KEYS, filter, " order by d.seq limit :size offset :offset")
        .param("size", size)
        .param("offset", offset)
        .query(this::withWords)
        .list();
  }

  /** How many a whole list has. */
  public long count(Filter filter) {
    return filtered("select count(*) from delivery d ", filter, "").query(Long.class).single();
  }

  private JdbcClient.StatementSpec filtered(String select, Filter filter, String ending) {
    return database
        .sql(
            select
                + """
                where (cast(:caseId as varchar) is null or case_id = :caseId)
                  and (cast(:contractId as varchar) is null or contract_id = :contractId)
                  and (cast(:customerId as varchar) is null or customer_id in (
                    with recursive company (customer_id) as (
                      select cast(:customerId as varchar)
                      union
                      select l.linked_customer_id
                        from company c join customer_link l using (customer_id)
                    )
                    select customer_id from company))
                  and (cast(:own as varchar[]) is null or customer_id in (
                    with recursive company (customer_id) as (
                      select unnest(cast(:own as varchar[]))
                      union
                      select l.linked_customer_id
                        from company c join customer_link l using (customer_id)
                    )
                    select customer_id from company))
                  and (cast(:recipient as varchar) is null or recipient = :recipient)
                  and (cast(:status as varchar) is null or status = :status)
                """
                + ending)
        .param("caseId", filter.caseId(), Types.VARCHAR)
        .param("contractId", filter.contractId(), Types.VARCHAR)
        .param("customerId", About.value(filter.customerId()), Types.VARCHAR)
        .param(
            "own", filter.own() == null ? null : filter.own().toArray(String[]::new), Types.ARRAY)
        .param("recipient", filter.recipientContactId(), Types.VARCHAR)
        .param("status", filter.status() == null ? null : filter.status().name(), Types.VARCHAR);
  }

  /** When the next delivery becomes due, business time; it may have passed. */
  Optional<Instant> nextDue() {
    return database
        .sql("select min(d.next_attempt_at) as next from delivery d where " + SENDABLE)
        .query((row, n) -> Optional.ofNullable(row.getTimestamp("next")).map(Timestamp::toInstant))
        .single();
  }

  /** Whether nothing can be sent at this business time (inclusive) and nothing is being sent. */
  boolean idle(Instant now) {
    return database
        .sql(
            "select not exists (select 1 from delivery where status = 'SENDING') and not exists ("
                + "select 1 from delivery d where d.next_attempt_at <= :now and "
                + SENDABLE
                + ")")
        .param("now", utc(now))
        .query(Boolean.class)
        .single();
  }

  /** As it is tried: what it said before is of no interest then. */
  private Delivery delivery(ResultSet row, int number) throws SQLException {
    return delivery(row, MailWords.Words.NONE);
  }

  private Delivery withWords(ResultSet row, int number) throws SQLException {
    return delivery(row, words.of(row));
  }

  private Delivery delivery(ResultSet row, MailWords.Words said) throws SQLException {
    String language = row.getString("language");
    return new Delivery(
        row.getObject("delivery_id", UUID.class),
        row.getString("reason"),
        row.getString("event_id"),
        new ContactId(row.getString("recipient")),
        ContactOwner.valueOf(row.getString("owner")),
        json.readValue(row.getString("mail"), Mail.class),
        row.getString("message_id"),
        DeliveryStatus.valueOf(row.getString("status")),
        row.getInt("attempts"),
        row.getInt("failures"),
        row.getTimestamp("queued_at").toInstant(),
        instant(row, "next_attempt_at"),
        instant(row, "sent_at"),
        language == null ? null : Language.orJapanese(language),
        said.subject(),
        said.body(),
        row.getString("problem"),
        instant(row, "erased_at"));
  }

  // ---- forgetting

  /**
   * Erases a person as a recipient: what its mails said cannot be read any more, and those that
   * wait are not sent.
   */
  public void erase(ContactId person) {
    words.erase(person);
    database
        .sql(
            """
            update delivery set
              erased_at = coalesce(erased_at, :now), subject = null, body = null,
              sealed_subject = null, sealed_body = null,
              next_attempt_at = null, problem = 'the contact was erased',
              status =
                case when status in ('QUEUED', 'RETRYING', 'UNKNOWN') then 'SUPPRESSED'
                  else status end
            where recipient = :recipient
            """)
        .param("now", utc(clock.now()))
        .param("recipient", person.value())
        .update();
  }

  /**
   * Seals words that were kept in clear before there were keys.
   *
   * @return how many mails; 0 once none is left that nobody else is sealing
   */
  int seal(int atMost) {
    record Clear(UUID id, ContactId recipient, @Nullable String subject, @Nullable String body) {}
    List<Clear> rows =
        database
            .sql(
                """
                select delivery_id, recipient, subject, body from delivery
                where subject is not null or body is not null
                order by seq limit :most for no key update skip locked
                """)
            .param("most", atMost)
            .query(
                (row, n) ->
                    new Clear(
                        row.getObject("delivery_id", UUID.class),
                        new ContactId(row.getString("recipient")),
                        row.getString("subject"),
                        row.getString("body")))
            .list();
    for (Clear row : rows) {
      Optional<MailWords.Sealed> kept =
          words.sealed(row.id(), row.recipient(), row.subject(), row.body());
      database
          .sql(
              """
              update delivery set subject = null, body = null,
                sealed_subject = :subject, sealed_body = :body,
                erased_at = case when :erased then coalesce(erased_at, :now) else erased_at end
              where delivery_id = :id
              """)
          .param("id", row.id())
          .param("subject", kept.map(MailWords.Sealed::subject).orElse(null), Types.BINARY)
          .param("body", kept.map(MailWords.Sealed::body).orElse(null), Types.BINARY)
          .param("erased", kept.isEmpty())
          .param("now", utc(clock.now()))
          .update();
    }
    return rows.size();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }

  /** What a mail is found by. */
  private record About(
      String thread,
      @Nullable String caseId,
      @Nullable String contractId,
      @Nullable String customerId) {

    static About of(Mail mail) {
      return switch (mail) {
        case Mail.AboutCase m ->
            new About(
                m.about().caseId().value(),
                m.about().caseId().value(),
                null,
                value(m.about().customerId()));
        case Mail.AboutContract m -> of(m.contractId(), m.customerId());
        case Mail.AboutProduct m -> new About("product/" + m.productCode(), null, null, null);
        case Mail.AboutCustomer m ->
            new About(m.customerId().value(), null, null, m.customerId().value());
      };
    }

    private static About of(ContractId contract, CustomerId customer) {
      return new About(contract.value(), null, contract.value(), customer.value());
    }

    private static @Nullable String value(@Nullable CustomerId customer) {
      return customer == null ? null : customer.value();
    }
  }
}
