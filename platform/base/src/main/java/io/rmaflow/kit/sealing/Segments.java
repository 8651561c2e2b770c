package io.rmaflow.kit.sealing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * How a stream is sealed in pieces: a byte that names the format, a salt, a prefix, then pieces of
 * 64 KiB and a last one that is shorter or empty. Each has its own tag, under a key that HKDF with
 * SHA-256 derives for this stream alone, and a nonce of the prefix, the piece's number and whether
 * it is the last: pieces can be neither swapped nor left out nor cut off.
 */
final class Segments {

  static final byte FORMAT = 2;
  static final int SALT_BYTES = 32;
  static final int PREFIX_BYTES = 7;
  static final int PLAIN_BYTES = 64 * 1024;
  static final int TAG_BYTES = Aes.TAG_BITS / Byte.SIZE;

  private final SecretKey key;
  private final byte[] prefix;
  private int number;

  Segments(SecretKey person, byte[] binding, byte[] salt, byte[] prefix) {
    this.prefix = prefix;
    try {
      key =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "AES",
                  HKDFParameterSpec.ofExtract()
                      .addIKM(person)
                      .addSalt(salt)
                      .thenExpand(binding, Aes.KEY_BYTES));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  byte[] seal(byte[] plain, int length, boolean last) throws GeneralSecurityException {
    return next(Cipher.ENCRYPT_MODE, last).doFinal(plain, 0, length);
  }

  byte[] open(byte[] sealed, int length, boolean last) throws GeneralSecurityException {
    return next(Cipher.DECRYPT_MODE, last).doFinal(sealed, 0, length);
  }

  private Cipher next(int mode, boolean last) throws GeneralSecurityException {
    byte[] nonce =
        ByteBuffer.allocate(PREFIX_BYTES + Integer.BYTES + 1)
            .put(prefix)
            .putInt(number)
            .put((byte) (last ? 1 : 0))
            .array();
    number = Math.incrementExact(number);
    Cipher cipher = Cipher.getInstance(Aes.CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(Aes.TAG_BITS, nonce));
    return cipher;
  }
}
