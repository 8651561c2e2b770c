package io.rmaflow.kit.audit.retention;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A kind of what a service keeps of persons. A thing of it rests from the instant on at which
 * nobody needs it any more; what an open case or a duty needs does not rest.
 */
public interface Keeping {

  /** The kind, as callers name it, such as {@code mails}. */
  String kind();

  /**
   * The setting that says for how many days a thing is kept while it rests; without a value nothing
   * is forgotten.
   */
  String setting();

  /**
   * A thing at rest.
   *
   * @param id of the thing
   * @param of what it belongs to, such as {@code case/…}; IDs only
   * @param since when it came to rest, business time
   */
  record AtRest(String id, String of, Instant since) {}

  /**
   * What came to rest at this instant or before and is still there, in an order that stays.
   *
   * @param until business time, inclusive
   * @param offset how many to pass over
   * @param size at most so many
   */
  List<AtRest> atRest(Instant until, long offset, int size);

  /** How many those are. */
  long count(Instant until);

  /** When the oldest that is still there came to rest, business time; empty where none did. */
  Optional<Instant> oldest();

  /**
   * Forgets a thing, in the caller's transaction, where it is still there and has rested since
   * then.
   *
   * @param until business time, inclusive
   * @return false where there is nothing to forget any more, or it is needed again
   */
  boolean forget(String id, Instant until);
}
