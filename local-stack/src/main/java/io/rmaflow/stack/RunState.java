package io.rmaflow.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What runs in a stack, as its supervisor writes it for the other commands.
 *
 * @param supervisor the process that started the others
 * @param phase how far it is
 * @param sandbox whether the stack has a movable clock
 * @param ports of each process by its name, on 127.0.0.1
 * @param processes those that it has started
 */
record RunState(
    Identity supervisor,
    Phase phase,
    boolean sandbox,
    Map<String, Integer> ports,
    List<Started> processes) {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  enum Phase {
    STARTING,
    READY
  }

  /**
   * A process, told from a later one that got the same number.
   *
   * @param startedAt milliseconds since 1970, null where the system does not tell
   */
  record Identity(long pid, @Nullable Long startedAt) {

    static Identity of(ProcessHandle process) {
      return new Identity(
          process.pid(), process.info().startInstant().map(Instant::toEpochMilli).orElse(null));
    }

    /** The process, where it still runs. */
    Optional<ProcessHandle> alive() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> startedAt == null || startedAt.equals(of(process).startedAt()));
    }
  }

  /** A process under its name in the stack. */
  record Started(String name, Identity identity) {}

  RunState {
    ports = Map.copyOf(ports);
    processes = List.copyOf(processes);
  }

  /**
   * The state that lies in the folder; empty where nothing has run there since the last orderly
   * stop.
   */
  static Optional<RunState> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(MAPPER.readValue(Files.readString(file), RunState.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    } catch (JacksonException e) {
      throw new StackFailure(file + " is not what a supervisor writes; delete it", e);
    }
  }

  void write(Path file) {
    try {
      Path unfinished = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(
          unfinished, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file, e);
    }
  }

  int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new StackFailure("This stack has no " + name);
    }
    return port;
  }

  String url(String name) {
    return "http://127.0.0.1:" + port(name);
  }
}
