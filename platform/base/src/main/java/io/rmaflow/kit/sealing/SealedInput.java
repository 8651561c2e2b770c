package io.rmaflow.kit.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Opens what {@link SealingInput} has given. */
final class SealedInput extends InputStream {

  private final SecretKey person;
  private final byte[] binding;
  private final PushbackInputStream sealed;
  private final String what;
  private @Nullable Segments segments;
  private byte[] piece = new byte[0];
  private int position;
  private boolean ended;

  SealedInput(SecretKey person, byte[] binding, InputStream sealed, String what) {
    this.person = person;
    this.binding = binding;
    this.sealed = new PushbackInputStream(sealed, 1);
    this.what = what;
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
    while (position == piece.length && !ended) {
      next();
    }
    return position == piece.length;
  }

  private void next() throws IOException {
    Segments reading = segments == null ? begin() : segments;
    byte[] read = sealed.readNBytes(Segments.PLAIN_BYTES + Segments.TAG_BYTES);
    int following = sealed.read();
    if (following >= 0) {
      sealed.unread(following);
    }
    boolean last = following < 0;
    try {
      piece = reading.open(read, read.length, last);
    } catch (GeneralSecurityException changed) {
      throw new SealBroken(what + " is not what was sealed there", changed);
    }
    position = 0;
    ended = last;
  }

  private Segments begin() throws IOException {
    int format = sealed.read();
    byte[] salt = sealed.readNBytes(Segments.SALT_BYTES);
    byte[] prefix = sealed.readNBytes(Segments.PREFIX_BYTES);
    if (format != Segments.FORMAT || prefix.length < Segments.PREFIX_BYTES) {
      throw new SealBroken(what + " is in no known format");
    }
    Segments begun = new Segments(person, binding, salt, prefix);
    segments = begun;
    return begun;
  }

  @Override
  public void close() throws IOException {
    sealed.close();
  }
}
