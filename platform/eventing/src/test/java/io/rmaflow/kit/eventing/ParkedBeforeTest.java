package io.rmaflow.kit.eventing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.rmaflow.kit.desk.Desk;
import io.rmaflow.testkit.TestPostgres.Database;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lay parked before records were kept as bytes is read as they were. */
class ParkedBeforeTest {

  @Test
  void headersKeyAndBodyAreTakenOver() {
    Database database = Desk.newDatabase();
    try (HikariDataSource source = new HikariDataSource()) {
      source.setJdbcUrl(database.jdbcUrl());
      source.setUsername(database.user());
      source.setPassword(database.password());
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:db/kit")
          .target("1")
          .load()
          .migrate();
      JdbcClient jdbc = JdbcClient.create(source);
      String name = "山田".repeat(100);
      jdbc.sql(
              """
              insert into parked_event (topic, partition, record_offset, stream_id, sequence,
                status, headers, data, parked_at, attempts)
              values ('rma.events', 3, 7, 'case-1', 4, 'FAILED',
                      jsonb_build_object('ce_id', ?::text), 'body'::bytea, now(), 1)
              """)
          .param(name)
          .update();

      Flyway.configure().dataSource(source).locations("classpath:db/kit").load().migrate();

      InboxTables tables = new InboxTables(new JdbcTemplate(source));
      IncomingRecord record =
          tables.parked(tables.parkedOf("rma.events", "case-1").getFirst().id()).get().record();
      assertThat(record).isNotNull();
      assertThat(record.key()).isEqualTo("case-1".getBytes(UTF_8));
      assertThat(record.header("ce_id")).isEqualTo(name.getBytes(UTF_8));
      assertThat(record.headers()).hasSize(1);
      assertThat(record.data()).isEqualTo("body".getBytes(UTF_8));
    }
  }
}
