package io.rmaflow.kit.personal;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.jdbc.InOneGo;
import io.rmaflow.kit.jdbc.ReadOnce;
import io.rmaflow.kit.jdbc.RoundTrip;
import io.rmaflow.kit.jdbc.WriteBatch;
import io.rmaflow.kit.sealing.BlindIndex;
import io.rmaflow.kit.sealing.PersonKey;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps personal data in tables of the service's own database. Each is read together with the key
 * under which it lies: without the key there is nothing to read.
 */
final class JdbcPersonalStore implements PersonalStore {

  private static final String ADD_CONTACT =
      """
      insert into personal_contact (contact_id, name, email, phone, language)
      values (?, ?, ?, ?, ?)
      """;

  private static final String ADD_MARKS =
      "insert into personal_mark (contact_id, mark) select ?, unnest(?) on conflict do nothing";

  private static final String ADD_SITE =
      "insert into personal_site (site_id, subject, postal_code, address) values (?, ?, ?, ?)";

  private static final String ADD_TEXT =
      "insert into personal_text (text_id, subject, content) values (?, ?, ?)";

  private final JdbcClient jdbc;
  private final BusinessClock clock;
  private final PersonKeys keys;
  private final BlindIndex index;
  private final String prefix;

  /** What this transaction took in. */
  private final InOneGo<Added> added;

  /** Texts that this transaction took in: a caller is answered with its own words. */
  private final ReadOnce<TextId, String> ownTexts = new ReadOnce<>();

  /** Whose things this transaction takes in; empty where the person has been erased. */
  private final ReadOnce<Subject, Optional<PersonKey>> owners = new ReadOnce<>();

  JdbcPersonalStore(
      JdbcOperations database,
      BusinessClock clock,
      PersonKeys keys,
      BlindIndex index,
      String prefix) {
    this.jdbc = JdbcClient.create(database);
    this.clock = clock;
    this.keys = keys;
    this.index = index;
    this.prefix = prefix;
    this.added = new InOneGo<>(rows -> store(database, rows));
  }

  @SuppressWarnings("ArrayRecordComponent") // goes straight to the driver
  private record Added(String sql, @Nullable Object[] values) {}

  private static void store(JdbcOperations database, List<Added> rows) {
    RoundTrip trip = new RoundTrip(database);
    rows.forEach(row -> trip.update(row.sql(), row.values()));
    trip.go();
  }

  /**
   * A form brings a person, places and texts: they are sent together at the end of the transaction,
   * or before something is asked of them.
   */
  private void add(String id, String sql, @Nullable Object... values) {
    if (WriteBatch.isOpen() || !TransactionSynchronizationManager.isSynchronizationActive()) {
      WriteBatch.update(jdbc, id, sql, values);
    } else {
      added.add(new Added(sql, values));
    }
  }

  // ---- taking in

  @Override
  public ContactId addContact(Contact contact) {
    ContactId id = new ContactId(newId());
    PersonKey key = newKey(id.value());
    owners.put(key.subject(), Optional.of(key));
    add(
        id.value(),
        ADD_CONTACT,
        id.value(),
        key.sealText(Places.name(id), contact.name()),
        key.sealText(Places.email(id), contact.email()),
        key.sealText(Places.phone(id), contact.phone()),
        contact.language());
    addMarks(id, contact);
    return id;
  }

  private void addMarks(ContactId id, Contact contact) {
    List<byte[]> marks = new ArrayList<>(index.ofName(contact.name()));
    marks.addAll(index.ofMail(contact.email()));
    marks.addAll(index.ofPhone(contact.phone()));
    if (!marks.isEmpty()) {
      add(id.value(), ADD_MARKS, id.value(), marks.toArray(byte[][]::new));
    }
  }

  @Override
  public SiteId addSite(Site site) {
    SiteId id = new SiteId(newId());
    PersonKey key = keyFor(id.value());
    add(
        id.value(),
        ADD_SITE,
        id.value(),
        key.subject().id(),
        key.sealText(Places.postalCode(id), site.postalCode()),
        key.sealText(Places.address(id), site.address()));
    return id;
  }

  @Override
  public TextId addText(String text) {
    TextId id = new TextId(newId());
    PersonKey key = keyFor(id.value());
    add(
        id.value(),
        ADD_TEXT,
        id.value(),
        key.subject().id(),
        key.sealText(Places.content(id), text));
    ownTexts.put(id, text);
    return id;
  }

