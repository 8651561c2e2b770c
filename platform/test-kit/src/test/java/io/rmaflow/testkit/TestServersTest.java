package io.rmaflow.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs against containers or embedded servers, whichever the run has. */
class TestServersTest {

  @Test
  void givesEachCallerAnEmptyDatabaseOfPostgreSql17() throws Exception {
    TestPostgres.Database first = TestServers.postgres().createDatabase("shop");
    TestPostgres.Database second = TestServers.postgres().createDatabase("shop");
    try (Connection connection = first.connect();
        var sql = connection.createStatement()) {
      sql.execute("create table t (v text)");
    }

    assertThat(first.name()).startsWith("shop_").isNotEqualTo(second.name());
    assertThat(single(second, "select count(*) from pg_tables where schemaname = 'public'"))
        .isEqualTo("0");
    assertThat(single(second, "show server_version")).startsWith("17.");
  }

  @Test
  void makesTheTopicsOfTheServicesAsOftenAsAsked() throws Exception {
    TestKafka kafka = TestServers.kafka();
    kafka.createTopics();
    kafka.createTopics();

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get(20, SECONDS))
          .contains("contract.events", "rma.events", "notification.events");
    }
  }

  @Test
  void hasOneServerOfEachKindForTheWholeJvm() {
    assertThat(TestServers.postgres()).isSameAs(TestServers.postgres());
    assertThat(TestServers.kafka()).isSameAs(TestServers.kafka());
    assertThat(TestServers.mail()).isSameAs(TestServers.mail());
  }

  @Test
  void hasAMailServerThatAnswers() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), TestServers.mail().port())) {
      assertThat(new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII))
          .isEqualTo("220");
    }
  }

  @Test
  void clearsAwayTheFoldersOfJvmsThatAreGone(@TempDir Path parent) throws Exception {
    Process gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor(20, SECONDS)).isTrue();
    Path left = Files.createDirectories(parent.resolve("rmaflow-test-" + gone.pid() + "-x/kafka"));
    Path used =
        Files.createDirectories(
            parent.resolve("rmaflow-test-" + ProcessHandle.current().pid() + "-x"));

    LeftOvers.remove(parent);

    assertThat(left.getParent()).doesNotExist();
    assertThat(used).exists();
  }

  private static String single(TestPostgres.Database database, String query) throws SQLException {
    try (Connection connection = database.connect();
        var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
