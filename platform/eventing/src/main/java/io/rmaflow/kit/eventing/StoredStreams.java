package io.rmaflow.kit.eventing;

import java.util.List;
import java.util.OptionalLong;

/** Reads this service's own streams, with what the present transaction appended. */
public interface StoredStreams {

  /** The sequence of the stream's last event, from 0; empty where the stream has none. */
  OptionalLong lastSequence(String streamId);

  /** All events of the stream, the oldest first; empty where it has none. */
  List<StoredEvent> events(String streamId);
}
