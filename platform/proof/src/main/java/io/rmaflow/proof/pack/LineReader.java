package io.rmaflow.proof.pack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads lines as bytes: only a line feed ends one, and nothing is taken away from it. */
final class LineReader {

  private static final int LONGEST = 64 * 1024 * 1024;

  private final InputStream in;
  private long count;
  private boolean cutOff;

  LineReader(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** The next line that ends. */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        count++;
        return Optional.of(line.toByteArray());
      }
      line.write(b);
      if (line.size() > LONGEST) {
        throw new IOException("Line " + (count + 1) + " is longer than 64 MiB");
      }
    }
    cutOff = line.size() > 0;
    return Optional.empty();
  }

  /** Whether the last line does not end. */
  boolean endedInTheMiddle() {
    return cutOff;
  }

  long count() {
    return count;
  }
}
