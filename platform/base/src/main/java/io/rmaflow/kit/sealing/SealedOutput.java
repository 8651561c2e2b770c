package io.rmaflow.kit.sealing;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.SecretKey;

/** Seals what is written to it, see {@link Segments}. */
final class SealedOutput extends OutputStream {

  private final OutputStream sealed;
  private final Segments segments;
  private final byte[] piece = new byte[Segments.PLAIN_BYTES];
  private int filled;
  private boolean closed;

  SealedOutput(SecretKey person, byte[] binding, OutputStream sealed) throws IOException {
    byte[] salt = Aes.random(Segments.SALT_BYTES);
    byte[] prefix = Aes.random(Segments.PREFIX_BYTES);
    this.sealed = sealed;
    this.segments = new Segments(person, binding, salt, prefix);
    sealed.write(Segments.FORMAT);
    sealed.write(salt);
    sealed.write(prefix);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int from = offset;
    int left = length;
    while (left > 0) {
      if (filled == piece.length) {
        send(false);
      }
      int taken = Math.min(left, piece.length - filled);
      System.arraycopy(bytes, from, piece, filled, taken);
      filled += taken;
      from += taken;
      left -= taken;
    }
  }

  private void send(boolean last) throws IOException {
    try {
      sealed.write(segments.seal(piece, filled, last));
      filled = 0;
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  @Override
  public void flush() throws IOException {
    sealed.flush();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (sealed) {
        send(true);
      }
    }
  }
}
