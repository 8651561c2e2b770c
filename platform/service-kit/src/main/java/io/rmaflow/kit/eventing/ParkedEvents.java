package io.rmaflow.kit.eventing;

import java.util.List;
import java.util.Optional;

/** Events that could not be worked off, and what can be done about them. */
public interface ParkedEvents {

  /** All of them, by topic, stream and place in it. */
  List<ParkedEvent> list();

  /** How many of them have this status. */
  long count(ParkedEvent.Status status);

  /** The one with this ID. */
  Optional<ParkedEvent> find(long id);

  /**
   * Tries a failed event again, after its cause was repaired; when it succeeds, those that wait
   * behind it follow in their order, each in a transaction of its own.
   *
   * @return whether the event with this ID was worked off; false: it failed again, with the new
   *     reason recorded
   * @throws IllegalArgumentException where no failed event has this ID
   */
  boolean replay(long id);

  /**
   * Passes a failed or unreadable event over for good; those that wait behind it follow.
   *
   * @param reason why, kept with the event
   * @param actor who decided it
   * @throws IllegalArgumentException where no failed or unreadable event has this ID
   */
  void skip(long id, String reason, String actor);
}
