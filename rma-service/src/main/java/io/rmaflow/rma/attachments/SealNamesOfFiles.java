package io.rmaflow.rma.attachments;

import io.rmaflow.kit.sealing.MasterKey;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.Subject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Version 196: names of files that stood in clear are sealed, each under a key of the file's own,
 * and the table's file is made anew. What belongs to the person of a case is given to it, as far as
 * the case says so. The contents are sealed by {@link SealedContents} afterwards.
 */
final class SealNamesOfFiles implements JavaMigration {

  private static final int AT_ONCE = 1_000;

  private static final String COLUMNS =
      """
      alter table attachment
        add column sealed_name bytea,
        add column object      char(64),
        add column in_clear    boolean not null default false
      """;

  /** The changed type makes the server write all rows anew, without what was dropped. */
  private static final String INSTEAD =
      """
      alter table attachment drop column file_name;
      alter table attachment rename column sealed_name to file_name;
      alter table attachment alter column size_bytes type bigint using size_bytes + 0;
      create index attachment_by_object on attachment (object);
      create index attachment_in_clear on attachment (attachment_id) where in_clear;
      """;

  /** Places, texts and files of what was reported before belong to whom the report names. */
  private static final String OWNERS =
      """
      with thing (id, person) as (
        select said #>> '{}', report.payload ->> 'requesterContactId'
          from stored_event report
          join stored_event e on e.stream = report.stream
          cross join jsonb_path_query(e.payload, '$.**') as said
         where report.type = 'rma.FailureReported' and report.sequence = 0
           and jsonb_typeof(said) = 'string'
        union all
        select a.attachment_id, report.payload ->> 'requesterContactId'
          from attachment a
          join stored_event report on report.stream = a.case_id and report.sequence = 0
         where report.type = 'rma.FailureReported'
      )
      update person_key k set belongs_to = t.person
        from thing t
       where k.subject = t.id and k.belongs_to is null and t.person is not null
         and t.person <> t.id and k.wrapped is not null
         and exists (select from person_key o where o.subject = t.person and o.wrapped is not null)
         and (exists (select from personal_text x where x.text_id = t.id)
              or exists (select from personal_site x where x.site_id = t.id)
              or exists (select from attachment x where x.attachment_id = t.id))
      """;

  private final MasterKey master;

  SealNamesOfFiles(MasterKey master) {
    this.master = master;
  }

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("196");
  }

  @Override
  public String getDescription() {
    return "seal names of files";
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
  public void migrate(Context context) {
    JdbcTemplate database =
        new JdbcTemplate(new SingleConnectionDataSource(context.getConnection(), true));
    PersonKeys keys = new PersonKeys(database, InstantSource.system()::instant, master);
    database.execute(COLUMNS);
    String after = "";
    for (List<Map.Entry<String, String>> page = page(database, after);
        !page.isEmpty();
        page = page(database, after)) {
      seal(database, keys, page);
      after = page.getLast().getKey();
    }
    database.execute(INSTEAD);
    database.update(OWNERS);
  }

  private static List<Map.Entry<String, String>> page(JdbcTemplate database, String after) {
    return database.query(
        """
        select attachment_id, file_name from attachment where attachment_id > ?
        order by attachment_id limit %d
        """
            .formatted(AT_ONCE),
        (row, number) -> Map.entry(row.getString(1), row.getString(2)),
        after);
  }

  private static void seal(
      JdbcTemplate database, PersonKeys keys, List<Map.Entry<String, String>> page) {
    List<@Nullable Object[]> added = new ArrayList<>();
    List<@Nullable Object[]> names = new ArrayList<>();
    for (Map.Entry<String, String> file : page) {
      PersonKeys.Fresh fresh = keys.fresh(new Subject(file.getKey()));
      added.add(fresh.values());
      names.add(
          new @Nullable Object[] {
            fresh.key().sealText(AttachmentTables.nameOf(file.getKey()), file.getValue()),
            file.getKey()
          });
    }
    database.batchUpdate(PersonKeys.ADD, added);
    database.batchUpdate(
        """
        update attachment set sealed_name = ?, object = sha256, in_clear = true
         where attachment_id = ?
        """,
        names);
  }
}
