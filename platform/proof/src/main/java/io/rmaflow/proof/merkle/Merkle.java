package io.rmaflow.proof.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How the tree hashes (RFC 9162, section 2.1.1): leaves and nodes can never be taken for each
 * other.
 */
public final class Merkle {

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(Merkle::newSha256);
  private static final Hash EMPTY = sha256(new byte[0]);

  private Merkle() {}

  /** The root of the tree without leaves: the hash of nothing. */
  public static Hash emptyRoot() {
    return EMPTY;
  }

  /** The hash of a leaf: {@code SHA-256(0x00 ‖ entry)}. */
  public static Hash leaf(byte[] entry) {
    MessageDigest digest = SHA_256.get();
    digest.update(LEAF);
    return Hash.owned(digest.digest(entry));
  }

  /** The hash of a node: {@code SHA-256(0x01 ‖ left ‖ right)}. */
  public static Hash node(Hash left, Hash right) {
    MessageDigest digest = SHA_256.get();
    digest.update(NODE);
    digest.update(left.unsafe());
    return Hash.owned(digest.digest(right.unsafe()));
  }

  /** SHA-256 without any prefix. */
  public static Hash sha256(byte[] bytes) {
    return Hash.owned(SHA_256.get().digest(bytes));
  }

  /** The largest power of two that is smaller than {@code size}; {@code size} is 2 at least. */
  static long split(long size) {
    return Long.highestOneBit(size - 1);
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
