package io.rmaflow.contract.retention;

import io.rmaflow.events.ContactId;
import io.rmaflow.kit.audit.retention.Keeping;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.personal.PersonErasure;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The persons who were registered for an account. One rests from the first day in Japan on which no
 * warranty of the account's units and no contract of its runs any more, and not before the last
 * change of the person.
 */
final class KeptContacts implements Keeping {

  private static final String AT_REST =
      """
       from (
        select c.contact_id, c.customer_id,
               greatest(
                 c.changed_at,
                 (select max((u.warranty_to + 1)::timestamp at time zone 'Asia/Tokyo')
                    from unit u where u.customer_id = c.customer_id),
                 (select max((k.expiry_date + 1)::timestamp at time zone 'Asia/Tokyo')
                    from contract k where k.customer_id = c.customer_id)) as since
          from contact c
         where not c.erased) resting
      where since <= :until
      """;

  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  private final JdbcClient database;
  private final PersonErasure erasure;
  private final BusinessClock clock;

  KeptContacts(JdbcClient database, PersonErasure erasure, BusinessClock clock) {
    this.database = database;
    this.erasure = erasure;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "registered-contacts";
  }

  @Override
  public String setting() {
    return "retention.registeredContacts.days";
  }

  @Override
  public List<AtRest> atRest(Instant until, long offset, int size) {
    return database
        .sql(
            "select contact_id, customer_id, since"
                + AT_REST
                + " order by since, contact_id offset :offset limit :size")
        .param("until", utc(until))
        .param("offset", offset)
        .param("size", size)
        .query(
            (row, n) ->
                new AtRest(
                    Objects.requireNonNull(row.getString("contact_id")),
                    "customer/" + row.getString("customer_id"),
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
    // whoever changes the person at this moment waits here, or this waits for him
    database
        .sql("select contact_id from contact where contact_id = :id for update")
        .param("id", id)
        .query(String.class)
        .list();
    boolean rests =
        database
            .sql("select exists (select" + AT_REST + " and contact_id = :id)")
            .param("until", utc(until))
            .param("id", id)
            .query(Boolean.class)
            .single();
    return rests && erasure.erase(new ContactId(id), Recording.byService(clock.now()));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
