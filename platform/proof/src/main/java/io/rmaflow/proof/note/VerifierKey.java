package io.rmaflow.proof.note;

import io.rmaflow.proof.merkle.Merkle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A public key under its name, as C2SP writes it: {@code name+keyId+base64}. The key ID is the
 * begin of a hash of all the rest and tells the kind of signature too.
 */
public final class VerifierKey {

  private static final int LONGEST_NAME = 255;

  private final String name;
  private final Kind kind;
  private final byte[] encoded;
  private final PublicKey key;
  private final int id;

  /** What a key signs. */
  public enum Kind {
    /** The text of a note. */
    NOTE(0x01),
    /** A checkpoint with the time at which a witness saw it ({@code cosignature/v1}). */
    COSIGNATURE(0x04);

    private final int type;

    Kind(int type) {
      this.type = type;
    }

    byte type() {
      return (byte) type;
    }

    static Kind of(byte type) {
      for (Kind kind : values()) {
        if (kind.type == type) {
          return kind;
        }
      }
      throw new MalformedNote("signatures of type " + type + " are not known, only 1 and 4");
    }
  }

  VerifierKey(String name, Kind kind, byte[] encoded) {
    this.name = checked(name);
    this.kind = kind;
    this.encoded = encoded.clone();
    this.key = Ed25519.publicKey(encoded);
    this.id = ByteBuffer.wrap(Merkle.sha256(identified()).bytes()).getInt();
  }

  /**
   * Reads {@code name+keyId+base64}.
   *
   * @throws MalformedNote where it is anything else, of another kind, or its ID is not its own
   */
  public static VerifierKey parse(String text) {
    int first = text.indexOf('+');
    int second = text.indexOf('+', first + 1);
    if (first <= 0 || second < 0) {
      throw new MalformedNote("a key is written name+keyId+base64: " + text);
    }
    byte[] material = base64(text.substring(second + 1));
    if (material.length != 1 + Ed25519.KEY_LENGTH) {
      throw new MalformedNote("the key has not 33 bytes: " + text);
    }
    VerifierKey key =
        new VerifierKey(
            text.substring(0, first),
            Kind.of(material[0]),
            Arrays.copyOfRange(material, 1, material.length));
    if (!key.idInHex().equals(text.substring(first + 1, second))) {
      throw new MalformedNote(
          "the key ID is " + key.idInHex() + ", another one is written: " + text);
    }
    return key;
  }

  /** The name that its signatures bear. */
  public String name() {
    return name;
  }

  /** What it verifies. */
  public Kind kind() {
    return kind;
  }

  /** The key ID that its signatures bear. */
  public int id() {
    return id;
  }

  /** The key ID as 8 hexadecimal digits. */
  public String idInHex() {
    return HexFormat.of().toHexDigits(id);
  }

  boolean verifies(byte[] message, byte[] signature) {
    return Ed25519.verifies(key, message, signature);
  }

  private byte[] identified() {
    byte[] before = (name + "\n").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(before.length + 1 + encoded.length)
        .put(before)
        .put(kind.type())
        .put(encoded)
        .array();
  }

  static String checked(String name) {
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.indexOf('+') >= 0
        || name.codePoints().anyMatch(VerifierKey::isSpaceOrControl)) {
      throw new MalformedNote(
          "a key's name has 1 to 255 characters without spaces and plus signs: " + name);
    }
    return name;
  }

  private static boolean isSpaceOrControl(int c) {
    return c < ' ' || c == 0x85 || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  static byte[] base64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedNote("not base64: " + text + " (" + e.getMessage() + ")");
    }
    throw new MalformedNote("not the canonical base64: " + text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerifierKey that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return id;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    byte[] material = ByteBuffer.allocate(1 + encoded.length).put(kind.type()).put(encoded).array();
    return String.format(
        Locale.ROOT, "%s+%s+%s", name, idInHex(), Base64.getEncoder().encodeToString(material));
  }
}
