package io.rmaflow.kit.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who was erased, in a file outside the database and its backups: a line for each erasure, with its
 * instant and the ID that stays. Only ever added to. Several instances may share it; a line that a
 * crash cut off is passed over.
 */
final class ErasureList {

  private final Path file;

  ErasureList(Path file) {
    this.file = file;
  }

  /** The file. */
  Path file() {
    return file;
  }

  /**
   * Adds erasures; on return they have reached the disk.
   *
   * @param erased when, by subject
   */
  void add(Map<Subject, Instant> erased) {
    StringBuilder lines = new StringBuilder();
    erased.forEach((subject, at) -> lines.append(at).append(' ').append(subject.id()).append('\n'));
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (FileChannel channel = FileChannel.open(file, CREATE, APPEND);
          FileLock alone = channel.lock()) {
        if (!alone.isValid()) {
          throw new IOException(file + " is not locked");
        }
        // what a crash cut off ends here, and this begins on a line of its own
        ByteBuffer bytes = ByteBuffer.wrap(("\n" + lines).getBytes(UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the erasure could not be added to " + file, e);
    }
  }

  /** All erasures, the earliest instant of each subject; none where there is no file yet. */
  Map<Subject, Instant> read() {
    Map<Subject, Instant> erased = new LinkedHashMap<>();
    for (String line : lines()) {
      int blank = line.indexOf(' ');
      String id = blank < 0 ? "" : line.substring(blank + 1);
      if (id.isBlank() || id.length() > Subject.LONGEST) {
        continue;
      }
      try {
        Instant at = Instant.parse(line.substring(0, blank));
        erased.merge(new Subject(id), at, (one, other) -> one.isBefore(other) ? one : other);
      } catch (DateTimeParseException cutOff) {
        // half a line: its erasure is in the database, and added again at the start
      }
    }
    return erased;
  }

  private Collection<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("the list of erasures " + file + " cannot be read", e);
    }
  }
}
