package io.rmaflow.kit.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.SecretKey;

/** Gives what is read of a stream in its sealed form, see {@link Segments}. */
final class SealingInput extends InputStream {

  private final PushbackInputStream plain;
  private final Segments segments;
  private byte[] piece;
  private int position;
  private boolean ended;

  SealingInput(SecretKey person, byte[] binding, InputStream plain) {
    byte[] salt = Aes.random(Segments.SALT_BYTES);
    byte[] prefix = Aes.random(Segments.PREFIX_BYTES);
    this.plain = new PushbackInputStream(plain, 1);
    this.segments = new Segments(person, binding, salt, prefix);
    this.piece =
        ByteBuffer.allocate(1 + salt.length + prefix.length)
            .put(Segments.FORMAT)
            .put(salt)
            .put(prefix)
            .array();
  }

  @Override
  public int read() throws IOException {
    return isAtEnd() ? -1 : piece[position++] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int given = Math.min(length, piece.length - position);
    System.arraycopy(piece, position, bytes, offset, given);
    position += given;
    return given;
  }

  private boolean isAtEnd() throws IOException {
    if (position == piece.length && !ended) {
      byte[] read = plain.readNBytes(Segments.PLAIN_BYTES);
      int following = plain.read();
      if (following >= 0) {
        plain.unread(following);
      }
      ended = following < 0;
      try {
        piece = segments.seal(read, read.length, ended);
      } catch (GeneralSecurityException everyPlatformHasIt) {
        throw new IllegalStateException(everyPlatformHasIt);
      }
      position = 0;
    }
    return position == piece.length;
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
