package io.rmaflow.kit.keys;

import java.util.Base64;
import java.util.stream.IntStream;

/** A key of 256 bits: 32 random bytes, which the configuration gives in Base64. */
public final class RandomKey {

  private static final int BYTES = 32;

  /** Of 32 random bytes fewer than so many are different ones less than once in 10^19 keys. */
  private static final int FEWEST_DIFFERENT = 16;

  private final byte[] bytes;

  private RandomKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The key that a setting names.
   *
   * @param setting its name, for whoever has to set it right
   * @param text its value: 32 bytes in Base64, 44 characters; white space round it does not count
   * @throws UnusableKey where it is anything else, or bytes that repeat themselves as random ones
   *     do not; the value is not repeated
   */
  public static RandomKey of(String setting, String text) {
    if (text.isBlank()) {
      throw new UnusableKey(setting, "it is not set");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException notBase64) {
      throw new UnusableKey(setting, "what is set is not Base64");
    }
    if (bytes.length != BYTES) {
      throw new UnusableKey(setting, "what is set has " + bytes.length + " bytes");
    }
    long different = IntStream.range(0, BYTES).map(i -> bytes[i]).distinct().count();
    if (different < FEWEST_DIFFERENT) {
      throw new UnusableKey(setting, "what is set is not random");
    }
    return new RandomKey(bytes);
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "RandomKey";
  }
}
