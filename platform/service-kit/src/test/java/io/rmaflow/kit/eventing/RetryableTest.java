package io.rmaflow.kit.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.rmaflow.kit.desk.Desk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

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

  private interface Rest {
    void run(JdbcClient database);
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

  /** What becomes of a transaction whose connection is cut before the rest of it. */
  private static Throwable failureOf(Rest rest) {
    return catchThrowable(
        () ->
            desk.transaction()
                .executeWithoutResult(
                    status -> {
                      cut(
                          desk.database()
                              .sql("select pg_backend_pid()")
                              .query(Integer.class)
                              .single());
                      rest.run(desk.database());
                    }));
  }

  /** Ends a connection as the server does when it goes down; returns when it is gone. */
  private static void cut(int backend) {
    TransactionTemplate another = desk.transaction();
    another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                another.execute(
                    status ->
                        desk.database()
                            .sql(
                                """
                                select pg_terminate_backend(pid) from pg_stat_activity
                                where pid = :backend
                                """)
                            .param("backend", backend)
                            .query(Boolean.class)
                            .list()),
            List::isEmpty);
  }
}
