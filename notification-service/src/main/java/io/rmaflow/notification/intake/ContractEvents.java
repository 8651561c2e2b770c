package io.rmaflow.notification.intake;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.Context;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.ContactEvent;
import io.rmaflow.events.contract.ContractEvent;
import io.rmaflow.events.contract.CustomerEvent;
import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.contract.SettingEvent;
import io.rmaflow.events.contract.UnitEvent;
import io.rmaflow.kit.eventing.EventConsumer;
import io.rmaflow.notification.delivery.Deliveries;
import io.rmaflow.notification.intake.WaitingMails.Waiting;
import io.rmaflow.notification.mail.ContractFile;
import io.rmaflow.notification.mail.Mail;
import io.rmaflow.notification.mail.MailRules;
import io.rmaflow.notification.mail.MailRules.Release;
import io.rmaflow.time.JapanTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes in the events of registrations, contracts, the catalogue and the settings. */
@Component
class ContractEvents implements EventConsumer {

  private final Files files;
  private final WaitingMails waiting;
  private final Deliveries deliveries;

  ContractEvents(Files files, WaitingMails waiting, Deliveries deliveries) {
    this.files = files;
    this.waiting = waiting;
    this.deliveries = deliveries;
  }

  @Override
  public String topic() {
    return Context.CONTRACT.topic();
  }

  @Override
  public void on(EventEnvelope<?> event) {
    switch (event.data()) {
      case UnitEvent.UnitRegistered e -> onRegistration(e);
      case UnitEvent.UnitSoftwareReported e ->
          files.saveVersionInUse(e.serialNumber(), e.softwareVersion().text());
      case CustomerEvent.CustomerIdIssued e ->
          deliveries.queue(
              event.name(),
              event.id(),
              new Mail.CustomerIdNotice(e.customerId(), false),
              e.contactIds());
      case CustomerEvent.CustomerIdReminderRequested e ->
          deliveries.queue(
              event.name(),
              event.id(),
              new Mail.CustomerIdNotice(e.customerId(), true),
              e.contactIds());
      case ContractEvent e -> onContract(event, e);
      case ProductEvent.ReleasePublished e -> onRelease(event, e);
      case ProductEvent.HotfixTargetsNamed e -> onHotfix(event, e);
      case ProductEvent.EndOfSaleAnnounced e -> onEndOfSale(event, e);
      case ContactEvent.ContactChanged e -> onContact(e);
      case ProductEvent.ProductAdded e -> files.saveName(e.productCode(), e.name());
      case SettingEvent.SettingChanged e -> files.saveSetting(e.key(), e.value());
      default -> {
        // names and addresses are not kept: their owner is asked when a mail is sent
      }
    }
  }

  private void onRegistration(UnitEvent.UnitRegistered event) {
    String whatFor = WaitingMails.registrationOf(event.serialNumber());
    waiting.lock(whatFor);
    files.saveContacts(event.serialNumber(), event.productCode(), event.contactIds());
    for (Waiting held : waiting.take(whatFor)) {
      queueForContacts(event.contactIds(), held);
    }
  }

  /** NOT-15: to those whose units under contract are older than the release. */
  private void onRelease(EventEnvelope<?> event, ProductEvent.ReleasePublished release) {
    List<Release> earlier = files.periodicReleases(release.productCode());
    if (release.kind() == ProductEvent.ReleaseKind.PERIODIC) {
      files.saveRelease(release.productCode(), release.version(), release.publishedOn());
    }
    if (!MailRules.isTold(release, earlier)) {
      return;
    }
    files
        .unitsByContact(release.productCode(), release.publishedOn())
        .forEach(
            (contact, units) ->
                MailRules.forRelease(release, earlier, units)
                    .ifPresent(
                        mail ->
                            queueForContacts(
                                List.of(contact), new Waiting(event.id(), event.name(), mail))));
  }

  /** SWP-5: to those who look after the customers' units of the product under contract. */
  private void onHotfix(EventEnvelope<?> event, ProductEvent.HotfixTargetsNamed hotfix) {
    for (CustomerId customer : hotfix.customerIds()) {
      deliveries.queue(
          event.name(),
          event.id(),
          new Mail.HotfixProvided(customer, hotfix.productCode(), hotfix.version().toString()),
          files.contactsOf(customer, hotfix.productCode(), dayOf(event)));
    }
  }

  /** EOS-11: to everybody with a unit of the product under contract. */
  private void onEndOfSale(EventEnvelope<?> event, ProductEvent.EndOfSaleAnnounced announced) {
    Mail notice =
        new Mail.EndOfSaleNotice(
            announced.productCode(), announced.announcedOn(), announced.endsOn(), announced.url());
    queueForContacts(
        List.copyOf(files.unitsByContact(announced.productCode(), dayOf(event)).keySet()),
        new Waiting(event.id(), event.name(), notice));
  }

  private static LocalDate dayOf(EventEnvelope<?> event) {
    return JapanTime.dateOf(event.recordedAt());
  }

  private void onContact(ContactEvent.ContactChanged event) {
    String whatFor = WaitingMails.contact(event.contactId());
    waiting.lock(whatFor);
    files.saveOptIn(event.contactId(), event.contractNotices());
    for (Waiting held : waiting.take(whatFor)) {
      deliveries.queue(held.reason(), held.eventId(), held.mail(), List.of(event.contactId()));
    }
  }

  private void onContract(EventEnvelope<?> event, ContractEvent data) {
    ContractFile before = files.contractFile(data.contractId()).orElse(null);
    ContractFile file = ContractFile.after(before, data);
    if (file == null) {
      return;
    }
    files.save(file);
    MailRules.forContract(file, data)
        .ifPresent(
            mail ->
                queueForRegistered(
                    file.registeredSerialNumber(), new Waiting(event.id(), event.name(), mail)));
  }

  private void queueForRegistered(SerialNumber unit, Waiting notice) {
    String whatFor = WaitingMails.registrationOf(unit);
    waiting.lock(whatFor);
    Optional<List<ContactId>> contacts = files.contactsOf(unit);
    if (contacts.isPresent()) {
      queueForContacts(contacts.get(), notice);
    } else {
      waiting.add(whatFor, notice);
    }
  }

  /** NOT-2: whether the box is checked is asked when the notice is sent, and must be known then. */
  private void queueForContacts(List<ContactId> contacts, Waiting notice) {
    for (ContactId contact : contacts) {
      String whatFor = WaitingMails.contact(contact);
      waiting.lock(whatFor);
      if (files.wantsContractNotices(contact).isPresent()) {
        deliveries.queue(notice.reason(), notice.eventId(), notice.mail(), List.of(contact));
      } else {
        waiting.add(whatFor, notice);
      }
    }
  }
}
