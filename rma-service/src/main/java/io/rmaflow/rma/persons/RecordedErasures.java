package io.rmaflow.rma.persons;

import io.rmaflow.events.ContactId;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.personal.ContactErasure;
import org.springframework.stereotype.Component;

/** Tells whoever keeps a copy that a person was erased. */
@Component
class RecordedErasures implements ContactErasure {

  private final Commands commands;

  RecordedErasures(Commands commands) {
    this.commands = commands;
  }

  @Override
  public void erased(ContactId contactId, Recording how) {
    commands.send(ErasePerson.of(contactId), how);
  }
}
