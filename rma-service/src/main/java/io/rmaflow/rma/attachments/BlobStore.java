package io.rmaflow.rma.attachments;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Where the bytes of files lie, each content once and under its own hash. Knows nothing of who may
 * read what.
 */
interface BlobStore {

  /**
   * A content.
   *
   * @param sha256 64 hexadecimal digits in lower case
   * @param size in bytes
   */
  record Blob(String sha256, long size) {}

  /** A content that has come in whole and is gone when it is closed, unless it was kept. */
  interface Received extends AutoCloseable {

    /** Hash and size. */
    Blob blob();

    /** Keeps it; the same content again costs no further room. */
    void keep() throws IOException;

    @Override
    void close() throws IOException;
  }

  /**
   * Takes a content in; on return it has reached the disk. Where the stream fails, nothing of it is
   * left.
   *
   * @param content read to its end, never held in memory as a whole; who limits it throws from it
   * @throws IOException where the stream breaks off or there is no room
   */
  Received receive(InputStream content) throws IOException;

  /** Takes a content in and keeps it. */
  default Blob put(InputStream content) throws IOException {
    try (Received received = receive(content)) {
      received.keep();
      return received.blob();
    }
  }

  /**
   * A kept content, from its first byte.
   *
   * @throws java.nio.file.NoSuchFileException where there is none
   */
  InputStream open(String sha256) throws IOException;

  /** Deletes a kept content; nothing where there is none. */
  void delete(String sha256) throws IOException;

  /**
   * Deletes contents that nobody refers to, and what uploads left behind that were cut off by the
   * end of the process.
   *
   * @param before only what was last put before this instant, real time
   * @param referenced by hash; asked for one content at a time while no {@link Received#keep} runs
   * @return how many contents and remains were deleted
   */
  int sweep(Instant before, Predicate<String> referenced) throws IOException;
}
