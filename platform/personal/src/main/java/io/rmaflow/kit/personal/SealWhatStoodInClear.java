package io.rmaflow.kit.personal;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.sealing.BlindIndex;
import io.rmaflow.kit.sealing.MasterKey;
import io.rmaflow.kit.sealing.PersonKey;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.Subject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Version 26: persons, places and texts that stood in clear are sealed, each under a key of its
 * own, into tables that are made anew. The files of the former ones are deleted with the end of the
 * transaction, so that nothing of them is left in the data directory; what the server's log and
 * backups hold of before, they hold until they are deleted.
 */
final class SealWhatStoodInClear implements JavaMigration {

  private static final int AT_ONCE = 1_000;

  /** Beside the former tables, under names that they take over in the end. */
  private static final String NEW_TABLES =
      """
      create table sealed_contact (
        contact_id varchar(128) primary key,
        name       bytea,
        email      bytea,
        phone      bytea,
        language   varchar(2)  not null,
        erased_at  timestamptz
      );
      create table sealed_site (
        site_id     varchar(128) primary key,
        subject     varchar(200) not null,
        postal_code bytea,
        address     bytea,
        erased_at   timestamptz
      );
      create table sealed_text (
        text_id   varchar(128) primary key,
        subject   varchar(200) not null,
        content   bytea,
        erased_at timestamptz
      );
      create table personal_mark (
        contact_id varchar(128) not null,
        mark       bytea        not null,
        primary key (mark, contact_id)
      );
      """;

  private static final String INSTEAD =
      """
      drop table personal_contact;
      drop table personal_site;
      drop table personal_text;
      alter table sealed_contact rename to personal_contact;
      alter table sealed_site rename to personal_site;
      alter table sealed_text rename to personal_text;
      alter index sealed_contact_pkey rename to personal_contact_pkey;
      alter index sealed_site_pkey rename to personal_site_pkey;
      alter index sealed_text_pkey rename to personal_text_pkey;
      create index personal_site_by_subject on personal_site (subject);
      create index personal_text_by_subject on personal_text (subject);
      create index personal_mark_by_contact on personal_mark (contact_id);
      """;

  private final MasterKey master;

  SealWhatStoodInClear(MasterKey master) {
    this.master = master;
  }

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("26");
  }

  @Override
  public String getDescription() {
    return "seal what stood in clear";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    JdbcTemplate database = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    PersonKeys keys = new PersonKeys(database, InstantSource.system()::instant, master);
    BlindIndex index = BlindIndex.of(keys);
    database.execute(NEW_TABLES);
    contacts(connection, new Batches(database, keys), index);
    sites(connection, new Batches(database, keys));
    texts(connection, new Batches(database, keys));
    database.execute(INSTEAD);
  }

  private static void contacts(Connection connection, Batches batches, BlindIndex index)
      throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row =
            read(
                sql,
                "select contact_id, name, email, phone, language, erased_at from personal_contact")) {
      while (row.next()) {
        ContactId id = new ContactId(row.getString("contact_id"));
        OffsetDateTime erasedAt = row.getObject("erased_at", OffsetDateTime.class);
        PersonKey key = batches.keyOf(id.value(), erasedAt);
        String name = row.getString("name");
        String email = row.getString("email");
        String phone = row.getString("phone");
        batches.rows.add(
            new @Nullable Object[] {
              id.value(),
              key == null ? null : key.sealText(Places.name(id), name),
              key == null ? null : key.sealText(Places.email(id), email),
              key == null ? null : key.sealText(Places.phone(id), phone),
              row.getString("language"),
              erasedAt
            });
        List<byte[]> marks = new ArrayList<>(index.ofName(name));
        marks.addAll(index.ofMail(email));
        marks.addAll(index.ofPhone(phone));
        marks.forEach(mark -> batches.marks.add(new @Nullable Object[] {id.value(), mark}));
        batches.send("insert into sealed_contact values (?, ?, ?, ?, ?, ?)", AT_ONCE);
      }
    }
    batches.send("insert into sealed_contact values (?, ?, ?, ?, ?, ?)", 1);
  }

  private static void sites(Connection connection, Batches batches) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row =
            read(sql, "select site_id, postal_code, address, erased_at from personal_site")) {
      while (row.next()) {
        SiteId id = new SiteId(row.getString("site_id"));
        OffsetDateTime erasedAt = row.getObject("erased_at", OffsetDateTime.class);
        PersonKey key = batches.keyOf(id.value(), erasedAt);
        batches.rows.add(
            new @Nullable Object[] {
              id.value(),
              id.value(),
              key == null
                  ? null
                  : key.sealText(Places.postalCode(id), row.getString("postal_code")),
              key == null ? null : key.sealText(Places.address(id), row.getString("address")),
              erasedAt
            });
        batches.send("insert into sealed_site values (?, ?, ?, ?, ?)", AT_ONCE);
      }
    }
    batches.send("insert into sealed_site values (?, ?, ?, ?, ?)", 1);
  }

  private static void texts(Connection connection, Batches batches) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = read(sql, "select text_id, content, erased_at from personal_text")) {
      while (row.next()) {
        TextId id = new TextId(row.getString("text_id"));
        OffsetDateTime erasedAt = row.getObject("erased_at", OffsetDateTime.class);
        PersonKey key = batches.keyOf(id.value(), erasedAt);
        batches.rows.add(
            new @Nullable Object[] {
              id.value(),
              id.value(),
              key == null ? null : key.sealText(Places.content(id), row.getString("content")),
              erasedAt
            });
        batches.send("insert into sealed_text values (?, ?, ?, ?)", AT_ONCE);
      }
    }
    batches.send("insert into sealed_text values (?, ?, ?, ?)", 1);
  }

  private static ResultSet read(Statement sql, String query) throws SQLException {
    sql.setFetchSize(AT_ONCE);
    return sql.executeQuery(query);
  }

  /** Rows that are sent together. */
  private static final class Batches {
    private final JdbcTemplate database;
    private final PersonKeys keys;
    private final List<@Nullable Object[]> added = new ArrayList<>();
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private final List<@Nullable Object[]> marks = new ArrayList<>();

    Batches(JdbcTemplate database, PersonKeys keys) {
      this.database = database;
      this.keys = keys;
    }

    /** Null for what has been erased, which gets the row that says so. */
    @Nullable PersonKey keyOf(String id, @Nullable OffsetDateTime erasedAt) {
      if (erasedAt != null) {
        database.update("insert into person_key (subject, erased_at) values (?, ?)", id, erasedAt);
        return null;
      }
      PersonKeys.Fresh fresh = keys.fresh(new Subject(id));
      added.add(fresh.values());
      return fresh.key();
    }

    void send(String sql, int atLeast) {
      if (rows.size() >= atLeast) {
        database.batchUpdate(PersonKeys.ADD, added);
        database.batchUpdate(sql, rows);
        database.batchUpdate(
            "insert into personal_mark values (?, ?) on conflict do nothing", marks);
        added.clear();
        rows.clear();
        marks.clear();
      }
    }
  }
}
