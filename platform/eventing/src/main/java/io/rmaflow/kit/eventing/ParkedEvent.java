package io.rmaflow.kit.eventing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that this service has taken from a topic and not worked off.
 *
 * @param id names it in {@link ParkedEvents}
 * @param topic where it came from
 * @param partition of the topic
 * @param offset in the partition; with topic and partition it names the record
 * @param streamId the stream that it holds up, or the record's key, made legible, where it could
 *     not be read at all
 * @param sequence its place in the stream; absent where the record could not be read at all
 * @param type the CloudEvents type, made legible; absent where the record had none
 * @param status why it lies here
 * @param reason what went wrong; absent for one that waits
 * @param parkedAt when it was parked, business time
 * @param attempts how often it was tried
 */
public record ParkedEvent(
    long id,
    String topic,
    int partition,
    long offset,
    String streamId,
    @Nullable Long sequence,
    @Nullable String type,
    Status status,
    @Nullable String reason,
    Instant parkedAt,
    int attempts) {

  /** Why an event lies parked. */
  public enum Status {
    /** Its handler failed; the rest of the stream waits behind it. */
    FAILED,
    /** An earlier event of its stream is missing or failed. */
    WAITING,
    /** The record says neither which stream nor which place in it, so it holds nothing up. */
    UNREADABLE
  }
}
