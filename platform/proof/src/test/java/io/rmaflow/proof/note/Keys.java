package io.rmaflow.proof.note;

import java.util.Arrays;

/** Keys that are the same in every run. */
public final class Keys {

  private Keys() {}

  /** A log's key of a seed whose bytes are all the same. */
  public static SigningKey log(String name, int seed) {
    return key(name, VerifierKey.Kind.NOTE, seed);
  }

  /** A witness's key. */
  public static SigningKey witness(String name, int seed) {
    return key(name, VerifierKey.Kind.COSIGNATURE, seed);
  }

  private static SigningKey key(String name, VerifierKey.Kind kind, int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return SigningKey.ofSeed(name, kind, bytes);
  }
}
