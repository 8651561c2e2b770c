package io.rmaflow.contract.customer;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.contract.ContactEvent.ContactChanged;
import io.rmaflow.events.contract.ContactEvent.ContactErased;
import io.rmaflow.events.contract.CustomerEvent.CustomerAliasAdded;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import io.rmaflow.kit.jdbc.WriteBatch;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accounts, their links and their contacts, as everybody in this service looks them up. */
@Component
@ProcessingGroup("customers")
public class Customers {

  private final JdbcClient jdbc;

  Customers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A contact without the person: to whom it belongs and what it opted into (REG-6). */
  public record ContactEntry(
      ContactId contactId, CustomerId customerId, String language, boolean contractNotices) {}

  /**
   * The next ID to issue, {@code C-<n>}; what was taken over from an earlier system is left out.
   */
  public CustomerId nextId() {
    CustomerId id;
    do {
      long number = jdbc.sql("select nextval('customer_number')").query(Long.class).single();
      id = new CustomerId("C-" + number);
    } while (isKnown(id) || !present(id).equals(id));
    return id;
  }

  /** When the ID was issued; nothing where it never was. */
  public Optional<Instant> issuedAt(CustomerId id) {
    return jdbc.sql("select issued_at from customer where customer_id = ?")
        .param(id.value())
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant);
  }

  /**
   * The account that an ID means: an ID of the system until September 2011 means the present one
   * (CID-6, A-31), any other itself.
   */
  @Clause({"CID-6", "A-31"})
  public CustomerId present(CustomerId id) {
    return jdbc.sql("select customer_id from customer_alias where alias = ?")
        .param(id.value())
        .query(String.class)
        .optional()
        .map(CustomerId::new)
        .orElse(id);
  }

  /** The legacy IDs of an account, the latest first. */
  @Clause("A-31")
  public List<CustomerId> aliases(CustomerId id) {
    return jdbc
        .sql(
            """
            select alias from customer_alias where customer_id = ? order by added_at desc, alias
            """)
        .param(id.value())
        .query(String.class)
        .list()
        .stream()
        .map(CustomerId::new)
        .toList();
  }

  /** Whether the ID was issued. */
  public boolean isKnown(CustomerId id) {
    return issuedAt(id).isPresent();
  }

  /** The ID with all that are linked to it, directly or over others. */
  @Clause("A-61")
  public Set<CustomerId> linked(CustomerId id) {
    return jdbc
        .sql(
            """
            with recursive company(customer_id) as (
              select :id
              union
              select case when l.customer_id = c.customer_id
                          then l.linked_customer_id else l.customer_id end
              from company c
              join customer_link l
                on l.customer_id = c.customer_id or l.linked_customer_id = c.customer_id)
            select customer_id from company
            """)
        .param("id", id.value())
        .query(String.class)
        .set()
        .stream()
        .map(CustomerId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** All IDs of the company of which somebody names one, an ID of the earlier system included. */
  public Set<CustomerId> company(CustomerId named) {
    return linked(present(named));
  }

  /** The contacts of an account that were not erased. */
  public List<ContactId> contacts(CustomerId id) {
    return jdbc
        .sql(
            """
            select contact_id from contact where customer_id = ? and not erased order by contact_id
            """)
        .param(id.value())
        .query(String.class)
        .list()
        .stream()
        .map(ContactId::new)
        .toList();
  }

  /** A contact that was taken in and not erased. */
  public Optional<ContactEntry> contact(ContactId id) {
    return jdbc.sql("select * from contact where contact_id = ? and not erased")
        .param(id.value())
        .query(
            (row, number) ->
                new ContactEntry(
                    new ContactId(row.getString("contact_id")),
                    new CustomerId(row.getString("customer_id")),
                    row.getString("language"),
                    row.getBoolean("contract_notices")))
        .optional();
  }

  @EventHandler
  void on(CustomerIdIssued issued, EventEnvelope<?> envelope) {
    WriteBatch.update(
        jdbc,
        issued.customerId().value(),
        "insert into customer (customer_id, issued_at) values (?, ?)",
        issued.customerId().value(),
        Timestamp.from(envelope.occurredAt()));
  }

  @EventHandler
  void on(CustomerIdsLinked link) {
    jdbc.sql(
            """
            insert into customer_link (customer_id, linked_customer_id) values (?, ?)
            on conflict do nothing
            """)
        .param(link.customerId().value())
        .param(link.linkedCustomerId().value())
        .update();
  }

  @EventHandler
  void on(CustomerAliasAdded added, EventEnvelope<?> envelope) {
    WriteBatch.update(
        jdbc,
        added.customerId().value(),
        "insert into customer_alias (alias, customer_id, added_at) values (?, ?, ?)",
        added.alias().value(),
        added.customerId().value(),
        Timestamp.from(envelope.occurredAt()));
  }

  @EventHandler
  void on(ContactChanged changed, EventEnvelope<?> envelope) {
    WriteBatch.update(
        jdbc,
        changed.contactId().value(),
        """
        insert into contact (contact_id, customer_id, language, contract_notices, changed_at)
        values (?, ?, ?, ?, ?)
        on conflict (contact_id) do update
          set language = excluded.language, contract_notices = excluded.contract_notices,
              changed_at = excluded.changed_at
        """,
        changed.contactId().value(),
        changed.customerId().value(),
        changed.language(),
        changed.contractNotices(),
        Timestamp.from(envelope.occurredAt()));
  }

  @EventHandler
  void on(ContactErased erased) {
    jdbc.sql("update contact set erased = true where contact_id = ?")
        .param(erased.contactId().value())
        .update();
  }
}
