package io.rmaflow.events.contract;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.Wire;

/** What can happen to a person's entry; stream {@code contact/<contact ID>}. No personal data. */
public sealed interface ContactEvent extends DomainEvent {

  ContactId contactId();

  /**
   * A contact was taken in or changed.
   *
   * @param language {@code ja} or {@code en}
   * @param contractNotices the opt-in box for contract notices and product information (REG-6)
   */
  @Wire("ContactChanged")
  record ContactChanged(
      ContactId contactId, CustomerId customerId, String language, boolean contractNotices)
      implements ContactEvent {}

  /** The person behind the ID was erased; mails to it are suppressed from now on. */
  @Wire("ContactErased")
  record ContactErased(ContactId contactId, CustomerId customerId) implements ContactEvent {}
}
