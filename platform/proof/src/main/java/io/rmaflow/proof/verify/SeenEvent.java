package io.rmaflow.proof.verify;

import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.eventstore.HashChain;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an event: 32 bytes for what it says, and its hash as it is stored.
 *
 * @param content null where it cannot be read as what the store takes
 * @param leaf null where it can have none
 * @param before the row of the log that was to be read next when the event came
 */
record SeenEvent(
    Key key,
    GlobalPosition position,
    @Nullable Hash content,
    @Nullable Hash hash,
    @Nullable Hash leaf,
    long before) {

  /** A place in the store. */
  record Key(String stream, long sequence) implements Comparable<Key> {

    static Key of(Leaf leaf) {
      return new Key(leaf.stream(), leaf.sequence());
    }

    Key previous() {
      return new Key(stream, sequence - 1);
    }

    @Override
    public int compareTo(Key other) {
      int byStream = stream.compareTo(other.stream);
      return byStream == 0 ? Long.compare(sequence, other.sequence) : byStream;
    }
  }

  /** Does what takes long: reads the JSON and hashes it. */
  static SeenEvent of(StoredEvent event, long before) {
    Hash hash = event.hash().length == Hash.LENGTH ? Hash.of(event.hash()) : null;
    return new SeenEvent(
        new Key(event.stream(), event.sequence()),
        event.position(),
        content(event),
        hash,
        hash == null ? null : leaf(event.stream(), event.sequence(), hash),
        before);
  }

  private static @Nullable Hash content(StoredEvent event) {
    try {
      return Hash.of(HashChain.content(event));
    } catch (RuntimeException e) {
      // whatever is in the table now, the store has not written it
      return null;
    }
  }

  private static @Nullable Hash leaf(String stream, long sequence, Hash hash) {
    try {
      return new Leaf(stream, sequence, hash).leafHash();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether its hash is that of what it says behind an event with the hash {@code previous}. */
  boolean fits(Hash previous) {
    return hash != null && hash.equals(linked(previous));
  }

  /** The hash that it should have behind that one. */
  @Nullable Hash linked(Hash previous) {
    return content == null ? null : Hash.of(HashChain.link(previous.bytes(), content.bytes()));
  }
}
