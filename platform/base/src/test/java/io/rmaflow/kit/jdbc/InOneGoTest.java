package io.rmaflow.kit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class InOneGoTest {

  private static final DataSource SOURCE = source();
  private static final JdbcTemplate DATABASE = new JdbcTemplate(SOURCE);

  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(SOURCE));
  private final List<List<String>> work = new ArrayList<>();
  private final InOneGo<String> words = new InOneGo<>(work::add);

  private static DataSource source() {
    Database database = TestServers.postgres().createDatabase("words");
    // as in a service, where the rows of a call become one statement
    return new DriverManagerDataSource(
        database.jdbcUrl() + "?reWriteBatchedInserts=true", database.user(), database.password());
  }

  @BeforeAll
  static void create() {
    DATABASE.execute("create table word (text varchar(10) primary key, length int)");
  }

  @BeforeEach
  void empty() {
    DATABASE.update("delete from word");
  }

  private static List<String> stored() {
    return JdbcClient.create(DATABASE)
        .sql("select text from word order by text")
        .query(String.class)
        .list();
  }

  private static InOneGo<@Nullable Object[]> rows() {
    return InOneGo.rows(DATABASE, "insert into word (text, length) values (?, ?)");
  }

  @Test
  void whatBecomesKnownInATransactionIsWorkedOnTogetherAtItsEnd() {
    transaction.executeWithoutResult(
        status -> {
          words.add("one");
          words.add("two");
          assertThat(work).isEmpty();
        });
    transaction.executeWithoutResult(status -> words.add("three"));

    assertThat(work).containsExactly(List.of("one", "two"), List.of("three"));
  }

  @Test
  void whatIsNeededBeforeIsWorkedOnAtOnceAndOnlyOnce() {
    transaction.executeWithoutResult(
        status -> {
          words.now();
          words.add("one");
          words.now();
          words.now();
          words.add("two");
        });

    assertThat(work).containsExactly(List.of("one"), List.of("two"));
  }

  @Test
  void rowsAreWrittenWithTheTransactionOrNotAtAll() {
    InOneGo<@Nullable Object[]> rows = rows();
    transaction.executeWithoutResult(
        status -> {
          rows.add(new @Nullable Object[] {"one", 3});
          rows.add(new @Nullable Object[] {"none", null});
        });
    transaction.executeWithoutResult(
        status -> {
          rows.add(new @Nullable Object[] {"undone", 6});
          status.setRollbackOnly();
        });
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      rows.add(new @Nullable Object[] {"two", 3});
                      rows.add(new @Nullable Object[] {"one", 3});
                    }))
        .isInstanceOf(DataIntegrityViolationException.class);
    transaction.executeWithoutResult(status -> rows.add(new @Nullable Object[] {"six", 3}));

    assertThat(stored()).containsExactly("none", "one", "six");
  }

  @Test
  void ofRowsThatReplaceEachOtherTheLastOneStays() {
    InOneGo<@Nullable Object[]> replacing =
        InOneGo.replacements(
            DATABASE,
            """
            insert into word (text, length) values (?, ?)
            on conflict (text) do update set length = excluded.length
            """);
    transaction.executeWithoutResult(
        status -> {
          replacing.add(new @Nullable Object[] {"one", 1});
          replacing.add(new @Nullable Object[] {"two", 3});
          replacing.add(new @Nullable Object[] {"one", 2});
          replacing.add(new @Nullable Object[] {"one", 3});
        });

    assertThat(
            JdbcClient.create(DATABASE)
                .sql("select text || ' ' || length from word order by text")
                .query(String.class)
                .list())
        .containsExactly("one 3", "two 3");
  }

  @Test
  void aTransactionWithinAnotherKeepsItsOwn() {
    TransactionTemplate within = new TransactionTemplate(new DataSourceTransactionManager(SOURCE));
    within.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    transaction.executeWithoutResult(
        status -> {
          words.add("outer one");
          within.executeWithoutResult(inner -> words.add("inner"));
          assertThat(work).containsExactly(List.of("inner"));
          words.add("outer two");
        });

    assertThat(work).containsExactly(List.of("inner"), List.of("outer one", "outer two"));
  }

  @Test
  void outsideOfATransactionNothingCanWaitForItsEnd() {
    assertThatThrownBy(() -> words.add("lost")).isInstanceOf(IllegalStateException.class);
    assertThat(work).isEmpty();
  }
}
