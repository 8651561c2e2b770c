package io.rmaflow.kit.eventing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The text form of what callers are given, keep unread and hand back: safe in URLs and headers, and
 * with a check of its own, so that a text that was cut, extended or changed on the way is refused
 * instead of meaning something else.
 *
 * <p>The check is the beginning of a SHA-256 digest over the purpose and the content. It has no
 * key: it is against damage, of which one in 2<sup>64</sup> goes unnoticed, and not against
 * somebody who makes such a text himself; he would learn or change nothing that he may not.
 */
final class CheckedText {

  private static final int CHECK_BYTES = 8;

  private CheckedText() {}

  /**
   * The text of a content.
   *
   * @param purpose what it is for; it can be read back for the same purpose only
   */
  static String of(String purpose, byte[] content) {
    byte[] check = check(purpose, content);
    byte[] all = Arrays.copyOf(check, CHECK_BYTES + content.length);
    System.arraycopy(content, 0, all, CHECK_BYTES, content.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /**
   * The content of a text.
   *
   * @throws IllegalArgumentException where the text is not, letter for letter, one of {@link #of}
   *     for this purpose
   */
  static byte[] read(String purpose, String text) {
    byte[] all = Base64.getUrlDecoder().decode(text);
    if (all.length >= CHECK_BYTES) {
      byte[] content = Arrays.copyOfRange(all, CHECK_BYTES, all.length);
      if (of(purpose, content).equals(text)) {
        return content;
      }
    }
    throw new IllegalArgumentException("not as it was given out");
  }

  private static byte[] check(String purpose, byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((purpose + "\n").getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(digest.digest(content), CHECK_BYTES);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
