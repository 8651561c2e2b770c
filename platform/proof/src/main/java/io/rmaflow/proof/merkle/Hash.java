package io.rmaflow.proof.merkle;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 hash: 32 bytes that nobody can change. */
public final class Hash {

  /** Bytes of a hash. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    this.bytes = bytes;
  }

  /**
   * A hash of its bytes.
   *
   * @throws IllegalArgumentException unless there are 32
   */
  public static Hash of(byte[] bytes) {
    return new Hash(bytes.clone());
  }

  /** Without a copy: for bytes that nobody else has. */
  static Hash owned(byte[] bytes) {
    return new Hash(bytes);
  }

  /**
   * The hash that begins at a place in {@code bytes}.
   *
   * @throws IllegalArgumentException where fewer than 32 bytes are left there
   */
  public static Hash at(byte[] bytes, int from) {
    if (from < 0 || from > bytes.length - LENGTH) {
      throw new IllegalArgumentException("no 32 bytes from " + from + " of " + bytes.length);
    }
    return new Hash(Arrays.copyOfRange(bytes, from, from + LENGTH));
  }

  /**
   * Reads standard base64 with padding, and nothing that is written otherwise.
   *
   * @throws IllegalArgumentException where it is anything else
   */
  public static Hash ofBase64(String text) {
    Hash hash = new Hash(Base64.getDecoder().decode(text));
    if (!hash.base64().equals(text)) {
      throw new IllegalArgumentException("not the canonical base64 of a hash: " + text);
    }
    return hash;
  }

  /**
   * Reads 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException where it is anything else
   */
  public static Hash ofHex(String text) {
    return new Hash(HexFormat.of().parseHex(text));
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether these are its bytes. */
  public boolean is(byte[] other) {
    return Arrays.equals(bytes, other);
  }

  /** Its bytes written into a buffer. */
  public void writeTo(ByteBuffer buffer) {
    buffer.put(bytes);
  }

  byte[] unsafe() {
    return bytes;
  }

  /** Standard base64, 44 characters. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** 64 hexadecimal digits, small letters. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** As {@link #hex}. */
  @Override
  public String toString() {
    return hex();
  }
}
