package io.rmaflow.proof.note;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A signature line of a note: {@code — name base64(keyId ‖ signature)}.
 *
 * @param name of the key
 * @param keyId of the key
 * @param base64 the key ID and the signature
 */
public record NoteSignature(String name, int keyId, String base64) {

  private static final String DASH = "\u2014 ";
  private static final int LONGEST = 16_384;

  static NoteSignature of(VerifierKey key, byte[] signature) {
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + signature.length)
            .putInt(key.id())
            .put(signature)
            .array();
    return new NoteSignature(key.name(), key.id(), Base64.getEncoder().encodeToString(bytes));
  }

  /**
   * Reads a line without its line feed.
   *
   * @throws MalformedNote where it is no signature line
   */
  public static NoteSignature parse(String line) {
    int space = line.indexOf(' ', DASH.length());
    if (!line.startsWith(DASH) || space < 0 || line.length() > LONGEST) {
      throw new MalformedNote("not a signature line: " + line);
    }
    String base64 = line.substring(space + 1);
    byte[] bytes = VerifierKey.base64(base64);
    if (bytes.length <= Integer.BYTES) {
      throw new MalformedNote("a signature line without a signature: " + line);
    }
    return new NoteSignature(
        VerifierKey.checked(line.substring(DASH.length(), space)),
        ByteBuffer.wrap(bytes).getInt(),
        base64);
  }

  /**
   * Reads signature lines one after the other, as a witness answers.
   *
   * @throws MalformedNote where a line is none or the last one does not end
   */
  public static List<NoteSignature> parseLines(String text) {
    List<NoteSignature> signatures = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        throw new MalformedNote("the last line does not end");
      }
      signatures.add(parse(text.substring(at, end)));
      at = end + 1;
    }
    return List.copyOf(signatures);
  }

  boolean isOf(VerifierKey key) {
    return keyId == key.id() && name.equals(key.name());
  }

  /** The signature without the key ID. */
  byte[] signature() {
    byte[] bytes = Base64.getDecoder().decode(base64);
    byte[] signature = new byte[bytes.length - Integer.BYTES];
    System.arraycopy(bytes, Integer.BYTES, signature, 0, signature.length);
    return signature;
  }

  /** The key ID as 8 hexadecimal digits. */
  public String keyIdInHex() {
    return HexFormat.of().toHexDigits(keyId);
  }

  /** The line with its line feed. */
  public String line() {
    return DASH + name + ' ' + base64 + '\n';
  }
}
