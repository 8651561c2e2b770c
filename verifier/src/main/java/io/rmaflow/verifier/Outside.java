package io.rmaflow.verifier;

import io.rmaflow.proof.note.MalformedNote;
import io.rmaflow.proof.note.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was kept outside of the database: keys and checkpoints. */
final class Outside {

  private Outside() {}

  /**
   * Whom to believe.
   *
   * @param given public keys, or files with lines of {@link TrustedKeys#parse}
   */
  static TrustedKeys keys(List<String> given) {
    if (given.isEmpty()) {
      throw new WrongCommand(
          "--keys is needed: a public key as GET /api/proofs/key answers it, or a file with keys");
    }
    String text =
        given.stream()
            .map(each -> Files.isRegularFile(Path.of(each)) ? read(Path.of(each)) : each)
            .collect(Collectors.joining("\n"));
    try {
      return TrustedKeys.parse(text);
    } catch (MalformedNote e) {
      throw new WrongCommand("--keys: " + e.getMessage());
    }
  }

  /**
   * The notes in files, and in the files of folders. A file may have several, each with its
   * signatures, one after the other.
   */
  static List<String> checkpoints(List<Path> given) {
    List<String> notes = new ArrayList<>();
    for (Path path : given) {
      for (Path file : files(path)) {
        notes.addAll(notes(read(file)));
      }
    }
    return notes;
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new CannotVerify(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A note ends with the last of its signatures; whatever follows begins another one. */
  static List<String> notes(String text) {
    List<String> notes = new ArrayList<>();
    StringBuilder note = new StringBuilder();
    boolean signed = false;
    for (String line : text.lines().toList()) {
      boolean signature = line.startsWith("\u2014 ");
      if (signed && !signature) {
        notes.add(note.toString());
        note.setLength(0);
        signed = false;
      }
      if (note.isEmpty() && line.isBlank()) {
        continue;
      }
      signed = signature;
      note.append(line).append('\n');
    }
    if (!note.isEmpty()) {
      notes.add(note.toString());
    }
    return notes;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CannotVerify(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
