package io.rmaflow.kit.personal;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.jdbc.InOneGo;
import io.rmaflow.kit.jdbc.ReadOnce;
import io.rmaflow.kit.jdbc.RoundTrip;
import io.rmaflow.kit.jdbc.WriteBatch;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps personal data in tables of the service's own database. */
final class JdbcPersonalStore implements PersonalStore {

  private static final String ADD_CONTACT =
      """
      insert into personal_contact (contact_id, name, email, phone, language)
      values (?, ?, ?, ?, ?)
      """;

  private static final String ADD_SITE =
      "insert into personal_site (site_id, postal_code, address) values (?, ?, ?)";

  private static final String ADD_TEXT =
      "insert into personal_text (text_id, content) values (?, ?)";

  private final JdbcClient jdbc;
  private final BusinessClock clock;
  private final String prefix;

  /** What this transaction took in. */
  private final InOneGo<Added> added;

  /** Texts that this transaction took in: a caller is answered with its own words. */
  private final ReadOnce<TextId, String> ownTexts = new ReadOnce<>();

  JdbcPersonalStore(JdbcOperations database, BusinessClock clock, String prefix) {
    this.jdbc = JdbcClient.create(database);
    this.clock = clock;
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

  @Override
  public ContactId addContact(Contact contact) {
    ContactId id = new ContactId(newId());
    add(
        id.value(),
        ADD_CONTACT,
        id.value(),
        contact.name(),
        contact.email(),
        contact.phone(),
        contact.language());
    return id;
  }

  @Override
  public SiteId addSite(Site site) {
    SiteId id = new SiteId(newId());
    add(id.value(), ADD_SITE, id.value(), site.postalCode(), site.address());
    return id;
  }

  @Override
  public TextId addText(String text) {
    TextId id = new TextId(newId());
    add(id.value(), ADD_TEXT, id.value(), text);
    ownTexts.put(id, text);
    return id;
  }

  @Override
  public boolean changeContact(ContactId contactId, Contact contact) {
    added.now();
    return jdbc.sql(
                """
                update personal_contact set name = ?, email = ?, phone = ?, language = ?
                 where contact_id = ? and erased_at is null
                """)
            .param(contact.name())
            .param(contact.email())
            .param(contact.phone())
            .param(contact.language())
            .param(contactId.value())
            .update()
        == 1;
  }

  @Override
  public Optional<Contact> contact(ContactId contactId) {
    added.now();
    return jdbc.sql(
            """
            select name, email, phone, language from personal_contact
             where contact_id = ? and erased_at is null
            """)
        .param(contactId.value())
        .query(
            (rs, number) ->
                new Contact(
                    rs.getString("name"),
                    rs.getString("email"),
                    rs.getString("phone"),
                    rs.getString("language")))
        .optional();
  }

  @Override
  public Optional<Site> site(SiteId siteId) {
    added.now();
    return jdbc.sql(
            """
            select postal_code, address from personal_site
             where site_id = ? and erased_at is null
            """)
        .param(siteId.value())
        .query((rs, number) -> new Site(rs.getString("postal_code"), rs.getString("address")))
        .optional();
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
              select text_id, content from personal_text
               where text_id = any(?) and erased_at is null
              """)
          .param(others.toArray(String[]::new))
          .query(
              row -> {
                texts.put(new TextId(row.getString(1)), row.getString(2));
              });
    }
    return texts;
  }

  @Override
  public boolean isErased(ContactId contactId) {
    added.now();
    return jdbc.sql(
            "select erased_at is not null as erased from personal_contact where contact_id = ?")
        .param(contactId.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  @Override
  public boolean isErased(SiteId siteId) {
    added.now();
    return jdbc.sql("select erased_at is not null as erased from personal_site where site_id = ?")
        .param(siteId.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  @Override
  public boolean erase(ContactId contactId) {
    added.now();
    return jdbc.sql(
                """
                update personal_contact set name = null, email = null, phone = null, erased_at = ?
                 where contact_id = ? and erased_at is null
                """)
            .params(now(), contactId.value())
            .update()
        == 1;
  }

  @Override
  public boolean erase(SiteId siteId) {
    added.now();
    return jdbc.sql(
                """
                update personal_site set postal_code = null, address = null, erased_at = ?
                 where site_id = ? and erased_at is null
                """)
            .params(now(), siteId.value())
            .update()
        == 1;
  }

  @Override
  public boolean erase(TextId textId) {
    ownTexts.forget();
    added.now();
    return jdbc.sql(
                """
                update personal_text set content = null, erased_at = ?
                 where text_id = ? and erased_at is null
                """)
            .params(now(), textId.value())
            .update()
        == 1;
  }

  private String newId() {
    return prefix + UUID.randomUUID();
  }

  private OffsetDateTime now() {
    return clock.now().atOffset(ZoneOffset.UTC);
  }
}
