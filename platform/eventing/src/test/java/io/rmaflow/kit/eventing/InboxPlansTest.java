package io.rmaflow.kit.eventing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.desk.Desk;
import io.rmaflow.testkit.TestPostgres.Database;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A connection keeps its plans while the table that they were made for grows. */
class InboxPlansTest {

  private static final String TOPIC = "contract.events";

  @Test
  void plansThatWereMadeForAFewStreamsDoNotReadVeryMany() {
    Database database = Desk.newDatabase();
    try (SingleConnectionDataSource one =
        new SingleConnectionDataSource(
            database.jdbcUrl(), database.user(), database.password(), true)) {
      Flyway.configure()
          .dataSource(database.jdbcUrl(), database.user(), database.password())
          .locations("classpath:db/kit")
          .load()
          .migrate();
      JdbcClient jdbc = JdbcClient.create(one);
      InboxTables tables = new InboxTables(new JdbcTemplate(one));
      TransactionTemplate transaction =
          new TransactionTemplate(new DataSourceTransactionManager(one));
      for (int round = 0; round < 15; round++) {
        Set<String> streams = streams("few", 20);
        transaction.executeWithoutResult(status -> takeIn(tables, streams, 7));
        jdbc.sql("analyze inbox_stream").update();
      }
      transaction.executeWithoutResult(status -> takeIn(tables, streams("few", 20), 8));
      for (int round = 0; round < 15; round++) {
        transaction.executeWithoutResult(status -> takeIn(tables, streams("few", 20), 9));
      }
      jdbc.sql(
              """
              insert into inbox_stream (topic, stream_id, last_sequence)
              select 'contract.events', 'many-' || n, 3 from generate_series(1, 20000) as n
              """)
          .update();

      long before = rowsRead(jdbc);
      transaction.executeWithoutResult(status -> takeIn(tables, streams("new", 20), 0));
      long after = rowsRead(jdbc);

      assertThat(after - before).isLessThan(1_000);
      assertThat(tables.lock(TOPIC, "new-7").lastSequence()).isZero();
      assertThat(tables.lock(TOPIC, "few-7").lastSequence()).isEqualTo(9);
      assertThat(tables.lock(TOPIC, "many-7").lastSequence()).isEqualTo(3);
    }
  }

  private static void takeIn(InboxTables tables, Set<String> streams, long sequence) {
    assertThat(tables.lock(TOPIC, streams)).containsOnlyKeys(streams);
    tables.advance(
        TOPIC, streams.stream().collect(Collectors.toMap(id -> id, id -> sequence)), Map.of(0, 1L));
  }

  private static Set<String> streams(String name, int count) {
    return IntStream.range(0, count).mapToObj(n -> name + "-" + n).collect(Collectors.toSet());
  }

  private static long rowsRead(JdbcClient jdbc) {
    jdbc.sql("select pg_stat_force_next_flush()").query((row, n) -> n).list();
    return jdbc.sql(
            """
            select coalesce(seq_tup_read, 0)
                + (select coalesce(sum(idx_tup_read), 0) from pg_stat_user_indexes i
                   where i.relid = t.relid)
            from pg_stat_user_tables t where relname = 'inbox_stream'
            """)
        .query(Long.class)
        .single();
  }
}
