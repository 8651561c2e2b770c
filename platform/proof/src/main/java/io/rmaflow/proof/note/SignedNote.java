package io.rmaflow.proof.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text with signatures. Nothing is said about whether they are right: {@link #signedBy} says it.
 *
 * @param text ends with a line feed
 * @param signatures one at least
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

  private static final int LONGEST = 1_000_000;
  private static final int MOST_SIGNATURES = 100;

  /** Checks the form. */
  public SignedNote {
    if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new MalformedNote("a note ends with a line feed and has no other control characters");
    }
    if (!isUnicode(text)) {
      throw new MalformedNote("a note has half a character");
    }
    if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
      throw new MalformedNote("a note has 1 to 100 signatures, not " + signatures.size());
    }
    signatures = List.copyOf(signatures);
  }

  /** A text signed with one or more keys, such as the old and the new one while a key changes. */
  public static SignedNote sign(String text, List<SigningKey> keys) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    return new SignedNote(
        text,
        keys.stream()
            .map(
                key -> {
                  if (key.verifier().kind() != VerifierKey.Kind.NOTE) {
                    throw new IllegalArgumentException("a key of a witness signs no notes: " + key);
                  }
                  return NoteSignature.of(key.verifier(), key.sign(message));
                })
            .toList());
  }

  /**
   * Reads a note.
   *
   * @throws MalformedNote where it is none; the message says what is wrong
   */
  public static SignedNote parse(String note) {
    if (note.length() > LONGEST) {
      throw new MalformedNote("a note of more than 1,000,000 characters");
    }
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0) {
      throw new MalformedNote("no empty line stands before the signatures");
    }
    return new SignedNote(
        note.substring(0, blank + 1), NoteSignature.parseLines(note.substring(blank + 2)));
  }

  /**
   * Reads a note as it came.
   *
   * @throws MalformedNote also where it is not UTF-8
   */
  public static SignedNote parse(byte[] note) {
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(note)).toString());
    } catch (CharacterCodingException e) {
      throw new MalformedNote("a note is not UTF-8");
    }
  }

  /** Which of these keys are named by a signature, with whether it is right. */
  Map<VerifierKey, Boolean> judged(Collection<VerifierKey> keys) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    Map<VerifierKey, Boolean> judged = new LinkedHashMap<>();
    for (NoteSignature signature : signatures) {
      for (VerifierKey key : keys) {
        if (key.kind() == VerifierKey.Kind.NOTE && signature.isOf(key)) {
          judged.merge(key, key.verifies(message, signature.signature()), Boolean::logicalAnd);
        }
      }
    }
    return judged;
  }

  /**
   * Who of the keys signed it. As C2SP has it, signatures of other keys are passed over, and a
   * wrong one of a known key spoils the note.
   *
   * @return nobody where a signature of a known key is wrong
   */
  public List<VerifierKey> signedBy(Collection<VerifierKey> keys) {
    Map<VerifierKey, Boolean> judged = judged(keys);
    return judged.containsValue(false) ? List.of() : List.copyOf(judged.keySet());
  }

  /** With further signatures; one that is there already does not come twice. */
  public SignedNote with(List<NoteSignature> more) {
    List<NoteSignature> all = new ArrayList<>(signatures);
    more.stream().filter(signature -> !all.contains(signature)).forEach(all::add);
    return new SignedNote(text, all);
  }

  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** The note as it is sent and kept. */
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()));
    return note.toString();
  }
}
