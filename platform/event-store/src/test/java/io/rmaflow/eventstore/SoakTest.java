package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * 32 writers in three processes, on streams that they share, some rolling back, some ended with
 * {@code pg_terminate_backend}, two of the processes killed with {@code kill -9} again and again;
 * readers in two processes that are killed the same way and share one processor's segments.
 *
 * <p>It is about order and completeness, not about speed: the writers keep to a pace, a process is
 * killed only once it is at work, a reader only when some events were handled since the last kill,
 * and in the end the readers may take as long as they get on.
 *
 * <p>{@code -Dsoak.seconds} says for how long (20), {@code -Dsoak.transactions} how many
 * transactions all writers together begin in a second at most (200).
 */
class SoakTest {

  /** What a process prints when it has begun. */
  static final String AT_WORK = "at work";

  static final String TABLES =
      """
      create table seen (
        n        bigint generated always as identity,
        stream   text   not null,
        sequence bigint not null,
        primary key (stream, sequence)
      );
      create table seen_again (stream text not null, sequence bigint not null);
      """;

  private static final Duration WRITING =
      Duration.ofSeconds(Integer.getInteger("soak.seconds", 20));
  private static final int WRITERS_HERE = 16;
  private static final int WRITERS_IN_EACH_PROCESS = 8;
  private static final int WRITERS = WRITERS_HERE + 2 * WRITERS_IN_EACH_PROCESS;
  private static final Duration PACE =
      Duration.ofSeconds(WRITERS).dividedBy(Integer.getInteger("soak.transactions", 200));

  /** Handled at least, by all readers together, between two kills of readers. */
  private static final int HANDLED_BETWEEN_KILLS = 300;

  /** Readers that handle nothing for so long stand still. */
  private static final Duration STANDSTILL = Duration.ofMinutes(5);

  @Test
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void everyCommittedEventIsHandledOnceAndInTheOrderOfItsStream(@TempDir Path folder)
      throws Exception {
    try (TestDatabase database = TestDatabase.create("soak_test", 4)) {
      database.execute(AxonApplication.TOKENS);
      database.execute(TABLES);
      List<Child> writers =
          List.of(
              new Child(SoakWriter.class, folder.resolve("writer-1"), database),
              new Child(SoakWriter.class, folder.resolve("writer-2"), database));
      List<Child> children = new ArrayList<>(writers);
      children.add(new Child(SoakReader.class, folder.resolve("reader-1"), database));
      children.add(new Child(SoakReader.class, folder.resolve("reader-2"), database));
      int killed = 0;
      int terminated = 0;
      try {
        await().atMost(STANDSTILL).until(() -> children.stream().allMatch(Child::isAtWork));
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService here = Executors.newFixedThreadPool(WRITERS_HERE)) {
          for (int i = 0; i < WRITERS_HERE; i++) {
            here.execute(new SoakWriter(database.database(), PACE, () -> {}, stop::get));
          }
          Random random = new Random(42);
          long handledBeforeTheKill = 0;
          long end = System.nanoTime() + WRITING.toNanos();
          for (int round = 1; System.nanoTime() < end; round++) {
            pause(Duration.ofMillis(500));
            terminated += terminateOneWriter(database);
            if (round % 8 == 0) {
              long newest = newestHandled(database);
              boolean readersGotOn = newest > handledBeforeTheKill + HANDLED_BETWEEN_KILLS;
              List<Child> candidates =
                  children.stream()
                      .filter(Child::isAtWork)
                      .filter(child -> writers.contains(child) || readersGotOn)
                      .toList();
              if (!candidates.isEmpty()) {
                Child one = candidates.get(random.nextInt(candidates.size()));
                if (!writers.contains(one)) {
                  handledBeforeTheKill = newest;
                }
                one.killAndStartAgain();
                killed++;
              }
            }
          }
          stop.set(true);
        }
        writers.forEach(Child::kill);
        untilAllIsHandled(database);
      } finally {
        children.forEach(Child::kill);
      }
      System.out.printf(
          "soak: %d events in %d s, %d backends terminated, %d processes killed%n",
          count(database, "seen"), WRITING.toSeconds(), terminated, killed);
      assertThat(killed).isPositive();
      assertThat(terminated).isPositive();
      assertThat(count(database, "seen")).isGreaterThan(500);
      assertThat(
              database.column(
                  """
                  select stream || '#' || sequence from (
                    select stream, sequence,
                           lag(sequence, 1, -1::bigint) over (partition by stream order by n) before
                    from seen) handled
                  where sequence <> before + 1
                  """))
          .as("events out of order, or after a missing one")
          .isEmpty();
      assertThat(database.column("select stream || '#' || sequence from seen_again")).isEmpty();
      PostgresEventStorageEngine engine = database.engine().build();
      for (String stream : database.column("select distinct stream from stored_event")) {
        assertThat(engine.firstBroken(stream)).as(stream).isEmpty();
      }
    }
  }

  private static void untilAllIsHandled(TestDatabase database) throws SQLException {
    long written = count(database, "stored_event");
    for (long handled = count(database, "seen"); handled < written; ) {
      long before = handled;
      handled =
          await()
              .atMost(STANDSTILL)
              .pollInterval(Duration.ofMillis(500))
              .until(() -> count(database, "seen"), now -> now > before);
    }
  }

  private static void pause(Duration time) {
    await().pollDelay(time).until(() -> true);
  }

  private static int terminateOneWriter(TestDatabase database) throws SQLException {
    return database
        .column(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'soak-writer' and datname = current_database()
            order by random() limit 1
            """)
        .size();
  }

  private static long newestHandled(TestDatabase database) throws SQLException {
    return Long.parseLong(database.column("select coalesce(max(n), 0) from seen").getFirst());
  }

  private static long count(TestDatabase database, String table) throws SQLException {
    return Long.parseLong(database.column("select count(*) from " + table).getFirst());
  }

  /** A process of ours that is killed without warning. */
  private static final class Child {

    private final ProcessBuilder command;
    private final Path output;
    private Process process;

    Child(Class<?> main, Path output, TestDatabase database) throws IOException {
      this.output = output;
      command =
          JavaProcess.of(
                  main,
                  List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                  List.of(
                      database.database().name(),
                      database.database().jdbcUrl(),
                      database.database().user(),
                      database.database().password(),
                      Integer.toString(WRITERS_IN_EACH_PROCESS),
                      PACE.toString()))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      process = command.start();
    }

    boolean isAtWork() {
      try {
        String printed = Files.readString(output);
        if (!process.isAlive()) {
          throw new IllegalStateException("ended by itself: " + printed);
        }
        return printed.contains(AT_WORK);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** SIGKILL. */
    void kill() {
      process.destroyForcibly();
      process.onExit().join();
    }

    void killAndStartAgain() throws IOException {
      kill();
      process = command.start();
    }
  }
}
