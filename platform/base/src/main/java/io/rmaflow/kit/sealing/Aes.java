package io.rmaflow.kit.sealing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a random nonce of 96 bits: a byte that names the format, the nonce, what is
 * hidden, and the tag of 128 bits.
 */
final class Aes {

  static final String CIPHER = "AES/GCM/NoPadding";
  static final int TAG_BITS = 128;
  static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final byte FORMAT = 1;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Aes() {}

  /** So many random bytes. */
  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  static SecretKeySpec key(byte[] bytes) {
    if (bytes.length != KEY_BYTES) {
      throw new SealBroken("a key of " + bytes.length + " bytes");
    }
    return new SecretKeySpec(bytes, "AES");
  }

  static byte[] seal(SecretKey key, byte[] binding, byte[] plain) {
    byte[] nonce = random(NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, binding);
      byte[] hidden = cipher.doFinal(plain);
      return ByteBuffer.allocate(1 + nonce.length + hidden.length)
          .put(FORMAT)
          .put(nonce)
          .put(hidden)
          .array();
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /**
   * What was sealed.
   *
   * @param what is opened, for the message
   * @throws SealBroken where it was not sealed so
   */
  static byte[] open(SecretKey key, byte[] binding, byte[] sealed, String what) {
    if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / Byte.SIZE || sealed[0] != FORMAT) {
      throw new SealBroken(what + " is in no known format");
    }
    byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, binding);
      return cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
    } catch (AEADBadTagException changed) {
      throw new SealBroken(what + " is not what was sealed there", changed);
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] binding)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(binding);
    return cipher;
  }
}
