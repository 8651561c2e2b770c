package io.rmaflow.kit.personal;

import io.rmaflow.events.ContactId;
import io.rmaflow.kit.eventing.Recording;

/** Told of every erasure of a person, in the transaction that erases. */
@FunctionalInterface
public interface ContactErasure {

  /**
   * The person's data have just been erased.
   *
   * @param contactId the ID, which stays
   * @param how it is recorded: who asked for it, and when
   */
  void erased(ContactId contactId, Recording how);
}
