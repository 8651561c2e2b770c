package io.rmaflow.proof.merkle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 6962, section 2.1, word for word, over entries in a list. */
public final class NaiveTree {

  private NaiveTree() {}

  /** Entries that differ: {@code leaf 0}, {@code leaf 1} and so on. */
  public static List<byte[]> entries(int size) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(("leaf " + i).getBytes(StandardCharsets.US_ASCII));
    }
    return entries;
  }

  /** MTH. */
  public static Hash root(List<byte[]> entries) {
    int n = entries.size();
    if (n == 0) {
      return sha256();
    }
    if (n == 1) {
      return sha256(new byte[] {0}, entries.getFirst());
    }
    int k = split(n);
    return sha256(
        new byte[] {1}, root(entries.subList(0, k)).bytes(), root(entries.subList(k, n)).bytes());
  }

  /** PATH. */
  static List<Hash> path(int m, List<byte[]> entries) {
    int n = entries.size();
    if (n == 1) {
      return List.of();
    }
    int k = split(n);
    return m < k
        ? with(path(m, entries.subList(0, k)), root(entries.subList(k, n)))
        : with(path(m - k, entries.subList(k, n)), root(entries.subList(0, k)));
  }

  /** PROOF. */
  static List<Hash> proof(int m, List<byte[]> entries) {
    return subproof(m, entries, true);
  }

  private static List<Hash> subproof(int m, List<byte[]> entries, boolean known) {
    int n = entries.size();
    if (m == n) {
      return known ? List.of() : List.of(root(entries));
    }
    int k = split(n);
    return m <= k
        ? with(subproof(m, entries.subList(0, k), known), root(entries.subList(k, n)))
        : with(subproof(m - k, entries.subList(k, n), false), root(entries.subList(0, k)));
  }

  private static List<Hash> with(List<Hash> path, Hash last) {
    List<Hash> longer = new ArrayList<>(path);
    longer.add(last);
    return longer;
  }

  private static int split(int n) {
    int k = 1;
    while (2 * k < n) {
      k = 2 * k;
    }
    return k;
  }

  private static Hash sha256(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    try {
      return Hash.of(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
