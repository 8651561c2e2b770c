package io.rmaflow.contract.customer.rules;

import io.rmaflow.contract.customer.rules.ContactCommand.ChangeContact;
import io.rmaflow.contract.customer.rules.ContactCommand.EraseContact;
import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.contract.ContactEvent;
import io.rmaflow.events.contract.ContactEvent.ContactChanged;
import io.rmaflow.events.contract.ContactEvent.ContactErased;

/** A contact as its events tell it. */
public record ContactState(boolean erased) {

  /** Before anything happened to it. */
  public static final ContactState INITIAL = new ContactState(false);

  /** Decides a command; an erased contact stays erased. */
  public Decision<ContactEvent> decide(ContactCommand command) {
    return switch (command) {
      case ChangeContact(var id, var customer, var language, var notices) ->
          erased
              ? Decision.conflict(
                  "ERASED", "CONTACT_ERASED", "この連絡先は削除済みです。", "This contact was erased.")
              : Decision.happens(new ContactChanged(id, customer, language, notices));
      case EraseContact(var id, var customer) ->
          erased ? Decision.nothing() : Decision.happens(new ContactErased(id, customer));
    };
  }

  /** The state after one more event. */
  public ContactState evolve(ContactEvent event) {
    return switch (event) {
      case ContactChanged _ -> this;
      case ContactErased _ -> new ContactState(true);
    };
  }
}
