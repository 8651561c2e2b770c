package io.rmaflow.notification.delivery;

import io.rmaflow.events.ContactId;

/** The service that took a contact in, and holds its name and address. */
public enum ContactOwner {
  CONTRACT("contract-service"),
  RMA("rma-service");

  private static final String OF_RMA = "r-";

  private final String service;

  ContactOwner(String service) {
    this.service = service;
  }

  /** The owner of a contact, as its ID tells. */
  public static ContactOwner of(ContactId contact) {
    return contact.value().startsWith(OF_RMA) ? RMA : CONTRACT;
  }

  /** The service's name. */
  public String service() {
    return service;
  }
}
