package io.rmaflow.proof.merkle;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of up to 256 leaves as C2SP's {@code tlog-tiles} has them: each with its length
 * before it, in two bytes, the higher one first.
 */
public final class EntryBundle {

  private static final int LONGEST = 0xffff;

  private EntryBundle() {}

  /**
   * The entries as one bundle.
   *
   * @throws IllegalArgumentException where one is longer than 65,535 bytes
   */
  public static byte[] of(List<byte[]> entries) {
    int length = 0;
    for (byte[] entry : entries) {
      if (entry.length > LONGEST) {
        throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
      }
      length += Short.BYTES + entry.length;
    }
    ByteBuffer bundle = ByteBuffer.allocate(length);
    for (byte[] entry : entries) {
      bundle.putShort((short) entry.length).put(entry);
    }
    return bundle.array();
  }

  /**
   * The entries of a bundle.
   *
   * @throws IllegalArgumentException where it ends in the middle of one
   */
  public static List<byte[]> read(byte[] bundle) {
    ByteBuffer rest = ByteBuffer.wrap(bundle);
    List<byte[]> entries = new ArrayList<>();
    try {
      while (rest.hasRemaining()) {
        byte[] entry = new byte[Short.toUnsignedInt(rest.getShort())];
        rest.get(entry);
        entries.add(entry);
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the bundle of entries ends in the middle of one", e);
    }
    return entries;
  }
}
