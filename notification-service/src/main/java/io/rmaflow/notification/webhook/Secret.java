package io.rmaflow.notification.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A shared secret after the Standard Webhooks specification: {@code whsec_} and 24 to 64 bytes in
 * Base64.
 */
final class Secret {

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int FEWEST_BYTES = 24;
  private static final int MOST_BYTES = 64;
  private static final int NEW_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;
  private final SecretKeySpec key;

  private Secret(String text, byte[] bytes) {
    this.text = text;
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** A new one. */
  static Secret random() {
    byte[] bytes = new byte[NEW_BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(PREFIX + Base64.getEncoder().encodeToString(bytes), bytes);
  }

  /** The secret with this text; nothing where it is not well formed. */
  static Optional<Secret> of(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      return bytes.length < FEWEST_BYTES || bytes.length > MOST_BYTES
          ? Optional.empty()
          : Optional.of(new Secret(text, bytes));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** The text that both sides keep. */
  String text() {
    return text;
  }

  /**
   * The signature of one call, such as {@code v1,K5oZ…}.
   *
   * @param id the header {@code webhook-id}
   * @param timestamp the header {@code webhook-timestamp}, seconds since 1970
   * @param body the body as it is sent
   */
  String sign(String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signed =
          mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is in every Java", e);
    }
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
