package io.rmaflow.notification.intake;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.notification.files.Files;
import io.rmaflow.notification.intake.WaitingMails.Waiting;
import io.rmaflow.notification.mail.Mail;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who is told of a unit: the contacts of its registration, which may come in later. */
@Component
class Registrations {

  private final Files files;
  private final WaitingMails waiting;

  Registrations(Files files, WaitingMails waiting) {
    this.files = files;
    this.waiting = waiting;
  }

  /** The contacts; where they are not known yet nothing, and the mail waits for them. */
  Optional<List<ContactId>> contactsOrWait(SerialNumber unit, Waiting mail) {
    String whatFor = WaitingMails.registrationOf(unit);
    waiting.lock(whatFor);
    Optional<List<ContactId>> contacts =
        files.contactsOf(unit).filter(told -> isEnough(told, mail));
    if (contacts.isEmpty()) {
      waiting.add(whatFor, mail);
    }
    return contacts;
  }

  /** Nobody has to want a notice, but somebody has to be told of a case. */
  static boolean isEnough(List<ContactId> told, Waiting mail) {
    return !told.isEmpty() || mail.mail() instanceof Mail.OptIn;
  }
}
