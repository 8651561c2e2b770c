package io.rmaflow.proof.verify;

import io.rmaflow.proof.Words;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.Opened;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is wrong. {@link #code} is for programs, {@link #words} for people; rows are named
 * by {@link #place} where it is about a row.
 */
public sealed interface Finding {

  /** Where a tile was read. */
  enum Source {
    /** In the store itself. */
    STORE,
    /** In the folder that somebody mirrored. */
    MIRROR
  }

  /** An event, its hash or both are not what was logged. */
  record EventChanged(Place at, What what) implements Finding {
    /** What of it. */
    public enum What {
      /** What the event says. */
      CONTENT,
      /** Its hash alone. */
      HASH,
      /** Both, and the new hash is not that of the new content. */
      BOTH
    }
  }

  /** An event of the log is not there; later ones of its stream are. */
  record EventDeleted(Place at) implements Finding {}

  /** From this event on, nothing of its stream is there. */
  record StreamTruncated(Place at) implements Finding {}

  /** An event that was never logged stands before logged ones. */
  record EventInserted(Place at) implements Finding {}

  /** Two events stand in each other's place. */
  record EventsSwapped(Place at, Place with) implements Finding {}

  /** From this event on the stream was written anew, with hashes that fit it but not the log. */
  record StreamRewritten(Place at) implements Finding {}

  /** The event is right, but readers of the store find it behind others than the log says. */
  record EventMoved(Place at) implements Finding {}

  /**
   * Event and row of the log differ, each fits what it stands beside, and no checkpoint says which
   * is right.
   */
  record EventAgainstLog(Place at) implements Finding {}

  /** The event is right, its row in the log is not. */
  record LogRowChanged(Place at) implements Finding {}

  /**
   * The log lacks rows.
   *
   * @param rows how many, from there on
   */
  record LogRowsMissing(Place at, long rows) implements Finding {}

  /** The log ends before the size that a checkpoint says. */
  record LogTruncated(Place at, Checkpoint checkpoint) implements Finding {}

  /**
   * A tile is not what its leaves make it, or not there.
   *
   * @param path of the tile
   * @param offset which of its hashes, from 0
   */
  record TileChanged(Place at, Source source, String path, int offset) implements Finding {}

  /**
   * Event and log were rewritten together, from here on.
   *
   * @param shownBy where the tile lay that still fits the checkpoint
   */
  record RewrittenTogether(Place at, Source shownBy) implements Finding {}

  /**
   * Everything was rewritten together somewhere between two checkpoints; which row, nobody can say
   * without a mirror.
   *
   * @param at the first row that may be wrong
   * @param before the first row behind those that may
   */
  record RewrittenBetween(Place at, long before) implements Finding {}

  /** A checkpoint that was given is not believed. */
  record CheckpointRefused(Optional<Checkpoint> checkpoint, Opened.Reason reason, Words why)
      implements Finding {}

  /** Two checkpoints that the log signed cannot both be true: it had two histories. */
  record CheckpointsDisagree(Checkpoint one, Checkpoint other) implements Finding {}

  /** Where; nothing where it is not about a row. */
  default Optional<Place> place() {
    return switch (this) {
      case EventChanged f -> Optional.of(f.at);
      case EventDeleted f -> Optional.of(f.at);
      case StreamTruncated f -> Optional.of(f.at);
      case EventInserted f -> Optional.of(f.at);
      case EventsSwapped f -> Optional.of(f.at);
      case StreamRewritten f -> Optional.of(f.at);
      case EventMoved f -> Optional.of(f.at);
      case EventAgainstLog f -> Optional.of(f.at);
      case LogRowChanged f -> Optional.of(f.at);
      case LogRowsMissing f -> Optional.of(f.at);
      case LogTruncated f -> Optional.of(f.at);
      case TileChanged f -> Optional.of(f.at);
      case RewrittenTogether f -> Optional.of(f.at);
      case RewrittenBetween f -> Optional.of(f.at);
      case CheckpointRefused f -> Optional.empty();
      case CheckpointsDisagree f -> Optional.empty();
    };
  }

  /** Its kind in capitals, such as {@code EVENT_DELETED}. */
  default String code() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toUpperCase(Locale.ROOT);
  }

  /** What is wrong, in a sentence. */
  default Words words() {
    return FindingWords.of(this);
  }
}
