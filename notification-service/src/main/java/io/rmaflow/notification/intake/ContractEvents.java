package io.rmaflow.notification.intake;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.Context;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.contract.ContactEvent.ContactChanged;
import io.rmaflow.events.contract.ContactEvent.ContactErased;
import io.rmaflow.events.contract.ContractEvent;
import io.rmaflow.events.contract.ContractEvent.AgencyNamed;
import io.rmaflow.events.contract.ContractEvent.ContractActivated;
import io.rmaflow.events.contract.ContractEvent.ContractExpired;
import io.rmaflow.events.contract.ContractEvent.ContractRuleOverridden;
import io.rmaflow.events.contract.ContractEvent.ContractSigned;
import io.rmaflow.events.contract.CustomerEvent;
import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.contract.SettingEvent;
import io.rmaflow.events.contract.UnitEvent;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import io.rmaflow.kit.eventing.EventConsumer;
import io.rmaflow.kit.jdbc.InOneGo;
import io.rmaflow.notification.delivery.Deliveries;
import io.rmaflow.notification.files.Files;
import io.rmaflow.notification.intake.WaitingMails.Waiting;
import io.rmaflow.notification.mail.ContractFile;
import io.rmaflow.notification.mail.Mail;
import io.rmaflow.notification.mail.MailRules;
import io.rmaflow.notification.mail.MailRules.Release;
import io.rmaflow.time.JapanTime;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Takes in the events of registrations, contracts, the catalogue and the settings. */
@Component
class ContractEvents implements EventConsumer {

  private final Files files;
  private final WaitingMails waiting;
  private final Registrations registered;
  private final Deliveries deliveries;
  private final Erasures erasures;
  private final InOneGo<UnitRegistered> registrations = new InOneGo<>(this::onRegistrations);
  private final InOneGo<ContactChanged> contacts = new InOneGo<>(this::onContacts);
  private final InOneGo<ContractFile> contracts = new InOneGo<>(this::onContracts);

  ContractEvents(
      Files files,
      WaitingMails waiting,
      Registrations registered,
      Deliveries deliveries,
      Erasures erasures) {
    this.files = files;
    this.waiting = waiting;
    this.registered = registered;
    this.deliveries = deliveries;
    this.erasures = erasures;
  }

  @Override
  public String topic() {
    return Context.CONTRACT.topic();
  }

  @Override
  public void on(EventEnvelope<?> event) {
    switch (event.data()) {
      // what comes in great numbers where a company brings its units and contracts along
      case UnitRegistered e -> registrations.add(e);
      case ContactChanged e -> contacts.add(e);
      case ContractSigned e when e.takenOver() -> contracts.add(ContractFile.of(e));
      case ContractActivated _, ContractExpired _, ContractRuleOverridden _, AgencyNamed _ -> {
        // nobody is told, and no notice says anything else than before
      }
      case UnitEvent.UnitSoftwareReported e ->
          files.saveVersionInUse(e.serialNumber(), e.softwareVersion().text());
      case CustomerEvent.CustomerIdsLinked e ->
          files.saveLink(e.customerId(), e.linkedCustomerId());
      case CustomerEvent.CustomerAliasAdded e -> files.saveLink(e.customerId(), e.alias());
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
      case ProductEvent.ReleaseWithdrawn e -> files.removeRelease(e.productCode(), e.version());
      case ProductEvent.HotfixTargetsNamed e -> onHotfix(event, e);
      case ProductEvent.EndOfSaleAnnounced e -> onEndOfSale(event, e);
      case ProductEvent.ProductAdded e -> files.saveName(e.productCode(), e.name());
      case ContactErased e -> {
        settle();
        erasures.erase(e.contactId());
      }
      case SettingEvent.SettingChanged e -> files.saveSetting(e.key(), e.value());
      default -> {
        // names and addresses are not kept: their owner is asked when a mail is sent
      }
    }
  }

  /** What the event tells is written down, and nobody is told of it. */
  void keep(EventEnvelope<?> event) {
    switch (event.data()) {
      case UnitRegistered e -> files.saveContacts(List.of(e));
      case ContactChanged e -> files.saveOptIns(List.of(e));
      case UnitEvent.UnitSoftwareReported e ->
          files.saveVersionInUse(e.serialNumber(), e.softwareVersion().text());
      case CustomerEvent.CustomerIdsLinked e ->
          files.saveLink(e.customerId(), e.linkedCustomerId());
      case CustomerEvent.CustomerAliasAdded e -> files.saveLink(e.customerId(), e.alias());
      case ContractSigned e when e.takenOver() -> files.save(List.of(ContractFile.of(e)));
      case ContractActivated _, ContractExpired _, ContractRuleOverridden _, AgencyNamed _ -> {
        // no notice says anything else than before
      }
      case ContractEvent e -> {
        ContractFile file = ContractFile.after(files.contractFile(e.contractId()).orElse(null), e);
        if (file != null) {
          files.save(List.of(file));
        }
      }
      case ProductEvent.ReleasePublished e -> {
        if (e.kind() == ProductEvent.ReleaseKind.PERIODIC) {
          files.saveRelease(e.productCode(), e.version(), e.publishedOn());
        }
      }
      case ProductEvent.ReleaseWithdrawn e -> files.removeRelease(e.productCode(), e.version());
      case ProductEvent.ProductAdded e -> files.saveName(e.productCode(), e.name());
      case SettingEvent.SettingChanged e -> files.saveSetting(e.key(), e.value());
      default -> {
        // nothing of it is kept
      }
    }
  }

