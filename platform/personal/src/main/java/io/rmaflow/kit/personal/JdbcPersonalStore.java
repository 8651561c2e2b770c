package io.rmaflow.kit.personal;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.jdbc.WriteBatch;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps personal data in tables of the service's own database. */
final class JdbcPersonalStore implements PersonalStore {

  private final JdbcClient jdbc;
  private final BusinessClock clock;
  private final String prefix;

  JdbcPersonalStore(JdbcClient jdbc, BusinessClock clock, String prefix) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.prefix = prefix;
  }

  @Override
  public ContactId addContact(Contact contact) {
    ContactId id = new ContactId(newId());
    WriteBatch.update(
        jdbc,
        id.value(),
        """
        insert into personal_contact (contact_id, name, email, phone, language)
        values (?, ?, ?, ?, ?)
        """,
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
    WriteBatch.update(
        jdbc,
        id.value(),
        "insert into personal_site (site_id, postal_code, address) values (?, ?, ?)",
        id.value(),
        site.postalCode(),
        site.address());
    return id;
  }

  @Override
  public TextId addText(String text) {
    TextId id = new TextId(newId());
    WriteBatch.update(
        jdbc,
        id.value(),
        "insert into personal_text (text_id, content) values (?, ?)",
        id.value(),
        text);
    return id;
  }

  @Override
  public boolean changeContact(ContactId contactId, Contact contact) {
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
    return jdbc.sql("select content from personal_text where text_id = ? and erased_at is null")
        .param(textId.value())
        .query(String.class)
        .optional();
  }

  @Override
  public boolean isErased(ContactId contactId) {
    return jdbc.sql(
            "select erased_at is not null as erased from personal_contact where contact_id = ?")
        .param(contactId.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  @Override
  public boolean isErased(SiteId siteId) {
    return jdbc.sql("select erased_at is not null as erased from personal_site where site_id = ?")
        .param(siteId.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  @Override
  public boolean erase(ContactId contactId) {
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
