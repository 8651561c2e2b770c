package io.rmaflow.rma.attachments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps contents as files: written under a name of their own in {@code incoming}, forced to the
 * disk, then renamed to {@code objects/<first two digits>/<hash>}. A file under {@code objects} is
 * therefore always whole. One process sweeps a directory; several may put.
 */
final class FileBlobStore implements BlobStore {

  private static final int BUFFER_BYTES = 65_536;

  private final Path incoming;
  private final Path objects;
  private final ReadWriteLock sweeping = new ReentrantReadWriteLock();

  FileBlobStore(Path directory) throws IOException {
    this.incoming = Files.createDirectories(incoming(directory));
    this.objects = Files.createDirectories(directory.resolve("objects"));
  }

  /** Where what is not yet whole lies. */
  static Path incoming(Path directory) {
    return directory.resolve("incoming");
  }

  @Override
  public Received receive(InputStream content) throws IOException {
    Path temporary = Files.createTempFile(incoming, "upload-", ".part");
    boolean whole = false;
    try {
      Blob blob = write(content, temporary);
      whole = true;
      return new ReceivedFile(blob, temporary);
    } finally {
      if (!whole) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private final class ReceivedFile implements Received {

    private final Blob blob;
    private final Path temporary;

    ReceivedFile(Blob blob, Path temporary) {
      this.blob = blob;
      this.temporary = temporary;
    }

    @Override
    public Blob blob() {
      return blob;
    }

    @Override
    public void keep() throws IOException {
      sweeping.readLock().lock();
      try {
        FileBlobStore.keep(temporary, path(blob.sha256()));
      } finally {
        sweeping.readLock().unlock();
      }
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(temporary);
    }
  }

  private static Blob write(InputStream content, Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          size += out.write(bytes);
        }
      }
      out.force(true);
    }
    return new Blob(HexFormat.of().formatHex(digest.digest()), size);
  }

  private static void keep(Path temporary, Path target) throws IOException {
    Path folder = Files.createDirectories(directoryOf(target));
    if (Files.exists(target)) {
      // counts as put now, so that no sweep takes it before its new reference is committed
      Files.setLastModifiedTime(target, FileTime.from(Instant.now()));
      return;
    }
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    force(folder);
    force(directoryOf(folder));
  }

  /** A rename is only durable once its directory is. */
  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    return Files.newInputStream(path(sha256));
  }

  @Override
  public void delete(String sha256) throws IOException {
    sweeping.writeLock().lock();
    try {
      Files.deleteIfExists(path(sha256));
    } finally {
      sweeping.writeLock().unlock();
    }
  }

  @Override
  public int sweep(Instant before, Predicate<String> referenced) throws IOException {
    int deleted = 0;
    for (Path remains : filesOf(incoming)) {
      if (isOlder(remains, before) && Files.deleteIfExists(remains)) {
        deleted++;
      }
    }
    for (Path folder : filesOf(objects)) {
      for (Path content : filesOf(folder)) {
        if (isOlder(content, before) && sweepOne(content, before, referenced)) {
          deleted++;
        }
      }
    }
    return deleted;
  }

  private boolean sweepOne(Path content, Instant before, Predicate<String> referenced)
      throws IOException {
    sweeping.writeLock().lock();
    try {
      return isOlder(content, before)
          && !referenced.test(String.valueOf(content.getFileName()))
          && Files.deleteIfExists(content);
    } finally {
      sweeping.writeLock().unlock();
    }
  }

  private static List<Path> filesOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  /** What is gone meanwhile is not older: somebody else has finished with it. */
  private static boolean isOlder(Path file, Instant before) throws IOException {
    return Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(before);
  }

  private Path path(String sha256) {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256: " + sha256);
    }
    return objects.resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  private static Path directoryOf(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalStateException(file + " has no directory");
    }
    return parent;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
