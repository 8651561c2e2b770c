package io.rmaflow.rma.attachments;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Knows hash and size of what was read of it. */
final class MeasuredStream extends FilterInputStream {

  private final MessageDigest digest;
  private long size;

  MeasuredStream(InputStream content) {
    this(content, sha256());
  }

  private MeasuredStream(InputStream content, MessageDigest digest) {
    super(new DigestInputStream(content, digest));
    this.digest = digest;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    size += read < 0 ? 0 : 1;
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    size += Math.max(0, read);
    return read;
  }

  /** Of all that was read; asked once, at the end. */
  BlobStore.Blob blob() {
    return new BlobStore.Blob(HexFormat.of().formatHex(digest.digest()), size);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
