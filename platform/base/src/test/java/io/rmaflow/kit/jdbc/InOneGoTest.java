package io.rmaflow.kit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.kit.desk.Desk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class InOneGoTest {

  private static Desk desk;
  private final List<List<String>> work = new ArrayList<>();
  private final InOneGo<String> words = new InOneGo<>(work::add);

  @BeforeAll
  static void open() {
    desk = Desk.open();
    desk.database().sql("create table word (text varchar(10) primary key, length int)").update();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @BeforeEach
  void empty() {
    desk.database().sql("delete from word").update();
  }

  private static List<String> stored() {
    return desk.database().sql("select text from word order by text").query(String.class).list();
  }

  private static InOneGo<@Nullable Object[]> rows() {
    return InOneGo.rows(
        desk.bean(JdbcTemplate.class), "insert into word (text, length) values (?, ?)");
  }

  @Test
  void whatBecomesKnownInATransactionIsWorkedOnTogetherAtItsEnd() {
    desk.transaction()
        .executeWithoutResult(
            status -> {
              words.add("one");
              words.add("two");
              assertThat(work).isEmpty();
            });
    desk.transaction().executeWithoutResult(status -> words.add("three"));

    assertThat(work).containsExactly(List.of("one", "two"), List.of("three"));
  }

  @Test
  void whatIsNeededBeforeIsWorkedOnAtOnceAndOnlyOnce() {
    desk.transaction()
        .executeWithoutResult(
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
    desk.transaction()
        .executeWithoutResult(
            status -> {
              rows.add(new @Nullable Object[] {"one", 3});
              rows.add(new @Nullable Object[] {"none", null});
            });
    desk.transaction()
        .executeWithoutResult(
            status -> {
              rows.add(new @Nullable Object[] {"undone", 6});
              status.setRollbackOnly();
            });
    assertThatThrownBy(
            () ->
                desk.transaction()
                    .executeWithoutResult(
                        status -> {
                          rows.add(new @Nullable Object[] {"two", 3});
                          rows.add(new @Nullable Object[] {"one", 3});
                        }))
        .isInstanceOf(DataIntegrityViolationException.class);
    desk.transaction().executeWithoutResult(status -> rows.add(new @Nullable Object[] {"six", 3}));

    assertThat(stored()).containsExactly("none", "one", "six");
  }

  @Test
  void aTransactionWithinAnotherKeepsItsOwn() {
    TransactionTemplate within = desk.transaction();
    within.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    desk.transaction()
        .executeWithoutResult(
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
