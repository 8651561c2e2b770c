package io.rmaflow.kit.audit.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.rmaflow.eventstore.HashChain;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Proofs;
import io.rmaflow.proof.merkle.TileNodes;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.note.TrustedKeys;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.store.DatabaseVerifier;
import io.rmaflow.proof.store.LogTables;
import io.rmaflow.proof.store.Sequencer;
import io.rmaflow.proof.store.StoredTiles;
import io.rmaflow.proof.verify.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What the log costs. {@code -Drmaflow.log.events} says how many events are logged and verified
 * (2,000; a million takes minutes), {@code -Drmaflow.log.cost=true} measures appends with and
 * without a sequencer beside them, {@code -Drmaflow.log.seconds} each for so long (10).
 */
class LogCostTest {

  private static final int STREAM = 500;
  private static final int TURNS = 3;
  private static final int WRITERS = 4;
  private static final SigningKey KEY =
      SigningKey.ofSeed("example.com/log", VerifierKey.Kind.NOTE, new byte[32]);

  private final Store store = Store.create("log_cost");

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void everyEventIsLoggedAndVerified_andOneStreamByItself() throws SQLException {
    int events = Integer.getInteger("rmaflow.log.events", 2_000);
    try (ExecutorService writers = Executors.newFixedThreadPool(3)) {
      for (int stream = 0; stream < events / STREAM; stream++) {
        String name = "cost-" + stream;
        writers.execute(() -> store.append(name, 0, STREAM));
      }
    }
    long begin = System.nanoTime();
    try (Sequencer sequencer = store.sequencer(1000)) {
      assertThat(sequencer.lead()).isTrue();
      while (sequencer.append() > 0) {
        // the next batch
      }
      sequencer.sign("example.com/log", List.of(KEY), Instant.parse("2026-05-01T03:00:00Z"));
    }
    report("logged", events, begin);
    begin = System.nanoTime();
    Verdict verdict;
    try (Connection connection = store.database().connect()) {
      verdict =
          DatabaseVerifier.verify(
              connection, TrustedKeys.of(KEY.verifier()), UnaryOperator.identity());
    }
    report("verified", events, begin);
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.events()).isEqualTo(events);

    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      begin = System.nanoTime();
      verifyStream("cost-" + i % Math.max(1, events / STREAM));
      micros.add((System.nanoTime() - begin) / 1_000);
    }
    micros.sort(null);
    System.out.printf(
        "log cost: a stream of %d read with its proofs and verified in %.1f ms (median of %d)%n",
        STREAM, micros.get(micros.size() / 2) / 1e3, micros.size());
  }

  private static void report(String what, int events, long begin) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "log cost: %,d events %s in %.1f s, %,.0f a second%n",
        events, what, seconds, events / seconds);
  }

  private void verifyStream(String stream) throws SQLException {
    List<StoredEvent> events = store.engine().storedEvents(stream, 0, STREAM);
    try (Connection connection = store.database().connect()) {
      long size = LogTables.size(connection);
      TileNodes nodes = new TileNodes(new StoredTiles(connection));
      Hash root = Proofs.root(size, nodes);
      List<LogRow> rows = LogTables.ofStream(connection, stream, 0, size, STREAM);
      byte[] previous = HashChain.beforeTheFirst();
      for (int i = 0; i < STREAM; i++) {
        StoredEvent event = events.get(i);
        byte[] link = HashChain.link(previous, HashChain.content(event));
        assertThat(Arrays.equals(link, event.hash())).isTrue();
        long index = rows.get(i).index();
        assertThat(
                Proofs.includes(
                    Leaf.of(event).leafHash(),
                    index,
                    size,
                    Proofs.inclusion(index, size, nodes),
                    root))
            .isTrue();
        previous = link;
      }
    }
  }

  /** In turns, so that whatever else the machine does is shared by both. */
  @Test
  @EnabledIfSystemProperty(named = "rmaflow.log.cost", matches = "true")
  void anAppendWithASequencerBesideIt_costsThis() throws Exception {
    long seconds = Long.getLong("rmaflow.log.seconds", 10);
    measured("warm-up", seconds, true);
    Figures without = new Figures();
    Figures with = new Figures();
    for (int turn = 0; turn < TURNS; turn++) {
      without.add(measured("without", seconds, false));
      with.add(measured("with", seconds, true));
      // whatever was not logged meanwhile
      store.log();
    }
    System.out.printf("log cost: append without a sequencer %s%n", without);
    System.out.printf("log cost: append with a sequencer    %s%n", with);
    System.out.printf(
        "log cost: %.1f %% fewer appends, %.1f %% more processor time for each%n",
        100 * (1 - with.rate() / without.rate()), 100 * (with.micros() / without.micros() - 1));
    assertThat(with.appends).isPositive();
  }

  /** What several rounds came to. */
  private static final class Figures {
    private long appends;
    private double seconds;
    private double processorSeconds;

    void add(Figures more) {
      appends += more.appends;
      seconds += more.seconds;
      processorSeconds += more.processorSeconds;
    }

    double rate() {
      return appends / seconds;
    }

    double micros() {
      return processorSeconds * 1e6 / appends;
    }

    @Override
    public String toString() {
      return String.format(
          "%,.0f/s, %,.0f µs of processor time each (JVM and PostgreSQL)", rate(), micros());
    }
  }

  private Figures measured(String name, long seconds, boolean sequenced) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong appends = new AtomicLong();
    double before = processorSeconds();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        String prefix = name + "-" + begin + "-" + writer + "-";
        threads.execute(
            () -> {
              for (int n = 0; !stop.get(); n++) {
                store.append(prefix + n / 10, n % 10, 1);
                appends.incrementAndGet();
              }
            });
      }
      if (sequenced) {
        threads.execute(() -> sequence(stop));
      }
      TimeUnit.SECONDS.sleep(seconds);
      stop.set(true);
    }
    Figures figures = new Figures();
    figures.appends = appends.get();
    figures.seconds = (System.nanoTime() - begin) / 1e9;
    figures.processorSeconds = processorSeconds() - before;
    return figures;
  }

  /** As a service does it. */
  private void sequence(AtomicBoolean stop) {
    try (Sequencer sequencer = store.sequencer(1000)) {
      while (!stop.get()) {
        if (sequencer.lead() && sequencer.append() < 1000) {
          TimeUnit.MILLISECONDS.sleep(250);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double processorSeconds() throws SQLException {
    double own =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime()
            / 1e9;
    // the whole server, ended backends too: the postmaster's times have those of its children
    long server =
        Long.parseLong(
            store
                .column("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)")
                .getFirst());
    double all = own + ticks(server, 13, 14, 15, 16);
    for (String pid :
        store.column("select pid::text from pg_stat_activity where pid is not null")) {
      all += ticks(Long.parseLong(pid), 13, 14);
    }
    return all;
  }

  /** Of the fields of {@code /proc/<pid>/stat} from 0, in seconds; 0 where the process is gone. */
  private static double ticks(long pid, int... fields) {
    Path stat = Path.of("/proc/" + pid + "/stat");
    try {
      if (!Files.exists(stat)) {
        return 0;
      }
      String text = Files.readString(stat);
      String[] rest = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      double sum = 0;
      for (int field : fields) {
        // the first two fields stand before the bracket
        sum += Long.parseLong(rest[field - 2]) / 100.0;
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
