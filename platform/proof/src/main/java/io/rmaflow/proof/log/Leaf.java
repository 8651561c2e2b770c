package io.rmaflow.proof.log;

import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Merkle;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A leaf of the log: which event stands there, and everything that it and its stream's earlier
 * events say, by the event's chained hash. Nothing of it changes when a database moves.
 *
 * <p>Its entry is, in this order and without anything between: {@code rmaflow-event/v1} and a line
 * feed in ASCII; the stream's length in two bytes; the stream in UTF-8; the sequence in eight
 * bytes; the hash in 32. Numbers have their highest byte first.
 *
 * @param stream the aggregate identifier, 1 to 1,000 bytes in UTF-8
 * @param sequence 0, 1, 2 … within the stream
 * @param hash the event's hash, see {@link io.rmaflow.eventstore.HashChain}
 */
public record Leaf(String stream, long sequence, Hash hash) {

  /** Bytes that the name of a stream may have in UTF-8. */
  public static final int LONGEST_STREAM = 1000;

  private static final byte[] LABEL = "rmaflow-event/v1\n".getBytes(StandardCharsets.US_ASCII);

  /** Checks the bounds. */
  public Leaf {
    if (stream.isEmpty() || sequence < 0) {
      throw new IllegalArgumentException("no event " + stream + "#" + sequence);
    }
  }

  /**
   * The leaf of an event, with the hash that the store has of it.
   *
   * @throws IllegalArgumentException where it has no stream or no hash of 32 bytes
   */
  public static Leaf of(StoredEvent event) {
    return new Leaf(event.stream(), event.sequence(), Hash.of(event.hash()));
  }

  /**
   * What is hashed.
   *
   * @throws IllegalArgumentException where the stream is too long or not Unicode
   */
  public byte[] entry() {
    ByteBuffer name = utf8(stream);
    if (name.remaining() > LONGEST_STREAM) {
      throw new IllegalArgumentException("a stream of " + name.remaining() + " bytes: " + stream);
    }
    ByteBuffer entry =
        ByteBuffer.allocate(
            LABEL.length + Short.BYTES + name.remaining() + Long.BYTES + Hash.LENGTH);
    entry.put(LABEL).putShort((short) name.remaining()).put(name).putLong(sequence);
    hash.writeTo(entry);
    return entry.array();
  }

  private static ByteBuffer utf8(String text) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a stream with half a character: " + text, e);
    }
  }

  /** The hash of the leaf in the tree. */
  public Hash leafHash() {
    return Merkle.leaf(entry());
  }

  /**
   * Reads what {@link #entry} made.
   *
   * @throws IllegalArgumentException where it is anything else
   */
  public static Leaf ofEntry(byte[] entry) {
    int fixed = LABEL.length + Short.BYTES + Long.BYTES + Hash.LENGTH;
    if (entry.length <= fixed || !Arrays.equals(LABEL, 0, LABEL.length, entry, 0, LABEL.length)) {
      throw new IllegalArgumentException("not the entry of an event");
    }
    ByteBuffer rest = ByteBuffer.wrap(entry, LABEL.length, entry.length - LABEL.length);
    byte[] name = new byte[Short.toUnsignedInt(rest.getShort())];
    if (entry.length != fixed + name.length) {
      throw new IllegalArgumentException("the entry of an event has another length");
    }
    rest.get(name);
    long sequence = rest.getLong();
    Leaf leaf =
        new Leaf(
            new String(name, StandardCharsets.UTF_8),
            sequence,
            Hash.at(entry, entry.length - Hash.LENGTH));
    if (!Arrays.equals(leaf.entry(), entry)) {
      throw new IllegalArgumentException("the entry of an event names no stream");
    }
    return leaf;
  }
}
