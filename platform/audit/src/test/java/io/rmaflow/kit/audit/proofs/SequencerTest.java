package io.rmaflow.kit.audit.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.merkle.Frontier;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Proofs;
import io.rmaflow.proof.merkle.TileNodes;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.store.LogBroken;
import io.rmaflow.proof.store.LogTables;
import io.rmaflow.proof.store.Sequencer;
import io.rmaflow.proof.store.StoredTiles;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

class SequencerTest {

  private static final SigningKey KEY =
      SigningKey.ofSeed("example.com/log", VerifierKey.Kind.NOTE, new byte[32]);

  private final Store store = Store.create("sequencer");

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void bringsEveryEventIntoTheLogInTheOrderInWhichTheStoreIsRead_whateverTheOrderOfCommits()
      throws SQLException {
    try (Connection late = store.database().connect();
        Statement sql = late.createStatement()) {
      late.setAutoCommit(false);
      store.append("a", 0, 3);
      // an event of this transaction comes before all that begin later
      sql.execute("select pg_current_xact_id()");
      store.append("b", 0, 2);
      assertThat(store.log()).isEqualTo(3);
      sql.execute(
          """
          insert into stored_event (epoch, fence, stream, sequence, event_id, type, version,
                                    recorded_at, payload, metadata, hash)
          select 1, pg_current_xact_id(), 'late', 0, 'e', 'test.Noted', 1, now(), '{}', '{}',
                 sha256('late')
          """);
      late.commit();
    }

    assertThat(store.log()).isEqualTo(6);
    assertThat(store.leaves()).isEqualTo(store.eventsInReadingOrder());
    assertThat(store.column("select stream || '#' || sequence from proof_leaf order by index"))
        .containsExactly("a#0", "a#1", "a#2", "late#0", "b#0", "b#1");
  }

  @Test
  void makesTheTreeOfRfc9162_inBatchesOfAnySize_withItsFullTilesStored() throws SQLException {
    for (int stream = 0; stream < 7; stream++) {
      store.append("s" + stream, 0, 100);
    }
    int batch = 1;
    try (Sequencer sequencer = store.sequencer(97)) {
      assertThat(sequencer.lead()).isTrue();
      while (sequencer.append() > 0) {
        batch++;
      }
      Frontier tree = Frontier.empty();
      for (String leaf : store.leaves()) {
        String[] parts = leaf.split("[# ]", -1);
        tree.append(new Leaf(parts[0], Long.parseLong(parts[1]), Hash.ofHex(parts[2])).leafHash());
      }

      assertThat(batch).isEqualTo(9);
      assertThat(sequencer.head()).isEqualTo(new Sequencer.Head(700, tree.root()));
      assertThat(
              store.column(
                  "select level || '/' || index || ' ' || octet_length(hashes) from proof_tile"
                      + " order by level, index"))
          .containsExactly("0/0 8192", "0/1 8192");
      try (Connection connection = store.database().connect()) {
        assertThat(Proofs.root(700, new TileNodes(new StoredTiles(connection))))
            .isEqualTo(tree.root());
      }
    }
  }

  @Test
  @SuppressWarnings("try") // that it ends is what is told of
  void isTheOnlyOne_andAnotherGoesOnWhereItEnds() throws SQLException {
    store.append("a", 0, 300);
    try (Sequencer first = store.sequencer(10);
        Sequencer second = store.sequencer(1000)) {
      assertThat(first.lead()).isTrue();
      assertThat(second.lead()).isFalse();
      assertThat(first.append()).isEqualTo(10);
      assertThat(second.lead()).isFalse();

      first.close();

      // the server has to notice
      await().until(second::lead);
      assertThat(first.lead()).isFalse();
      assertThat(second.append()).isEqualTo(290);
      assertThat(second.append()).isZero();
    }
    assertThat(store.leaves()).isEqualTo(store.eventsInReadingOrder());
  }

  @Test
  void cannotForkTheLog_whereAnotherWroteWithoutTheLock() throws SQLException {
    store.append("a", 0, 5);
    try (Sequencer one = store.sequencer(2)) {
      assertThat(one.lead()).isTrue();
      assertThat(one.append()).isEqualTo(2);
      // what a second one by accident would write, too
      store.execute(
          "insert into proof_leaf (index, stream, sequence, hash)"
              + " select 2, stream, sequence, hash from stored_event where sequence = 2");

      assertThatThrownBy(one::append).isInstanceOf(SQLException.class);

      assertThat(one.leads()).isFalse();
      await().until(one::lead);
      assertThat(one.append()).isEqualTo(2);
    }
    assertThat(store.leaves()).isEqualTo(store.eventsInReadingOrder()).hasSize(5);
  }

  @Test
  void goesOnWhereItsSessionWasEndedByTheServer() throws SQLException {
    store.append("a", 0, 4);
    try (Sequencer sequencer = store.sequencer(3)) {
      assertThat(sequencer.lead()).isTrue();
      assertThat(sequencer.append()).isEqualTo(3);
      store.column(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'rmaflow-sequencer'"
              + " and datname = current_database()");

      assertThatThrownBy(sequencer::append).isInstanceOf(SQLException.class);
      await().until(sequencer::lead);
      assertThat(sequencer.append()).isEqualTo(1);
    }
    assertThat(store.leaves()).isEqualTo(store.eventsInReadingOrder()).hasSize(4);
  }

