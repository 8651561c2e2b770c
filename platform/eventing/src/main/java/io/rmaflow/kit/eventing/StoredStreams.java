package io.rmaflow.kit.eventing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads this service's own streams, with what the present transaction appended. */
public interface StoredStreams {

  /** The sequence of the stream's last event, from 0; empty where the stream has none. */
  OptionalLong lastSequence(String streamId);

  /** All events of the stream, the oldest first; empty where it has none. */
  List<StoredEvent> events(String streamId);

  /**
   * Some events of the stream, the oldest first.
   *
   * @param first sequence of the first one, from 0
   * @param most so many places of the stream
   */
  List<StoredEvent> events(String streamId, long first, int most);

  /**
   * What had been recorded of the stream by an instant: its events before the first one that was
   * recorded later, so that none is there without those before it. Nothing else is read.
   *
   * @param asOf inclusive
   * @return the oldest first; empty where nothing had been recorded
   */
  List<StoredEvent> recordedBy(String streamId, Instant asOf);

  /** The sequence of the last of them; empty where there is none. */
  OptionalLong lastSequence(String streamId, Instant asOf);

  /** How each of these streams began, by its ID; without those that have no event. */
  Map<String, StoredEvent> beginnings(Collection<String> streamIds);
}
