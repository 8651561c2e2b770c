package io.rmaflow.eventstore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.Comparator;
import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * The place of an event in the order of all events, and so the token of a reader that has read up
 * to and including it. There are no gaps to remember: a place is read only when nothing before it
 * can still appear.
 *
 * @param epoch how many clusters the database had lived in when the event was written, from 1; 0
 *     for events that were taken over from another store
 * @param fence the transaction ID that had to be over before the event could be read; unsigned
 * @param number rising in the order of the writing statements, with holes; decides within a fence
 */
public record GlobalPosition(
    @JsonProperty("epoch") int epoch,
    @JsonProperty("fence") long fence,
    @JsonProperty("number") long number)
    implements TrackingToken, Comparable<GlobalPosition>, Serializable {

  private static final Comparator<GlobalPosition> ORDER =
      Comparator.comparingInt(GlobalPosition::epoch)
          .thenComparing(GlobalPosition::fence, Long::compareUnsigned)
          .thenComparingLong(GlobalPosition::number);

  /** Before every event. */
  static final GlobalPosition START = new GlobalPosition(-1, 0, 0);

  /** Made from the three numbers. */
  @JsonCreator
  public GlobalPosition {}

  /** The position, or the one before every event where there is none. */
  static GlobalPosition orStart(@Nullable TrackingToken token) {
    return token == null ? START : of(token);
  }

  private static GlobalPosition of(TrackingToken token) {
    if (token instanceof GlobalPosition position) {
      return position;
    }
    throw new IllegalArgumentException("Not a token of this event store: " + token);
  }

  @Override
  public TrackingToken lowerBound(TrackingToken other) {
    GlobalPosition position = of(other);
    return compareTo(position) <= 0 ? this : position;
  }

  @Override
  public TrackingToken upperBound(TrackingToken other) {
    GlobalPosition position = of(other);
    return compareTo(position) >= 0 ? this : position;
  }

  @Override
  public boolean covers(@Nullable TrackingToken other) {
    return other == null || compareTo(of(other)) >= 0;
  }

  @Override
  public boolean samePositionAs(TrackingToken other) {
    return equals(other);
  }

  /** The event's number: nearly, but not exactly, the order of all events. */
  @Override
  public OptionalLong position() {
    return OptionalLong.of(number);
  }

  @Override
  public int compareTo(GlobalPosition other) {
    return ORDER.compare(this, other);
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException where it is anything else
   */
  public static GlobalPosition parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("Not a position: " + text);
    }
    return new GlobalPosition(
        Integer.parseInt(parts[0]), Long.parseUnsignedLong(parts[1]), Long.parseLong(parts[2]));
  }

  /** Epoch, fence and number with colons between them; see {@link #parse}. */
  @Override
  public String toString() {
    return epoch + ":" + Long.toUnsignedString(fence) + ":" + number;
  }
}
