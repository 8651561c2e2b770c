package io.rmaflow.rma.persons;

import io.rmaflow.events.ContactId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A person has been erased.
 *
 * @param streamId the person's own stream
 */
record ErasePerson(@TargetAggregateIdentifier String streamId, ContactId contactId) {

  static ErasePerson of(ContactId contactId) {
    return new ErasePerson(streamOf(contactId), contactId);
  }

  static String streamOf(ContactId contactId) {
    return "contact/" + contactId;
  }
}