  /** Everything taken in so far can be read. */
  private void settle() {
    registrations.now();
    contacts.now();
    contracts.now();
  }

  private void onRegistrations(List<UnitRegistered> events) {
    Map<String, UnitRegistered> byWhatFor =
        last(events, event -> WaitingMails.registrationOf(event.serialNumber()));
    waiting.lock(byWhatFor.keySet());
    files.saveContacts(byWhatFor.values());
    waiting
        .take(byWhatFor.keySet())
        .forEach(
            (whatFor, held) -> {
              List<ContactId> told = getOrThrow(byWhatFor, whatFor).contactIds();
              held.forEach(mail -> queueForRegistered(whatFor, told, mail));
            });
  }

  /** A notice asks whether it is wanted; a mail about a case does not. */
  @Clause("A-70")
  private void queueForRegistered(String whatFor, List<ContactId> told, Waiting mail) {
    if (!Registrations.isEnough(told, mail)) {
      waiting.add(whatFor, mail);
    } else if (mail.mail() instanceof Mail.OptIn) {
      queueForContacts(told, mail);
    } else {
      deliveries.queue(mail.reason(), mail.eventId(), mail.mail(), told);
    }
  }

  private void onContacts(List<ContactChanged> events) {
    Map<String, ContactChanged> byWhatFor =
        last(events, event -> WaitingMails.contact(event.contactId()));
    waiting.lock(byWhatFor.keySet());
    files.saveOptIns(byWhatFor.values());
    waiting
        .take(byWhatFor.keySet())
        .forEach(
            (whatFor, held) -> {
              List<ContactId> told = List.of(getOrThrow(byWhatFor, whatFor).contactId());
              for (Waiting each : held) {
                deliveries.queue(each.reason(), each.eventId(), each.mail(), told);
              }
            });
  }

  private void onContracts(List<ContractFile> known) {
    files.save(last(known, ContractFile::contractId).values());
  }

  /** The last that concerns each thing, as one statement cannot write a row twice. */
  private static <K, T> Map<K, T> last(List<T> all, Function<T, K> thing) {
    return all.stream()
        .collect(Collectors.toMap(thing, each -> each, (one, later) -> later, LinkedHashMap::new));
  }

  private static <T> T getOrThrow(Map<String, T> all, String key) {
    return Objects.requireNonNull(all.get(key), key);
  }

  /** NOT-15: to those whose units under contract are older than the release. */
  @Clause("NOT-15")
  private void onRelease(EventEnvelope<?> event, ProductEvent.ReleasePublished release) {
    settle();
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
  @Clause("SWP-5")
  private void onHotfix(EventEnvelope<?> event, ProductEvent.HotfixTargetsNamed hotfix) {
    settle();
    for (CustomerId customer : hotfix.customerIds()) {
      deliveries.queue(
          event.name(),
          event.id(),
          new Mail.HotfixProvided(customer, hotfix.productCode(), hotfix.version().toString()),
          files.contactsOf(customer, hotfix.productCode(), dayOf(event)));
    }
  }

  /** EOS-11: to everybody with a unit of the product under contract. */
  @Clause("EOS-11")
  private void onEndOfSale(EventEnvelope<?> event, ProductEvent.EndOfSaleAnnounced announced) {
    settle();
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

  private void onContract(EventEnvelope<?> event, ContractEvent data) {
    settle();
    ContractFile before = files.contractFile(data.contractId()).orElse(null);
    ContractFile file = ContractFile.after(before, data);
    if (file == null) {
      return;
    }
    files.save(List.of(file));
    MailRules.forContract(file, data)
        .ifPresent(
            mail -> {
              Waiting notice = new Waiting(event.id(), event.name(), mail);
              registered
                  .contactsOrWait(file.registeredSerialNumber(), notice)
                  .ifPresent(told -> queueForContacts(told, notice));
            });
  }

  /** NOT-2: whether the box is checked is asked when the notice is sent, and must be known then. */
  @Clause("NOT-2")
  private void queueForContacts(List<ContactId> told, Waiting notice) {
    contacts.now();
    for (ContactId contact : told) {
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
