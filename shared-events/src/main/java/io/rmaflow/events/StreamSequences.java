package io.rmaflow.events;

import java.util.OptionalLong;

/**
 * Tells a consumer what to do with a record by its {@code streamsequence}: apply it, pass over what
 * it has applied before, or wait for what is missing. A consumer that keeps the places together
 * with what it derives from the events, in one transaction, applies each of them exactly once
 * whatever is delivered twice, too early or again after a restart.
 */
public final class StreamSequences {

  private final Places places;

  /** What has been applied is kept there. */
  public StreamSequences(Places places) {
    this.places = places;
  }

  /** The last applied place of every stream, kept where the consumer keeps what it derives. */
  public interface Places {

    /** The last applied place of a stream; nothing before its first event. */
    OptionalLong last(String streamId);

    /** Keeps it. */
    void save(String streamId, long sequence);
  }

  /** What to do with a record. */
  public enum Verdict {
    /** It is the next one: apply it. */
    APPLY,
    /** It has been applied before: pass over it. */
    DUPLICATE,
    /** Earlier ones of its stream are missing: keep it until they have come. */
    GAP
  }

  /** What to do with this place of the stream; changes nothing. */
  public Verdict verdict(String streamId, long sequence) {
    long next = next(streamId);
    if (sequence < next) {
      return Verdict.DUPLICATE;
    }
    return sequence == next ? Verdict.APPLY : Verdict.GAP;
  }

  /**
   * Notes that a place was applied; to be called in the transaction that applied it, also for an
   * event of a type that the consumer passes over.
   *
   * @throws IllegalStateException where it is not the next one
   */
  public void applied(String streamId, long sequence) {
    if (verdict(streamId, sequence) != Verdict.APPLY) {
      throw new IllegalStateException(
          "%d is not the next of stream %s, which is %d"
              .formatted(sequence, streamId, next(streamId)));
    }
    places.save(streamId, sequence);
  }

  /** The place that the stream goes on with. */
  public long next(String streamId) {
    OptionalLong last = places.last(streamId);
    return last.isPresent() ? last.getAsLong() + 1 : 0;
  }
}
