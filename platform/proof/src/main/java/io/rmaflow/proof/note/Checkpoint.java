package io.rmaflow.proof.note;

import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Merkle;
import java.util.List;

/**
 * What a log says of itself: so many leaves, this root ({@code tlog-checkpoint}).
 *
 * @param origin which log it is
 * @param size leaves of the tree
 * @param root its root
 * @param extensions further lines, which this library neither writes nor looks at
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

  private static final int MOST_LINES = 100;

  /** Checks the form. */
  public Checkpoint {
    if (origin.isEmpty() || origin.indexOf('\n') >= 0) {
      throw new MalformedNote("the origin of a checkpoint is a line that is not empty");
    }
    if (size < 0) {
      throw new MalformedNote("a tree of " + size + " leaves");
    }
    if (size == 0 && !root.equals(Merkle.emptyRoot())) {
      throw new MalformedNote("the tree without leaves has another root");
    }
    for (String extension : extensions) {
      if (extension.isEmpty() || extension.indexOf('\n') >= 0) {
        throw new MalformedNote("an extension of a checkpoint is a line that is not empty");
      }
    }
    extensions = List.copyOf(extensions);
  }

  /** Without further lines. */
  public Checkpoint(String origin, long size, Hash root) {
    this(origin, size, root, List.of());
  }

  /**
   * Reads the text of a note.
   *
   * @throws MalformedNote where it is no checkpoint; the message says what is wrong
   */
  public static Checkpoint parse(String text) {
    if (!text.endsWith("\n")) {
      throw new MalformedNote("a checkpoint ends with a line feed");
    }
    List<String> lines = text.lines().toList();
    if (lines.size() < 3 || lines.size() > MOST_LINES) {
      throw new MalformedNote("a checkpoint has 3 to 100 lines, not " + lines.size());
    }
    Hash root;
    try {
      root = Hash.ofBase64(lines.get(2));
    } catch (IllegalArgumentException e) {
      throw new MalformedNote("the third line is not the base64 of a hash: " + lines.get(2));
    }
    return new Checkpoint(
        lines.getFirst(), decimal(lines.get(1)), root, lines.subList(3, lines.size()));
  }

  /** A number in decimal as it is written in one way only. */
  static long decimal(String text) {
    if (!text.matches("0|[1-9][0-9]{0,18}")) {
      throw new MalformedNote("not a number: " + text);
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedNote("a number above 2^63: " + text);
    }
  }

  /** Signed with these keys; all of them sign while one key follows another. */
  public SignedNote sign(List<SigningKey> keys) {
    return SignedNote.sign(text(), keys);
  }

  /** The text of the note. */
  public String text() {
    StringBuilder text = new StringBuilder(origin).append('\n');
    text.append(size).append('\n').append(root.base64()).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
