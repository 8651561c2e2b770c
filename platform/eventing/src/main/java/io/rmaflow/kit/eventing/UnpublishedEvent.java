package io.rmaflow.kit.eventing;

import io.rmaflow.events.Context;
import java.util.Arrays;

/**
 * A kind of event that a service keeps for itself: it stands in the event store, in a stream and
 * under a hash like every other, and goes to no topic and into no feed. Its streams have no
 * published events, so that nobody who counts {@code streamsequence} misses one.
 *
 * @param storedName such as {@code access.PersonalDataRead}; not the name of a context before the
 *     dot, under which everything is published
 * @param version of the payload's form, from 1
 * @param type a record; not an event of the published language
 */
public record UnpublishedEvent(String storedName, int version, Class<?> type) {

  /** Refuses a name under which events are published. */
  public UnpublishedEvent {
    if (isPublished(storedName)) {
      throw new IllegalArgumentException(storedName + " is the name of an event to be published");
    }
  }

  /** Whether events that are stored under the name are published. */
  static boolean isPublished(String storedName) {
    return Arrays.stream(Context.values())
        .anyMatch(context -> storedName.startsWith(context.id() + "."));
  }
}