  /** The key of whom a thing belongs to; its own where that is nobody, or nobody any more. */
  private PersonKey keyFor(String id) {
    return Belonging.person()
        .map(person -> new Subject(person.value()))
        .flatMap(person -> owners.get(person, keys::existing))
        .orElseGet(() -> newKey(id));
  }

  private PersonKey newKey(String id) {
    PersonKeys.Fresh fresh = keys.fresh(new Subject(id));
    add(id, PersonKeys.ADD, fresh.values());
    return fresh.key();
  }

  @Override
  public void give(Subject thing, ContactId person) {
    added.now();
    if (contactKnown(person)) {
      keys.give(thing, new Subject(person.value()));
    }
  }

  @Override
  public void keep(PersonKeys.Fresh key, @Nullable ContactId person) {
    added.now();
    keys.add(key);
    if (person != null && contactKnown(person) && !isErased(person)) {
      keys.give(key.key().subject(), new Subject(person.value()));
    }
  }

  private boolean contactKnown(ContactId person) {
    return jdbc.sql("select exists (select from personal_contact where contact_id = ?)")
        .param(person.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean changeContact(ContactId contactId, Contact contact) {
    added.now();
    PersonKey key = keys.existing(new Subject(contactId.value())).orElse(null);
    boolean changed =
        key != null
            && jdbc.sql(
                        """
                        update personal_contact set name = ?, email = ?, phone = ?, language = ?
                         where contact_id = ? and erased_at is null
                        """)
                    .param(key.sealText(Places.name(contactId), contact.name()))
                    .param(key.sealText(Places.email(contactId), contact.email()))
                    .param(key.sealText(Places.phone(contactId), contact.phone()))
                    .param(contact.language())
                    .param(contactId.value())
                    .update()
                == 1;
    if (changed) {
      deleteMarks(contactId);
      addMarks(contactId, contact);
      added.now();
    }
    return changed;
  }

  private void deleteMarks(ContactId contactId) {
    jdbc.sql("delete from personal_mark where contact_id = ?").param(contactId.value()).update();
  }

  // ---- reading

  @Override
  public Optional<Contact> contact(ContactId contactId) {
    return Optional.ofNullable(contacts(List.of(contactId)).get(contactId));
  }

  @Override
  public Map<ContactId, Contact> contacts(Collection<ContactId> contactIds) {
    added.now();
    Map<ContactId, Contact> contacts = new HashMap<>();
    if (!contactIds.isEmpty()) {
      jdbc.sql(
              """
              select c.contact_id, c.name, c.email, c.phone, c.language, %s
                from personal_contact c join person_key k on k.subject = c.contact_id
               where c.contact_id = any(?) and c.erased_at is null
              """
                  .formatted(PersonKeys.COLUMNS))
          .param(contactIds.stream().map(ContactId::value).distinct().toArray(String[]::new))
          .query((RowCallbackHandler) row -> keep(row, contacts));
    }
    return contacts;
  }

  private void keep(ResultSet row, Map<ContactId, Contact> contacts) throws SQLException {
    PersonKey key = keys.read(row);
    if (key != null) {
      ContactId id = new ContactId(row.getString("contact_id"));
      contacts.put(
          id,
          new Contact(
              key.openText(Places.name(id), row.getBytes("name")),
              key.openText(Places.email(id), row.getBytes("email")),
              key.openText(Places.phone(id), row.getBytes("phone")),
              row.getString("language")));
    }
  }

  @Override
  public List<ContactId> find(String search, int atMost) {
    added.now();
    List<byte[]> marks = index.ofSearch(search);
    return marks.isEmpty()
        ? List.of()
        : jdbc.sql("select distinct contact_id from personal_mark where mark = any(?) limit ?")
            .param(marks.toArray(byte[][]::new))
            .param(atMost)
            .query((row, number) -> new ContactId(row.getString(1)))
            .list();
  }

  @Override
  public Optional<Site> site(SiteId siteId) {
    added.now();
    return jdbc.sql(
            """
            select s.postal_code, s.address, %s
              from personal_site s join person_key k on k.subject = s.subject
             where s.site_id = ? and s.erased_at is null
            """
                .formatted(PersonKeys.COLUMNS))
        .param(siteId.value())
        .query(
            (row, number) -> Optional.ofNullable(keys.read(row)).map(key -> site(row, key, siteId)))
        .optional()
        .flatMap(site -> site);
  }

  @Override
  public Optional<String> text(TextId textId) {
    return Optional.ofNullable(texts(List.of(textId)).get(textId));
  }

  @Override
  public Map<TextId, String> texts(Collection<TextId> textIds) {
    Map<TextId, String> texts = new HashMap<>();
    List<String> others = new ArrayList<>();
    for (TextId id : Set.copyOf(textIds)) {
      String own = ownTexts.known(id);
      if (own == null) {
        others.add(id.value());
      } else {
        texts.put(id, own);
      }
    }
    if (!others.isEmpty()) {
      jdbc.sql(
              """
              select t.text_id, t.content, %s
                from personal_text t join person_key k on k.subject = t.subject
               where t.text_id = any(?) and t.erased_at is null
              """
                  .formatted(PersonKeys.COLUMNS))
          .param(others.toArray(String[]::new))
          .query(
              row -> {
                PersonKey key = keys.read(row);
                TextId id = new TextId(row.getString("text_id"));
                String text =
                    key == null ? null : key.openText(Places.content(id), row.getBytes("content"));
                if (text != null) {
                  texts.put(id, text);
                }
              });
    }
    return texts;
  }

  // ---- erasing

  @Override
  public boolean isErased(ContactId contactId) {
    added.now();
    return jdbc.sql(
            """
            select c.erased_at is not null or k.wrapped is null
              from personal_contact c left join person_key k on k.subject = c.contact_id
             where c.contact_id = ?
            """)
        .param(contactId.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  @Override
  public boolean isErased(SiteId siteId) {
    added.now();
    return jdbc.sql(
            """
            select s.erased_at is not null or k.wrapped is null
              from personal_site s left join person_key k on k.subject = s.subject
             where s.site_id = ?
            """)
        .param(siteId.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  @Override
  public boolean erase(ContactId contactId) {
    ownTexts.forget();
    owners.forget();
    added.now();
    boolean erased =
        jdbc.sql(
                    """
                    update personal_contact
                       set name = null, email = null, phone = null, erased_at = ?
                     where contact_id = ? and erased_at is null
                    """)
                .params(now(), contactId.value())
                .update()
            == 1;
    if (erased) {
      boolean unused = keys.erase(new Subject(contactId.value()));
      deleteMarks(contactId);
      jdbc.sql(
              """
              update personal_site set postal_code = null, address = null, erased_at = ?
               where subject in (select subject from person_key where subject = ? or belongs_to = ?)
                 and erased_at is null
              """)
          .params(now(), contactId.value(), contactId.value())
          .update();
      jdbc.sql(
              """
              update personal_text set content = null, erased_at = ?
               where subject in (select subject from person_key where subject = ? or belongs_to = ?)
                 and erased_at is null
              """)
          .params(now(), contactId.value(), contactId.value())
          .update();
    }
    return erased;
  }

  @Override
  public boolean erase(SiteId siteId) {
    added.now();
    boolean erased =
        jdbc.sql(
                    """
                    update personal_site set postal_code = null, address = null, erased_at = ?
                     where site_id = ? and erased_at is null
                    """)
                .params(now(), siteId.value())
                .update()
            == 1;
    if (erased) {
      boolean unused = keys.erase(new Subject(siteId.value()));
    }
    return erased;
  }

  @Override
  public boolean erase(TextId textId) {
    ownTexts.forget();
    added.now();
    boolean erased =
        jdbc.sql(
                    """
                    update personal_text set content = null, erased_at = ?
                     where text_id = ? and erased_at is null
                    """)
                .params(now(), textId.value())
                .update()
            == 1;
    if (erased) {
      boolean unused = keys.erase(new Subject(textId.value()));
    }
    return erased;
  }

  private static Site site(ResultSet row, PersonKey key, SiteId id) {
    try {
      return new Site(
          key.openText(Places.postalCode(id), row.getBytes("postal_code")),
          key.openText(Places.address(id), row.getBytes("address")));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String newId() {
    return prefix + UUID.randomUUID();
  }

  private OffsetDateTime now() {
    return clock.now().atOffset(ZoneOffset.UTC);
  }
}
