package io.rmaflow.notification.webhook;

import io.rmaflow.kit.keys.RandomKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys under which secrets are stored, and answers that may tell one: AES-256-GCM, each value
 * under a nonce of its own and bound to its owner, the subscription or the call. A stored value
 * names its key, so that the keys can change: the first one encrypts, and all of them decrypt.
 *
 * <p>Stored as {@code aes1:<key>:<Base64 of nonce, text and tag>}, and before there were keys in
 * plain text, which is read, too.
 */
final class SecretKeys {

  private static final String SETTING = "rmaflow.webhooks.secret-keys";
  private static final String SEALED = "aes1";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ID_BYTES = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
  private final String present;

  /**
   * Keys from their texts.
   *
   * @param texts the present one first, former ones after it; at least one
   * @throws io.rmaflow.kit.keys.UnusableKey where there is none, or one is no key
   */
  SecretKeys(List<String> texts) {
    for (String text : texts.isEmpty() ? List.of("") : texts) {
      SecretKeySpec key = new SecretKeySpec(RandomKey.of(SETTING, text).bytes(), "AES");
      keys.putIfAbsent(idOf(key), key);
    }
    present = keys.keySet().iterator().next();
  }

  /** The secret of a subscription as it is stored, under the present key. */
  String sealed(UUID webhookId, Secret secret) {
    return sealed(webhookId.toString(), secret.text());
  }

  /** A text as it is stored for its owner, under the present key. */
  String sealed(String owner, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, present, nonce, owner);
      byte[] hidden = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] whole =
          ByteBuffer.allocate(nonce.length + hidden.length).put(nonce).put(hidden).array();
      return String.join(":", SEALED, present, Base64.getEncoder().encodeToString(whole));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(CIPHER + " is in every Java", e);
    }
  }

  /**
   * The secret of a subscription from what is stored.
   *
   * @throws IllegalStateException where its key is none of these, or it is not what was stored for
   *     this subscription
   */
  Secret opened(UUID webhookId, String stored) {
    return Secret.of(opened(webhookId.toString(), stored))
        .orElseThrow(() -> new IllegalStateException("webhook " + webhookId + " has no secret"));
  }

  /**
   * The text from what is stored for its owner; as it is where it was never sealed.
   *
   * @throws IllegalStateException where its key is none of these, or it is not what was stored for
   *     this owner
   */
  String opened(String owner, String stored) {
    if (!stored.startsWith(SEALED + ":")) {
      return stored;
    }
    String[] parts = stored.split(":", 3);
    String id = parts[1];
    if (!keys.containsKey(id)) {
      throw new IllegalStateException(
          "what is stored for %s is under key %s, which %s does not name"
              .formatted(owner, id, SETTING));
    }
    byte[] whole = Base64.getDecoder().decode(parts[2]);
    byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(whole, 0, nonce, 0, NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, id, nonce, owner);
      byte[] text = cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (AEADBadTagException changed) {
      throw new IllegalStateException("what is stored for " + owner + " was changed", changed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(CIPHER + " is in every Java", e);
    }
  }

  /** Whether a value is stored under the present key. */
  boolean isPresent(String stored) {
    return stored.startsWith(SEALED + ":" + present + ":");
  }

  private Cipher cipher(int mode, String keyId, byte[] nonce, String owner)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, keys.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** Tells keys apart, and nothing about them. */
  private static String idOf(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] hash = mac.doFinal("key ID".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is in every Java", e);
    }
  }
}
