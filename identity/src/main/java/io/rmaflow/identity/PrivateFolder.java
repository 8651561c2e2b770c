package io.rmaflow.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A folder whose files nobody but the owner of the process can read. */
final class PrivateFolder {

  private static final Set<PosixFilePermission> OWNERS_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNERS_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final Path folder;

  private PrivateFolder(Path folder) {
    this.folder = folder;
  }

  /** The folder, made where it is missing and closed where it was open. */
  static PrivateFolder at(Path folder) {
    try {
      Path absolute = folder.toAbsolutePath().normalize();
      Files.createDirectories(absolute, PosixFilePermissions.asFileAttribute(OWNERS_FOLDER));
      Files.setPosixFilePermissions(absolute, OWNERS_FOLDER);
      return new PrivateFolder(absolute);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make " + folder, e);
    }
  }

  Path path() {
    return folder;
  }

  /** The text of a file, which is closed to others from then on; empty where there is none. */
  Optional<String> read(String name) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Files.setPosixFilePermissions(file, OWNERS_FILE);
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }

  /** Writes a file whole or not at all; nobody else can read it at any moment. */
  void write(String name, String text) {
    Path file = folder.resolve(name);
    try {
      Path unfinished =
          Files.createTempFile(
              folder, name, ".part", PosixFilePermissions.asFileAttribute(OWNERS_FILE));
      Files.writeString(unfinished, text, StandardCharsets.UTF_8);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file, e);
    }
  }

  boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  void delete(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete " + folder.resolve(name), e);
    }
  }
}
