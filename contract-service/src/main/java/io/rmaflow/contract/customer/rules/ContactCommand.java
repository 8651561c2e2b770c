package io.rmaflow.contract.customer.rules;

import io.rmaflow.contract.decision.StreamCommand;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;

/** What may be asked of a person's entry; the personal data itself never passes through here. */
public sealed interface ContactCommand extends StreamCommand {

  ContactId contactId();

  CustomerId customerId();

  @Override
  default String streamId() {
    return streamId(contactId());
  }

  /** The stream of a contact. */
  static String streamId(ContactId id) {
    return "contact/" + id;
  }

  /** The contact was taken in or changed, its opt-in with it (REG-6). */
  record ChangeContact(
      ContactId contactId, CustomerId customerId, String language, boolean contractNotices)
      implements ContactCommand {}

  /** The person was erased. */
  record EraseContact(ContactId contactId, CustomerId customerId) implements ContactCommand {}
}
