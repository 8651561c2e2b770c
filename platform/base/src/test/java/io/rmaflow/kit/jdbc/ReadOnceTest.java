package io.rmaflow.kit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class ReadOnceTest {

  private static final DataSourceTransactionManager TRANSACTIONS = transactions();

  private final TransactionTemplate transaction = new TransactionTemplate(TRANSACTIONS);
  private final AtomicInteger reads = new AtomicInteger();
  private final ReadOnce<String, Integer> answers = new ReadOnce<>();

  private static DataSourceTransactionManager transactions() {
    Database database = TestServers.postgres().createDatabase("read_once");
    return new DataSourceTransactionManager(
        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
  }

  /** How many have been read by then, this one included where it is read. */
  private int ask(String question) {
    return answers.get(question, asked -> reads.incrementAndGet());
  }

  @Test
  void aTransactionIsGivenTheSameAnswerEachTime_andTheNextOneItsOwn() {
    transaction.executeWithoutResult(
        status -> {
          assertThat(ask("a")).isEqualTo(1);
          assertThat(ask("b")).isEqualTo(2);
          assertThat(ask("a")).isEqualTo(1);
          assertThat(answers.known("a")).isEqualTo(1);
        });

    transaction.executeWithoutResult(status -> assertThat(ask("a")).isEqualTo(3));
  }

  @Test
  void whoeverChangesItIsNotGivenWhatWasBefore() {
    transaction.executeWithoutResult(
        status -> {
          assertThat(ask("a")).isEqualTo(1);
          answers.forget();
          assertThat(answers.known("a")).isNull();
          assertThat(ask("a")).isEqualTo(2);
          answers.put("a", 77);
          assertThat(ask("a")).isEqualTo(77);
        });
  }

  @Test
  void outsideATransactionNothingIsKept() {
    assertThat(ask("a")).isEqualTo(1);
    assertThat(ask("a")).isEqualTo(2);
    answers.put("a", 77);
    assertThat(answers.known("a")).isNull();
  }

  @Test
  void whatWasUndoneIsForgotten_andATransactionWithinAnotherAsksForItself() {
    TransactionTemplate apart = new TransactionTemplate(TRANSACTIONS);
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    transaction.executeWithoutResult(
        status -> {
          assertThat(ask("a")).isEqualTo(1);
          apart.executeWithoutResult(inner -> assertThat(ask("a")).isEqualTo(2));
          assertThat(ask("a")).isEqualTo(1);
          status.setRollbackOnly();
        });

    transaction.executeWithoutResult(status -> assertThat(ask("a")).isEqualTo(3));
  }
}
