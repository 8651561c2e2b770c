package io.rmaflow.events.rma;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.Wire;

/**
 * What can happen to a person whom a service request named; stream {@code contact/<contact ID>}.
 * That the person was named, the case says. No personal data.
 */
public sealed interface PersonEvent extends DomainEvent {

  ContactId contactId();

  /**
   * The person behind the ID was erased, on request or because it was no longer needed; mails to it
   * are suppressed from now on. Whoever keeps a copy of what was told of the person erases it, too.
   */
  @Wire("ContactErased")
  record ContactErased(ContactId contactId) implements PersonEvent {}
}
