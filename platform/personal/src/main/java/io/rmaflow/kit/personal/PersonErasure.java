package io.rmaflow.kit.personal;

import io.rmaflow.events.ContactId;
import io.rmaflow.kit.eventing.Recording;
import java.util.List;

/** Erases persons, and tells of it whoever has to know: the one way in which it is done. */
public final class PersonErasure {

  private final PersonalStore store;
  private final List<ContactErasure> told;

  PersonErasure(PersonalStore store, List<ContactErasure> told) {
    this.store = store;
    this.told = List.copyOf(told);
  }

  /**
   * Erases a person for good, in the caller's transaction.
   *
   * @param how it is recorded: who asked for it, and when
   * @return false where the ID is unknown or there is nothing left to erase
   */
  public boolean erase(ContactId contactId, Recording how) {
    if (!store.erase(contactId)) {
      return false;
    }
    for (ContactErasure each : told) {
      each.erased(contactId, how);
    }
    return true;
  }
}
