package io.rmaflow.kit.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Who was erased stays so, whatever the database is restored from. */
class ErasureListTest {

  private static final Instant NOON = Instant.parse("2026-05-01T03:00:00Z");
  private static final Subject TARO = new Subject("r-taro");
  private static final Subject HANAKO = new Subject("r-hanako");
  private static final Subject FILE = new Subject("file-of-hanako");
  private static final Place NAME = new Place("personal_contact.name", "1");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  private final DriverManagerDataSource source = migrated();
  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(source));
  private final JdbcTemplate database = new JdbcTemplate(source);
  private final PersonKeys keys =
      new PersonKeys(
          database,
          () -> NOON,
          new ConfiguredMasterKey(List.of("cY5Yx8HTQdgk0mEMSkyF+zrkoV+eGGRtVa1mnW5k1zw=")));

  private static DriverManagerDataSource migrated() {
    Database database = TestServers.postgres().createDatabase("erasure_list");
    DriverManagerDataSource source =
        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    Flyway.configure().dataSource(source).locations("classpath:db/kit").load().migrate();
    return source;
  }

  private ErasureList list() {
    return new ErasureList(folder.resolve("outside/erased.txt"));
  }

  private void start(ErasureAgain... others) {
    ErasureList list = list();
    keys.keepIn(list);
    new ErasedStaysErased(list, keys, List.of(others), transaction).start();
  }

  @Test
  void anErasureIsInTheFileBeforeAnybodyIsAnswered_andOneThatIsRolledBackIsNot() {
    start();
    keys.of(TARO);
    keys.of(HANAKO);

    transaction.executeWithoutResult(
        status -> {
          keys.erase(TARO);
          assertThat(list().read()).isEmpty();
        });
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      keys.erase(HANAKO);
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");

    assertThat(list().read()).containsOnlyKeys(TARO).containsEntry(TARO, NOON);
    assertThat(keys.isErased(HANAKO)).isFalse();
  }

  @Test
  void aDatabaseFromBeforeAnErasureErasesAgain_withAllThatBelongsToWhoWasErased() {
    start();
    byte[] sealed = keys.of(HANAKO).orElseThrow().seal(NAME, new byte[] {1, 2, 3});
    keys.belonging(FILE, HANAKO);
    List<String[]> backup = rows();
    transaction.executeWithoutResult(status -> keys.erase(HANAKO));

    database.update("delete from person_key");
    backup.forEach(
        row ->
            database.update(
                "insert into person_key values (?, ?, ?, decode(?, 'hex'))", (Object[]) row));
    assertThat(keys.existing(HANAKO).orElseThrow().open(NAME, sealed)).containsExactly(1, 2, 3);
    List<String> told = new ArrayList<>();
    start(subject -> told.add(subject.id() + " " + keys.isErased(subject)));

    assertThat(told).containsExactly("r-hanako false");
    assertThat(keys.isErased(HANAKO)).isTrue();
    assertThat(keys.isErased(FILE)).isTrue();
    told.clear();
    start(subject -> told.add(subject.id()));
    assertThat(told).as("once is enough").isEmpty();
  }

  @Test
  void whatACrashKeptFromTheFile_andWhatWasErasedBeforeThereWasOne_isAddedAtTheStart()
      throws IOException {
    keys.of(TARO);
    keys.of(HANAKO);
    keys.belonging(FILE, HANAKO);
    keys.erase(TARO);
    keys.erase(HANAKO);
    keys.ofSeries("answers", "2026-05-01");

    start();

    assertThat(list().read()).containsOnlyKeys(TARO, HANAKO);
    Files.writeString(list().file(), "2026-05-01T03:0", StandardOpenOption.APPEND);
    keys.of(new Subject("r-third"));
    keys.erase(new Subject("r-third"));
    assertThat(list().read()).containsOnlyKeys(TARO, HANAKO, new Subject("r-third"));
  }

  private List<String[]> rows() {
    return database.query(
        "select subject, belongs_to, master, encode(wrapped, 'hex') from person_key",
        (row, n) ->
            new String[] {row.getString(1), row.getString(2), row.getString(3), row.getString(4)});
  }
}
