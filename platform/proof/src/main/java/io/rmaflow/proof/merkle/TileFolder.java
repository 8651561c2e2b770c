package io.rmaflow.proof.merkle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tiles of a log as files, at the paths of C2SP's {@code tlog-tiles}: what any web server gives
 * out as a log, and what anybody may mirror.
 */
public final class TileFolder implements TileReader, TileSink {

  private final Path root;

  /** The folder that has {@code tile} in it. It need not be there yet. */
  public TileFolder(Path root) {
    this.root = root;
  }

  @Override
  public Optional<byte[]> read(int level, long index) {
    return read(root.resolve(new Tile(level, index, Tile.FULL).path()));
  }

  /** The entries of the leaves of a tile, the widest version; see {@link EntryBundle}. */
  public Optional<byte[]> readEntries(long index) {
    return read(root.resolve(new Tile(0, index, Tile.FULL).entriesPath()));
  }

  private static Optional<byte[]> read(Path full) {
    try {
      if (Files.isRegularFile(full)) {
        return Optional.of(Files.readAllBytes(full));
      }
      Path partial = full.resolveSibling(full.getFileName() + ".p");
      if (!Files.isDirectory(partial)) {
        return Optional.empty();
      }
      int widest;
      try (Stream<Path> widths = Files.list(partial)) {
        widest = widths.mapToInt(path -> width(path.getFileName().toString())).max().orElse(0);
      }
      return widest == 0
          ? Optional.empty()
          : Optional.of(Files.readAllBytes(partial.resolve(Integer.toString(widest))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The width that a file's name says; 0 for a file of somebody else. */
  private static int width(String name) {
    return name.matches("[1-9][0-9]{0,2}") && Integer.parseInt(name) < Tile.FULL
        ? Integer.parseInt(name)
        : 0;
  }

  /**
   * Writes a tile as a whole or not at all; the same one again is left as it is.
   *
   * @throws IllegalStateException where another tile stands in its place: what is published is
   *     never changed
   */
  @Override
  public void write(Tile tile, byte[] hashes) {
    if (hashes.length != tile.width() * Hash.LENGTH) {
      throw new IllegalArgumentException(tile.path() + " has not " + hashes.length + " bytes");
    }
    write(tile.path(), hashes);
  }

  /** Writes the entries of the leaves of a tile of level 0, as {@link #write(Tile, byte[])}. */
  public void writeEntries(Tile tile, byte[] bundle) {
    write(tile.entriesPath(), bundle);
  }

  private void write(String path, byte[] bytes) {
    Path file = root.resolve(path);
    try {
      if (Files.exists(file)) {
        if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
          throw new IllegalStateException(path + " is published already, with other content");
        }
        return;
      }
      replace(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the newest checkpoint, a signed note, in the place of the one before. */
  public void writeCheckpoint(byte[] note) {
    try {
      replace(root.resolve("checkpoint"), note);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The newest checkpoint. */
  public Optional<byte[]> readCheckpoint() {
    Path file = root.resolve("checkpoint");
    try {
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In one move, so that nobody reads half a file and a crash leaves none. */
  private static void replace(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".new-", null);
    try {
      Files.write(beside, bytes, StandardOpenOption.SYNC);
      try {
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
