package io.rmaflow.stack;

import io.rmaflow.stack.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One process of the stack, which may be started again after it has ended. */
final class Managed {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int RECENT_LINES = 300;
  private static final int SHOWN_LINES = 12;

  /** Keeps a terminal's Ctrl-C from the children: the supervisor stops them in order. */
  private static final @Nullable Path SETSID = findSetsid();

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final BooleanSupplier ready;
  private final Consumer<Managed> onEnd;
  private @Nullable Process process;
  private boolean wanted;

  /**
   * @param ready whether the process does its work
   * @param onEnd told when the process ends although nobody has asked it to
   */
  Managed(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      BooleanSupplier ready,
      Consumer<Managed> onEnd) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.ready = ready;
    this.onEnd = onEnd;
  }

  String name() {
    return name;
  }

  Path log() {
    return log;
  }

  /** Whether the process is to run, be it alive or about to be started again. */
  synchronized boolean wanted() {
    return wanted;
  }

  synchronized @Nullable ProcessHandle alive() {
    return process != null && process.isAlive() ? process.toHandle() : null;
  }

  /** Starts the process where it does not run; its output goes to the end of its log. */
  synchronized void start() {
    wanted = true;
    if (alive() != null) {
      return;
    }
    List<String> whole = new ArrayList<>();
    if (SETSID != null) {
      whole.add(SETSID.toString());
    }
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process started = builder.start();
      process = started;
      var unused = started.onExit().thenAccept(this::ended);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start " + name, e);
    }
  }

  private void ended(Process which) {
    synchronized (this) {
      if (process != which || !wanted) {
        return;
      }
    }
    onEnd.accept(this);
  }

  /**
   * Waits until the process does its work.
   *
   * @throws StackFailure with the end of its log where it ends or takes longer than the limit
   */
  void awaitReady(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (alive() == null) {
        throw new StackFailure(name + " ended before it was ready. Its last lines:\n" + tail());
      }
      if (System.nanoTime() > end) {
        throw new StackFailure(
            name + " is not ready after " + limit.toSeconds() + " s. Its last lines:\n" + tail());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while the stack starts", e);
    }
  }

  boolean isReady() {
    return alive() != null && ready.getAsBoolean();
  }

  /** Asks the process to end, and ends it where it does not within 20 s. */
  void stop() {
    ProcessHandle running;
    synchronized (this) {
      wanted = false;
      running = alive();
    }
    if (running != null) {
      stop(running);
    }
  }

  static void stop(ProcessHandle running) {
    running.destroy();
    try {
      running.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      kill(running);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while the stack stops", e);
    } catch (ExecutionException e) {
      throw new StackFailure("Process " + running.pid() + " cannot be waited for", e);
    }
  }

  /** Ends the process as {@code kill -9} does, and waits until it is gone. */
  void kill() {
    ProcessHandle running;
    synchronized (this) {
      wanted = false;
      running = alive();
    }
    if (running != null) {
      kill(running);
    }
  }

  static void kill(ProcessHandle running) {
    running.destroyForcibly();
    try {
      running.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while a process is killed", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StackFailure("Process " + running.pid() + " does not end", e);
    }
  }

  /** What the log says of causes, and its last lines; stack frames are left to the log itself. */
  String tail() {
    try {
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      List<String> telling =
          lines.subList(Math.max(0, lines.size() - RECENT_LINES), lines.size()).stream()
              .filter(
                  line -> !line.isBlank() && !line.startsWith("\tat ") && !line.startsWith("\t..."))
              .toList();
      return String.join(
          "\n", telling.subList(Math.max(0, telling.size() - SHOWN_LINES), telling.size()));
    } catch (IOException e) {
      return "(could not read " + log + ": " + e.getMessage() + ")";
    }
  }

  private static @Nullable Path findSetsid() {
    for (String folder : List.of("/usr/bin", "/bin")) {
      Path candidate = Path.of(folder, "setsid");
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /**
   * Ends the postmaster on the data as {@code kill -9} does; the JVM that started it may be gone.
   */
  static void killPostmaster(Path data) {
    PostgresServer.runningOn(data).ifPresent(Managed::kill);
  }
}
