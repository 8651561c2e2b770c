package io.rmaflow.notification.delivery;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.TextId;

/** The service that took a contact in, and holds its name and address. */
public enum ContactOwner {
  CONTRACT("contract-service"),
  /** Nobody has to be asked: the support desk and its lead have one address each, by settings. */
  DESK("the settings"),
  RMA("rma-service");

  /** The support desk as a recipient. */
  public static final ContactId THE_DESK = new ContactId("desk");

  /** Whoever leads the support desk, as a recipient of what the desk has missed (NOT-11). */
  @Clause("NOT-11")
  public static final ContactId THE_LEAD = new ContactId("desk-lead");

  private static final String OF_RMA = "r-";

  private final String service;

  ContactOwner(String service) {
    this.service = service;
  }

  /** The owner of a contact, as its ID tells. */
  public static ContactOwner of(ContactId contact) {
    if (contact.equals(THE_DESK) || contact.equals(THE_LEAD)) {
      return DESK;
    }
    return of(contact.value());
  }

  /** The owner of a text, as its ID tells. */
  static ContactOwner of(TextId text) {
    return of(text.value());
  }

  private static ContactOwner of(String id) {
    return id.startsWith(OF_RMA) ? RMA : CONTRACT;
  }

  /** The service's name. */
  public String service() {
    return service;
  }
}
