package io.rmaflow.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stack's own servers as processes, without the services, which have not been built when these
 * tests run.
 */
class StackTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void keepsItsDataFromOneRunToTheNext_andSaysWhatItStarts() throws Exception {
    try (Stack stack = Stack.start(servers(), said::add)) {
      execute(stack, "create table t (v text)", "insert into t values ('kept')");
      assertThat(RunState.read(servers().layout().runState()).orElseThrow().phase())
          .isEqualTo(RunState.Phase.READY);
    }
    assertThat(said)
        .anyMatch(line -> line.contains("postgres") && line.contains("ready after"))
        .anyMatch(line -> line.contains("kafka") && line.contains("ready after"))
        .anyMatch(line -> line.equals("  stopped postgres"));
    assertThat(servers().layout().runState()).doesNotExist();

    try (Stack stack = Stack.start(servers(), said::add)) {
      assertThat(single(stack, "select v from t")).isEqualTo("kept");
    }
  }

  @Test
  void startsAgainWhatDiesByItself_andLeavesDeadWhatWasKilledOnPurpose() throws Exception {
    try (Stack stack = Stack.start(servers(), said::add)) {
      execute(stack, "create table t (v text)", "insert into t values ('committed')");
      long postmaster = stack.pid(Stack.POSTGRES).orElseThrow();
      ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
      await()
          .atMost(LIMIT)
          .until(() -> stack.pid(Stack.POSTGRES).filter(pid -> pid != postmaster).isPresent());
      await().atMost(LIMIT).until(() -> said.contains("  postgres is back"));
      assertThat(single(stack, "select v from t")).isEqualTo("committed");

      long broker = stack.pid(Stack.KAFKA).orElseThrow();
      stack.kill(Stack.KAFKA);
      assertThat(stack.pid(Stack.KAFKA)).isEmpty();
      stack.start(Stack.KAFKA);
      assertThat(stack.pid(Stack.KAFKA)).isPresent().isNotEqualTo(java.util.Optional.of(broker));
      assertThat(said).noneMatch(line -> line.contains("kafka has ended by itself"));

      stack.kill(Stack.POSTGRES);
      assertThat(stack.pid(Stack.POSTGRES)).isEmpty();
      stack.start(Stack.POSTGRES);
      assertThat(single(stack, "select v from t")).isEqualTo("committed");
    }
  }

  @Test
  void isAloneOnItsData_besideOtherStacksOnTheirs() {
    try (Stack first = Stack.start(servers(), said::add)) {
      assertThatThrownBy(() -> Stack.start(servers(), said::add).close())
          .isInstanceOf(StackFailure.class)
          .hasMessage("A stack already runs on " + folder.resolve("home"));
      assertThat(first.isReady(Stack.POSTGRES)).isTrue();
      StackOptions elsewhere =
          StackOptions.of(folder, folder.resolve("other")).onAnyPorts().withServices(List.of());
      try (Stack second = Stack.start(elsewhere, said::add)) {
        assertThat(second.port(Stack.POSTGRES)).isNotEqualTo(first.port(Stack.POSTGRES));
      }
    }
  }

  @Test
  void stopsWhatAKilledSupervisorHasLeftRunning() throws Exception {
    Process left = new ProcessBuilder("sleep", "300").start();
    try {
      Layout layout = servers().layout();
      layout.makeFolders();
      Process gone = new ProcessBuilder("true").start();
      assertThat(gone.waitFor(20, SECONDS)).isTrue();
      new RunState(
              new RunState.Identity(gone.pid(), 1L),
              RunState.Phase.READY,
              false,
              java.util.Map.of(Stack.KAFKA, 9092),
              List.of(new RunState.Started(Stack.KAFKA, RunState.Identity.of(left.toHandle()))))
          .write(layout.runState());

      Stack.stopLeftOvers(layout, said::add);

      assertThat(left.isAlive()).isFalse();
      assertThat(said).containsExactly("  stopping kafka, left by an earlier run");
      assertThat(layout.runState()).doesNotExist();
    } finally {
      left.destroyForcibly();
    }
  }

  @Test
  void doesNotTakeALaterProcessWithTheSameNumberForItsOwn() {
    ProcessHandle own = ProcessHandle.current();

    assertThat(RunState.Identity.of(own).alive()).isPresent();
    assertThat(new RunState.Identity(own.pid(), 12345L).alive()).isEmpty();
  }

  @Test
  void refusesToRunSandboxDataOnTheMachinesClock_andTheOtherWayRound() {
    try (Stack sandbox = Stack.start(servers().inSandbox(null), said::add)) {
      assertThat(sandbox.names()).containsExactly("postgres", "kafka", "mail");
    }

    assertThatThrownBy(() -> Stack.start(servers(), said::add).close())
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("was made on a sandbox clock: go on with ./rma up --sandbox");

    StackOptions other =
        StackOptions.of(folder, folder.resolve("other")).onAnyPorts().withServices(List.of());
    Stack.start(other, said::add).close();
    assertThatThrownBy(() -> Stack.start(other.inSandbox(null), said::add).close())
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("was made on the machine's clock");
  }

  @Test
  void refusesAnInstantBeforeTheOneThatTheSandboxHasReached() throws Exception {
    try (Stack stack = Stack.start(servers().inSandbox(null), said::add);
        Connection connection =
            DriverManager.getConnection(stack.jdbcUrl("sandbox"), "sandbox", "sandbox");
        var sql = connection.createStatement()) {
      sql.execute("create table sandbox_clock (id integer primary key, now timestamptz not null)");
      sql.execute("insert into sandbox_clock values (1, '2026-05-13T09:00:00+09:00')");
    }

    assertThatThrownBy(() -> Stack.start(sandboxAt("2026-05-12T15:00:00Z"), said::add).close())
        .isInstanceOf(StackFailure.class)
        .hasMessage(
            "The sandbox clock is already at 2026-05-13T09:00:00+09:00 and only goes forward:"
                + " 2026-05-13T00:00:00+09:00 is earlier");
    assertThatThrownBy(() -> Stack.start(sandboxAt("2026-05-13T00:00:01Z"), said::add).close())
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("./rma clock set 2026-05-13T09:00:01+09:00");
    try (Stack stack = Stack.start(sandboxAt("2026-05-13T00:00:00Z"), said::add)) {
      assertThat(stack.isReady(Stack.KAFKA)).isTrue();
    }
  }

  @Test
  void saysWhichServiceIsNotBuilt() {
    StackOptions all = StackOptions.of(folder, folder.resolve("home"));

    assertThatThrownBy(() -> Stack.start(all, said::add).close())
        .isInstanceOf(StackFailure.class)
        .hasMessageStartingWith("contract-service is not built");
  }

  @Test
  void saysThatTheIssuerOrTheSandboxIsNotBuilt_whereTheyAreNeeded() throws Exception {
    StackOptions one = servers().withServices(List.of("contract-service"));
    build(one, "contract-service");

    assertThatThrownBy(() -> Stack.start(one, said::add).close())
        .isInstanceOf(StackFailure.class)
        .hasMessageStartingWith("identity is not built");
    build(one, "identity");
    assertThatThrownBy(() -> Stack.start(one.inSandbox(null), said::add).close())
        .isInstanceOf(StackFailure.class)
        .hasMessageStartingWith("platform/sandbox is not built")
        .hasMessageEndingWith("platform/sandbox/target/sandbox-1.0.0-SNAPSHOT.jar");
  }

  @Test
  void leavesNothingRunningWhereAServiceDoesNotStart() throws Exception {
    build(servers(), "contract-service");
    Path issuer = build(servers(), "identity");
    List<String> lines = new ArrayList<>();

    assertThatThrownBy(
            () ->
                Stack.start(servers().withServices(List.of("contract-service")), lines::add)
                    .close())
        .isInstanceOf(StackFailure.class)
        .hasMessageStartingWith("Could not unpack " + issuer)
        .hasMessageContaining("corrupt jarfile");

    assertThat(lines).noneMatch(line -> line.contains("ready after"));
  }

  /** Something lies where the runnable jar would be. */
  private static Path build(StackOptions options, String module) throws IOException {
    Path jar = options.layout().jarOf(module);
    Files.createDirectories(jar.getParent());
    return Files.writeString(jar, "not a jar");
  }

  private StackOptions servers() {
    return StackOptions.of(folder, folder.resolve("home")).onAnyPorts().withServices(List.of());
  }

  private StackOptions sandboxAt(String instant) {
    return servers().inSandbox(Instant.parse(instant));
  }

  private static void execute(Stack stack, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(stack.jdbcUrl("rma"), "rma", "rma");
        var sql = connection.createStatement()) {
      for (String each : statements) {
        sql.execute(each);
      }
    }
  }

  private static String single(Stack stack, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(stack.jdbcUrl("rma"), "rma", "rma");
        var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
