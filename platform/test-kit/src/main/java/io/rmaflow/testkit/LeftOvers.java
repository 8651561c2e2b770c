package io.rmaflow.testkit;

import io.rmaflow.stack.server.Folders;
import io.rmaflow.stack.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What test JVMs that were killed have left on the machine. */
final class LeftOvers {

  static final String PREFIX = "rmaflow-test-";

  private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]+)-.*");

  private LeftOvers() {}

  /** Stops the servers and deletes the folders of those JVMs that no longer run. */
  static void remove(Path parent) {
    for (Path folder : foldersIn(parent)) {
      Matcher name = NAME.matcher(folder.getFileName().toString());
      if (name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
        PostgresServer.runningOn(folder.resolve("postgres"))
            .ifPresent(ProcessHandle::destroyForcibly);
        Folders.delete(folder);
      }
    }
  }

  private static List<Path> foldersIn(Path parent) {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(path -> path.getFileName().toString().startsWith(PREFIX)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + parent, e);
    }
  }
}
