package io.rmaflow.contract.imports;

import io.rmaflow.contract.agreement.AgreementCommand.TakeOverContract;
import io.rmaflow.contract.agreement.Agreements;
import io.rmaflow.contract.agreement.TakeOverTerm;
import io.rmaflow.contract.customer.ContactCommand.ChangeContact;
import io.rmaflow.contract.customer.CustomerCommand.AddAlias;
import io.rmaflow.contract.customer.CustomerCommand.IssueCustomerId;
import io.rmaflow.contract.eligibility.PlanRules;
import io.rmaflow.contract.imports.World.KnownContract;
import io.rmaflow.contract.imports.World.KnownTerm;
import io.rmaflow.contract.imports.World.KnownUnit;
import io.rmaflow.contract.registration.UnitCommand.RegisterUnit;
import io.rmaflow.contract.registration.Units;
import io.rmaflow.contract.sitecheck.CheckSite;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.contract.UnitEvent.Source;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.Fingerprints;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.personal.Site;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries accepted rows out, in the caller's transaction, or only notes what they would do. */
@Component
class ImportBatch {

  /** ONS-2: the hours from the acceptance to the arrival unless the site is another case. */
  private static final int USUAL_TARGET_HOURS = 4;

  private static final ContractId NOT_CONCLUDED = new ContractId("dry-run");

  private final Commands commands;
  private final PersonalStore personal;
  private final Fingerprints fingerprints;
  private final Units units;
  private final Agreements agreements;

  ImportBatch(
      Commands commands,
      PersonalStore personal,
      Fingerprints fingerprints,
      Units units,
      Agreements agreements) {
    this.commands = commands;
    this.personal = personal;
    this.fingerprints = fingerprints;
    this.units = units;
    this.agreements = agreements;
  }

  /**
   * How a row is carried out.
   *
   * @param recording absent in a dry run
   * @param settingsVersion the version of the settings that contracts are judged by
   */
  record Manner(@Nullable Recording recording, LocalDate today, int settingsVersion) {}

  /** Carries one row out, and lets the world know of it. */
  void carryOut(TakeOver.Accepted accepted, World world, Manner manner) {
    Recording recording = manner.recording();
    customer(accepted, world, recording);
    ContactId contact = contact(accepted, world, recording);
    if (accepted.newUnit()) {
      unit(accepted, contact, world, manner);
    }
    TakeOverTerm term = accepted.term();
    if (term != null) {
      contract(accepted, term, world, manner);
    }
  }

  /** CID-1, CID-6: the ID stays what it was in the earlier system; nobody is told it anew. */
  private void customer(TakeOver.Accepted accepted, World world, @Nullable Recording recording) {
    CustomerId customer = accepted.customerId();
    if (accepted.newCustomer()) {
      if (recording != null) {
        commands.send(new IssueCustomerId(customer, List.of()), recording);
      }
      world.issued(customer);
    }
    for (CustomerId alias : accepted.newAliases()) {
      if (recording != null) {
        commands.send(new AddAlias(customer, alias), recording);
      }
      world.alias(alias, customer);
    }
  }

  private @Nullable ContactId contact(
      TakeOver.Accepted accepted, World world, @Nullable Recording recording) {
    Row.Person person = accepted.row().contact();
    if (person == null) {
      return null;
    }
    CustomerId customer = accepted.customerId();
    if (!accepted.newContact()) {
      return world.contact(customer, person.email());
    }
    ContactId contact = new ContactId("dry-run");
    if (recording != null) {
      contact =
          personal.addContact(
              new Contact(person.name(), person.email(), person.phone(), person.language()));
      commands.send(
          new ChangeContact(contact, customer, person.language(), person.notices()), recording);
    }
    world.contact(customer, person.email(), contact);
    return contact;
  }

  private void unit(
      TakeOver.Accepted accepted, @Nullable ContactId contact, World world, Manner manner) {
    Row row = accepted.row();
    Recording recording = manner.recording();
    if (recording != null) {
      SiteId site = personal.addSite(new Site(row.postalCode(), row.address()));
      commands.send(
          new RegisterUnit(
              row.serialNumber(),
              accepted.product().productCode(),
              accepted.product().family(),
              accepted.customerId(),
              Source.IMPORT,
              row.purchaseDate(),
              Objects.requireNonNullElse(row.shippedOn(), row.purchaseDate()),
              row.shippedBy(),
              Objects.requireNonNullElse(row.registeredOn(), manner.today()),
              row.secondHand(),
              row.salesChannel(),
              site,
              contact == null ? List.of() : List.of(contact),
              fingerprints.site(row.postalCode(), row.address()),
              fingerprints.owner(row.owner()),
              row.hypervisor(),
              row.platform()),
          recording);
      units.keepOwner(row.serialNumber(), personal.addText(row.owner()));
    }
    world.unit(
        row.serialNumber(),
        new KnownUnit(
            accepted.customerId(),
            accepted.product().productCode(),
            row.purchaseDate(),
            true,
            false));
  }

  private void contract(TakeOver.Accepted accepted, TakeOverTerm term, World world, Manner manner) {
    Row row = accepted.row();
    Recording recording = manner.recording();
    KnownContract known = world.contract(row.serialNumber());
    ContractId contract = known == null ? NOT_CONCLUDED : known.contractId();
    if (recording != null) {
      if (known == null) {
        contract = agreements.nextId();
      }
      commands.send(
          new TakeOverContract(
              contract,
              accepted.customerId(),
              row.serialNumber(),
              accepted.product().productCode(),
              term,
              manner.today(),
              manner.settingsVersion()),
          recording);
      site(row, term, recording);
    }
    KnownTerm concluded =
        new KnownTerm(term.plan(), term.years(), term.startDate(), term.expiryDate());
    world.contract(
        row.serialNumber(),
        known == null ? new KnownContract(contract, List.of(concluded)) : known.with(concluded));
  }

  /** ELG-6, ONS-7: where on-site service was under contract, the site had been found fit for it. */
  private void site(Row row, TakeOverTerm term, Recording recording) {
    Row.Term said = row.term();
    if (said == null || !PlanRules.isOnsite(term.plan())) {
      return;
    }
    Integer hours = said.arrivalTargetHours();
    commands.send(
        new CheckSite(
            row.serialNumber(),
            fingerprints.site(row.postalCode(), row.address()),
            true,
            hours == null ? USUAL_TARGET_HOURS : hours),
        recording);
  }
}
