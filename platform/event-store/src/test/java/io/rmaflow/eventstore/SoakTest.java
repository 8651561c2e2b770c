package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
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

/**
 * 32 writers in three processes, on streams that they share, some rolling back, some ended with
 * {@code pg_terminate_backend}, two of the processes killed with {@code kill -9} again and again;
 * readers in two processes that are killed the same way and share one processor's segments.
 *
 * <p>{@code -Dsoak.seconds} says for how long; 30 by default.
 */
class SoakTest {

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
      Duration.ofSeconds(Integer.getInteger("soak.seconds", 30));
  private static final int WRITERS_HERE = 16;
  private static final int WRITERS_IN_EACH_PROCESS = 8;

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void everyCommittedEventIsHandledOnceAndInTheOrderOfItsStream() throws Exception {
    try (TestDatabase database = TestDatabase.create("soak_test", 4)) {
      database.execute(AxonApplication.TOKENS);
      database.execute(TABLES);
      List<Child> writers =
          List.of(
              new Child(SoakWriter.class, database, WRITERS_IN_EACH_PROCESS),
              new Child(SoakWriter.class, database, WRITERS_IN_EACH_PROCESS));
      List<Child> readers =
          List.of(
              new Child(SoakReader.class, database, 0), new Child(SoakReader.class, database, 0));
      int killed = 0;
      int terminated = 0;
      try {
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService here = Executors.newFixedThreadPool(WRITERS_HERE)) {
          for (int i = 0; i < WRITERS_HERE; i++) {
            here.execute(new SoakWriter(database.database(), stop::get));
          }
          Random random = new Random(42);
          long end = System.nanoTime() + WRITING.toNanos();
          for (int round = 1; System.nanoTime() < end; round++) {
            pause(Duration.ofMillis(500));
            terminated += terminateOneWriter(database);
            if (round % 8 == 0) {
              (random.nextBoolean() ? writers : readers).get(random.nextInt(2)).killAndStartAgain();
              killed++;
            }
          }
          stop.set(true);
        }
        writers.forEach(Child::kill);
        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(500))
            .until(() -> count(database, "seen") == count(database, "stored_event"));
      } finally {
        writers.forEach(Child::kill);
        readers.forEach(Child::kill);
      }
      System.out.printf(
          "soak: %d events in %d s, %d backends terminated, %d processes killed%n",
          count(database, "seen"), WRITING.toSeconds(), terminated, killed);
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

  private static long count(TestDatabase database, String table) throws SQLException {
    return Long.parseLong(database.column("select count(*) from " + table).getFirst());
  }

  /** A process of ours that is killed without warning. */
  private static final class Child {

    private final List<String> command = new ArrayList<>();
    private Process process;

    Child(Class<?> main, TestDatabase database, int threads) throws IOException {
      command.add(ProcessHandle.current().info().command().orElse("java"));
      command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
      command.addAll(
          List.of(
              database.database().name(),
              database.database().jdbcUrl(),
              database.database().user(),
              database.database().password(),
              Integer.toString(threads)));
      process = start();
    }

    private Process start() throws IOException {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("/dev/null")))
          .start();
    }

    /** SIGKILL. */
    void kill() {
      process.destroyForcibly();
      process.onExit().join();
    }

    void killAndStartAgain() throws IOException {
      kill();
      process = start();
    }
  }
}