  @Test
  void neitherAppendsNorSigns_whereTheLogDoesNotFitTheStoreOrWhatWasSigned() throws SQLException {
    store.append("a", 0, 300);
    try (Sequencer sequencer = store.sequencer(1000)) {
      assertThat(sequencer.lead()).isTrue();
      assertThat(sequencer.append()).isEqualTo(300);
      sequencer.sign("example.com/log", List.of(KEY), Instant.parse("2026-05-01T03:00:00Z"));
    }

    store.execute("delete from stored_event where sequence = 299");
    assertThatThrownBy(store::log)
        .isInstanceOf(LogBroken.class)
        .hasMessage("the newest event of the log, a#299 at index 299, is not in the store");

    store.execute("delete from proof_leaf where index = 299");
    assertThatThrownBy(store::log)
        .isInstanceOf(LogBroken.class)
        .hasMessage("the newest checkpoint has 300 leaves, the log only 299");

    store.append("a", 299, 1);
    store.execute("insert into proof_leaf select 299, 299, 'a', sha256('another') ");
    assertThatThrownBy(store::log)
        .isInstanceOf(LogBroken.class)
        .hasMessage("the first 300 leaves have another root than was signed");
  }

  @Test
  void goesOnInAnotherCluster_behindWhatWasMovedThere() throws SQLException, IOException {
    store.append("a", 0, 400);
    assertThat(store.log()).isEqualTo(400);
    store.append("b", 0, 5);
    try (TestPostgres other = TestServers.anotherPostgres();
        Store moved = Store.of(other.createDatabase("moved"))) {
      for (String table : List.of("event_epoch", "stored_event", "proof_leaf", "proof_tile")) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (Connection out = store.database().connect();
            Connection in = moved.database().connect()) {
          copy(out).copyOut("copy " + table + " to stdout", rows);
          copy(in)
              .copyIn(
                  "copy " + table + " from stdin", new ByteArrayInputStream(rows.toByteArray()));
        }
      }
      moved.execute(
          "select setval(pg_get_serial_sequence('stored_event', 'position'),"
              + " (select max(position) from stored_event))");
      moved.append("a", 400, 2);
      moved.append("c", 0, 1);

      assertThat(moved.log()).isEqualTo(408);
      assertThat(moved.leaves()).isEqualTo(moved.eventsInReadingOrder());
      assertThat(moved.leaves().subList(0, 400)).isEqualTo(store.leaves());
      assertThat(moved.column("select max(epoch)::text from stored_event")).containsExactly("2");
    }
  }

  private static CopyManager copy(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  /**
   * {@code -Dsequencer.kills} says how often (3). The times until the next one has appended are
   * printed.
   */
  @Test
  void isTakenOverWithinSecondsOfAKill_withoutAGapOrADuplicate(@TempDir Path folder)
      throws Exception {
    int kills = Integer.getInteger("sequencer.kills", 3);
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int n = 0; !stop.get(); n++) {
                    store.append("s" + n, 0, 3);
                  }
                });
    List<Child> children =
        new ArrayList<>(
            List.of(new Child(folder.resolve("1"), store), new Child(folder.resolve("2"), store)));
    List<Long> millis = new ArrayList<>();
    try {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () ->
                  children.stream().map(Child::last).toList().contains("waits")
                      && children.stream().map(Child::last).toList().contains("leads"));
      for (int kill = 0; kill < kills; kill++) {
        Child leader =
            children.stream()
                .filter(child -> child.last().equals("leads"))
                .findFirst()
                .orElseThrow();
        leader.kill();
        long killed = System.nanoTime();
        long size = size();
        await()
            .atMost(Duration.ofSeconds(20))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> size() > size);
        millis.add((System.nanoTime() - killed) / 1_000_000);
        leader.start();
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> children.stream().allMatch(child -> !child.last().isEmpty()));
      }
    } finally {
      stop.set(true);
      writer.join();
      children.forEach(Child::kill);
    }
    System.out.println("sequencer: taken over " + kills + " times, after " + millis + " ms");
    assertThat(store.log()).isPositive();
    assertThat(millis).allMatch(time -> time < 5_000);
    assertThat(store.leaves()).isEqualTo(store.eventsInReadingOrder());
    assertThat(store.column("select (max(index) + 1 - count(*))::text from proof_leaf"))
        .containsExactly("0");
  }

  private long size() throws SQLException {
    try (Connection connection = store.database().connect()) {
      return LogTables.size(connection);
    }
  }

  /** A process of ours that is killed without warning. */
  private static final class Child {

    private final ProcessBuilder command;
    private final Path output;
    private Process process;

    Child(Path output, Store store) throws IOException {
      this.output = output;
      this.command =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-Duser.timezone=UTC",
                  "-Xmx128m",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SequencerProcess.class.getName(),
                  store.database().jdbcUrl(),
                  store.database().user(),
                  store.database().password())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      this.process = command.start();
    }

    void start() throws IOException {
      process = command.start();
    }

    /** What it has said last; nothing where it has not begun. */
    String last() {
      try {
        return Files.readAllLines(output).stream()
            .filter(line -> line.equals("leads") || line.equals("waits"))
            .reduce("", (before, line) -> line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** SIGKILL. */
    void kill() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
