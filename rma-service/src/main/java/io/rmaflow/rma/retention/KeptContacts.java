package io.rmaflow.rma.retention;

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
 * The persons whom requests named, with the places and texts that belong to them. One rests from
 * the last event of the last case that names him on, once all of these are over and nobody has
 * anything to do in them.
 */
final class KeptContacts implements Keeping {

  private static final String AT_REST =
      """
      select p.contact_id, max(p.last_at) as since, min(p.case_id) as case_id
        from case_person p
        join case_index i using (case_id)
       where not exists (
               select from person_key k where k.subject = p.contact_id and k.wrapped is null)
       group by p.contact_id
      having max(p.last_at) <= :until
         and not bool_or(i.is_open)
         and not bool_or(exists (select from case_due_time d where d.case_id = p.case_id))
         and not bool_or(exists (select from case_duty d where d.case_id = p.case_id))
         and not bool_or(exists (
               select from return_duty r where r.case_id = p.case_id and r.settled_at is null))
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
    return "contacts";
  }

  @Override
  public String setting() {
    return "retention.contacts.days";
  }

  @Override
  public List<AtRest> atRest(Instant until, long offset, int size) {
    return database
        .sql(AT_REST + " order by since, contact_id offset :offset limit :size")
        .param("until", utc(until))
        .param("offset", offset)
        .param("size", size)
        .query(
            (row, n) ->
                new AtRest(
                    Objects.requireNonNull(row.getString("contact_id")),
                    "case/" + row.getString("case_id"),
                    row.getObject("since", OffsetDateTime.class).toInstant()))
        .list();
  }

  @Override
  public long count(Instant until) {
    return database
        .sql("select count(*) from (" + AT_REST + ") resting")
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
        .sql("select case_id from case_person where contact_id = :id order by case_id for update")
        .param("id", id)
        .query(String.class)
        .list();
    boolean rests =
        database
            .sql(
                "select exists (select from ("
                    + AT_REST
                    + ") resting where resting.contact_id = :id)")
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
