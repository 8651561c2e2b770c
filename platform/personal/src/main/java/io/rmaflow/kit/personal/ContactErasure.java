package io.rmaflow.kit.personal;

import io.rmaflow.events.ContactId;
import io.rmaflow.kit.web.Caller;
import java.time.Instant;

/** Told of every erasure of a person, in the transaction that erases. */
@FunctionalInterface
public interface ContactErasure {

  /**
   * The person's data have just been erased.
   *
   * @param contactId the ID, which stays
   * @param caller who asked for it
   * @param at business time
   */
  void erased(ContactId contactId, Caller caller, Instant at);
}
