package io.rmaflow.kit.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rmaflow.kit.desk.Desk;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database does when it goes away is told from what stays wrong. */
class RetryableTest {

  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = Desk.open();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  void aConnectionThatIsLostBeforeAStatementPasses() {
    Throwable failure = failureOf(database -> database.sql("select 1").query().singleValue());

    assertThat(Retryable.isTransient(failure)).as("%s", failure).isTrue();
  }

  @Test
  void aConnectionThatIsLostBeforeTheCommitPasses() {
    Throwable failure = failureOf(database -> {});

    assertThat(Retryable.isTransient(failure)).as("%s", failure).isTrue();
  }

  @Test
  void whatTheDatabaseDoesNotAcceptStays() {
    Throwable failure =
        catchThrowable(
            () ->
                desk.transaction()
                    .executeWithoutResult(
                        status -> desk.database().sql("select 1 / 0").query().singleValue()));

    assertThat(failure).isNotNull();
    assertThat(Retryable.isTransient(failure)).as("%s", failure).isFalse();
  }

  @Test
  void whatIsTooLargeForAnIndexStays() {
    desk.database().sql("create table key_of_anything (key text primary key)").update();
    Throwable failure =
        catchThrowable(
            () ->
                desk.database()
                    .sql(
                        """
                        insert into key_of_anything
                        select string_agg(md5(random()::text), '') from generate_series(1, 300)
                        """)
                    .update());

    assertThat(failure).hasMessageContaining("index row requires");
    assertThat(Retryable.isTransient(failure)).as("%s", failure).isFalse();
  }

  @Test
  void anOutOfMemoryErrorPasses() {
    assertThat(Retryable.isTransient(new IllegalStateException(new OutOfMemoryError("heap space"))))
        .isTrue();
  }

  /** What becomes of a transaction whose connection is lost before the rest of it. */
  private static Throwable failureOf(Consumer<JdbcClient> rest) {
    return catchThrowable(
        () ->
            desk.transaction()
                .executeWithoutResult(
                    status -> {
                      desk.cutConnection();
                      rest.accept(desk.database());
                    }));
  }
}
