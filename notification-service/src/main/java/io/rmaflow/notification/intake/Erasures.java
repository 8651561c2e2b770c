package io.rmaflow.notification.intake;

import io.rmaflow.events.ContactId;
import io.rmaflow.notification.delivery.Deliveries;
import io.rmaflow.notification.files.Files;
import org.springframework.stereotype.Component;

/** Erases here whom an owner has erased; told again it changes nothing. */
@Component
class Erasures {

  private final Deliveries deliveries;
  private final Files files;
  private final WaitingMails waiting;

  Erasures(Deliveries deliveries, Files files, WaitingMails waiting) {
    this.deliveries = deliveries;
    this.files = files;
    this.waiting = waiting;
  }

  void erase(ContactId contact) {
    waiting.drop(WaitingMails.contact(contact));
    files.forget(contact);
    deliveries.erase(contact);
  }
}
