package io.rmaflow.kit.eventing;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events that could not be worked off, and what can be done about them. */
public interface ParkedEvents {

  /**
   * Some of them, by topic, stream and place in it.
   *
   * @param topic those of this topic only, where it is given
   * @param status those with this status only, where it is given
   * @param offset how many are passed over before the first
   * @param limit how many at most
   */
  List<ParkedEvent> list(
      @Nullable String topic, ParkedEvent.@Nullable Status status, long offset, int limit);

  /** How many there are of this topic and with this status, where these are given. */
  long count(@Nullable String topic, ParkedEvent.@Nullable Status status);

  /** Those of one stream, by their place in it. */
  List<ParkedEvent> ofStream(String topic, String streamId);

  /** The one with this ID. */
  Optional<ParkedEvent> find(long id);

  /**
   * The record that the event with this ID came in, byte for byte; nothing where the database could
   * not take it and its place is all that is known.
   */
  Optional<ParkedRecord> record(long id);

  /**
   * Tries a failed or unreadable event again, after its cause was repaired; when it succeeds, those
   * that wait behind it follow in their order, each in a transaction of its own. One that can be
   * read by now goes where it belongs: it is worked off, passed over, or waits there.
   *
   * @return whether the event with this ID was worked off; false: it failed again, with the new
   *     reason recorded
   * @throws IllegalArgumentException where no failed or unreadable event whose record was kept has
   *     this ID
   */
  boolean replay(long id);

  /**
   * Passes an event over for good; those that wait behind it follow. One that waits for events that
   * have not come is passed over when its turn comes.
   *
   * @param reason why, kept with the event
   * @param actor who decided it
   * @throws IllegalArgumentException where no event has this ID, or the one that has it waits for
   *     one that failed
   */
  void skip(long id, String reason, String actor);
}
