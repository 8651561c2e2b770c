package io.rmaflow.kit.audit.proofs;

import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.EntryBundle;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Tile;
import io.rmaflow.proof.merkle.TileFolder;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.store.LogTables;
import io.rmaflow.proof.store.StoredTiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The log as files in the form of C2SP's {@code tlog-tiles}: first the tiles and entries of a
 * checkpoint, then the checkpoint itself, so that whoever sees it finds all that it needs.
 */
final class PublishedFiles {

  private final Path root;
  private final TileFolder folder;

  PublishedFiles(Path root) {
    this.root = root;
    this.folder = new TileFolder(root);
  }

  /** What is published already. */
  private Optional<SignedNote> published() {
    return folder.readCheckpoint().map(SignedNote::parse);
  }

  /**
   * Publishes a checkpoint with all that it needs beyond the one that is published.
   *
   * @throws IllegalStateException where what is published is not the begin of it: another log, or
   *     one that was longer
   */
  void publish(Connection connection, SignedNote note) throws SQLException {
    Checkpoint next = Checkpoint.parse(note.text());
    Optional<SignedNote> before = published();
    long from = 0;
    if (before.isPresent()) {
      if (before.get().equals(note)) {
        return;
      }
      Checkpoint last = Checkpoint.parse(before.get().text());
      if (!last.origin().equals(next.origin())) {
        throw new IllegalStateException(
            "%s has the log %s: give %s a folder of its own"
                .formatted(root, last.origin(), next.origin()));
      }
      if (last.size() > next.size()
          || (last.size() == next.size() && !last.root().equals(next.root()))) {
        throw new IllegalStateException(
            "%s has a checkpoint over %d leaves that this log does not continue: it was cut off, or the database restored to an earlier time"
                .formatted(root, last.size()));
      }
      from = last.size();
    }
    writeTiles(connection, from, next.size());
    folder.writeCheckpoint(note.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void writeTiles(Connection connection, long from, long size) throws SQLException {
    StoredTiles tiles = new StoredTiles(connection);
    for (int level = 0; (size >>> (Tile.HEIGHT * level)) > 0; level++) {
      long first = (from >>> (Tile.HEIGHT * level)) / Tile.FULL;
      for (long index = first; Tile.widthIn(size, level, index) > 0; index++) {
        Tile tile = new Tile(level, index, Tile.widthIn(size, level, index));
        byte[] hashes = tiles.read(level, index).orElse(new byte[0]);
        int length = tile.width() * Hash.LENGTH;
        if (hashes.length < length) {
          throw new IllegalStateException("the database lacks the tile " + tile.path());
        }
        folder.write(tile, Arrays.copyOf(hashes, length));
        if (level == 0) {
          folder.writeEntries(tile, entries(connection, tile));
        }
        if (tile.isFull()) {
          deletePartial(root.resolve(tile.path() + ".p"));
          if (level == 0) {
            deletePartial(root.resolve(tile.entriesPath() + ".p"));
          }
        }
      }
    }
  }

  private static byte[] entries(Connection connection, Tile tile) throws SQLException {
    List<LogRow> rows = LogTables.leaves(connection, tile.index() * Tile.FULL, tile.width());
    if (rows.size() != tile.width()) {
      throw new IllegalStateException("the database lacks leaves of the tile " + tile.path());
    }
    return EntryBundle.of(rows.stream().map(LogRow::leaf).map(Leaf::entry).toList());
  }

  /** The narrower versions of a tile, which nobody needs beside the full one. */
  private static void deletePartial(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }
          });
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
