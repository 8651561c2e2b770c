package io.rmaflow.eventstore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an event: {@code SHA-256(previous ‖ content)}, where {@code previous} is the hash of
 * the stream's previous event (32 zero bytes before the first) and {@code content} is the SHA-256
 * of the canonical JSON (RFC 8785) of
 *
 * <pre>{@code
 * {"aggregateType":…, "id":…, "metadata":{…}, "payload":{…}, "recordedAt":"2026-05-01T00:00:00Z",
 *  "sequence":0, "stream":…, "type":…, "version":1}
 * }</pre>
 *
 * ({@code aggregateType} left out where there is none.) Epoch, fence and position are not part of
 * it: they change when a database moves.
 */
public final class HashChain {

  /** Bytes of a hash. */
  public static final int LENGTH = 32;

  private static final byte[] BEFORE_THE_FIRST = new byte[LENGTH];
  private static final MessageDigest SHA_256 = newSha256();

  private HashChain() {}

  /** What stands for the previous event's hash in the first event of a stream. */
  public static byte[] beforeTheFirst() {
    return BEFORE_THE_FIRST.clone();
  }

  /** The hash of an event whose stream's previous event has the hash {@code previous}. */
  public static byte[] link(byte[] previous, byte[] content) {
    MessageDigest digest = sha256();
    digest.update(previous);
    return digest.digest(content);
  }

  /** The hash of everything that an event says, without its place in the chain. */
  public static byte[] content(StoredEvent event) {
    return content(
        event.stream(),
        event.sequence(),
        event.id(),
        event.name(),
        event.aggregateType(),
        event.recordedAt(),
        event.payload(),
        event.metadata());
  }

  static byte[] content(
      String stream,
      long sequence,
      String id,
      EventName name,
      @Nullable String aggregateType,
      Instant recordedAt,
      byte[] payload,
      byte[] metadata) {
    StringBuilder json = new StringBuilder(payload.length + metadata.length + 256);
    json.append('{');
    if (aggregateType != null) {
      json.append("\"aggregateType\":");
      CanonicalJson.appendText(json, aggregateType);
      json.append(',');
    }
    json.append("\"id\":");
    CanonicalJson.appendText(json, id);
    json.append(",\"metadata\":");
    CanonicalJson.append(json, CanonicalJson.parse(metadata));
    json.append(",\"payload\":");
    CanonicalJson.append(json, CanonicalJson.parse(payload));
    json.append(",\"recordedAt\":\"").append(stored(recordedAt)).append('"');
    json.append(",\"sequence\":").append(sequence);
    json.append(",\"stream\":");
    CanonicalJson.appendText(json, stream);
    json.append(",\"type\":");
    CanonicalJson.appendText(json, name.name());
    json.append(",\"version\":").append(name.version()).append('}');
    return sha256().digest(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The instant as it can be read back. */
  static Instant stored(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Follows the chain of a whole stream.
   *
   * @param stream all events of one stream, from its first
   * @return the sequence of the first event that is missing, moved or not what was written; nothing
   *     where the chain holds
   */
  public static Optional<Long> firstBroken(Stream<StoredEvent> stream) {
    byte[] previous = BEFORE_THE_FIRST;
    long expected = 0;
    for (StoredEvent event : (Iterable<StoredEvent>) stream::iterator) {
      byte[] link = link(previous, content(event));
      if (event.sequence() != expected || !Arrays.equals(link, event.hash())) {
        return Optional.of(expected);
      }
      previous = link;
      expected++;
    }
    return Optional.empty();
  }

  /** A copy of an unused one: looking the algorithm up takes longer than hashing an event. */
  private static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 cannot be copied", e);
    }
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
