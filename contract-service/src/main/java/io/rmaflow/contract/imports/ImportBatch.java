package io.rmaflow.contract.imports;

import io.rmaflow.contract.agreement.Agreements;
import io.rmaflow.contract.agreement.rules.AgreementCommand.TakeOverContract;
import io.rmaflow.contract.agreement.rules.TakeOverTerm;
import io.rmaflow.contract.customer.rules.ContactCommand.ChangeContact;
import io.rmaflow.contract.customer.rules.CustomerCommand;
import io.rmaflow.contract.customer.rules.CustomerCommand.AddAlias;
import io.rmaflow.contract.customer.rules.CustomerCommand.IssueCustomerId;
import io.rmaflow.contract.eligibility.rules.PlanRules;
import io.rmaflow.contract.imports.rules.Row;
import io.rmaflow.contract.imports.rules.TakeOver;
import io.rmaflow.contract.imports.rules.World;
import io.rmaflow.contract.imports.rules.World.KnownContract;
import io.rmaflow.contract.imports.rules.World.KnownTerm;
import io.rmaflow.contract.imports.rules.World.KnownUnit;
import io.rmaflow.contract.registration.Units;
import io.rmaflow.contract.registration.rules.UnitCommand;
import io.rmaflow.contract.registration.rules.UnitCommand.AsGiven;
import io.rmaflow.contract.registration.rules.UnitCommand.RegisterUnit;
import io.rmaflow.contract.sitecheck.rules.CheckSite;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.contract.UnitEvent.Source;
import io.rmaflow.kit.eventing.Appends;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.jdbc.WriteBatch;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.Fingerprints;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.personal.Site;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Carries accepted rows out, in the caller's transaction, or only notes what they would do. The
 * rows of a transaction are decided one after the other and written together.
 */
@Component
class ImportBatch {

  private static final ContractId NOT_CONCLUDED = new ContractId("dry-run");

  private final Appends appends;
  private final StoredStreams stored;
  private final JdbcTemplate database;
  private final PersonalStore personal;
  private final Fingerprints fingerprints;
  private final Units units;
  private final Agreements agreements;

  ImportBatch(
      Appends appends,
      StoredStreams stored,
      JdbcTemplate database,
      PersonalStore personal,
      Fingerprints fingerprints,
      Units units,
      Agreements agreements) {
    this.appends = appends;
    this.stored = stored;
    this.database = database;
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

  /** Carries the rows of one transaction out. */
  interface Rows {
    /** Carries one row out, and lets the world know of it. */
    void carryOut(TakeOver.Accepted accepted);
  }

  /**
   * Carries out what is accepted of some rows.
   *
   * @param rows all that may be accepted, each of which the world has looked up
   * @param work hands on those that are
   */
  void inOneGo(List<Row> rows, World world, Manner manner, Consumer<Rows> work) {
    Recording recording = manner.recording();
    if (recording == null) {
      work.accept(accepted -> new Work(world, manner, null, new ArrayDeque<>()).carryOut(accepted));
      return;
    }
    WriteBatch.during(
        database,
        () -> {
          ImportStreams streams =
              new ImportStreams(stored, appends, appends.begun(streams(rows, world)));
          Work carrying = new Work(world, manner, streams, contractIds(rows, world));
          work.accept(carrying::carryOut);
          streams.append(recording);
          return rows.size();
        });
  }

  /** What the rows may touch, without contacts and contracts, which get IDs that nobody had. */
  private static Set<String> streams(List<Row> rows, World world) {
    Set<String> streams = new HashSet<>();
    for (Row row : rows) {
      streams.add(CustomerCommand.streamId(world.present(row.customerId())));
      streams.add(UnitCommand.streamId(row.serialNumber()));
      streams.add(CheckSite.streamId(row.serialNumber()));
      KnownContract contract = world.contract(row.serialNumber());
      if (contract != null) {
        streams.add(contract.contractId().value());
      }
    }
    return streams;
  }

  /** An ID for each unit that may get its first contract; what is not needed leaves a gap. */
  private Deque<ContractId> contractIds(List<Row> rows, World world) {
    long units =
        rows.stream()
            .filter(row -> row.term() != null && world.contract(row.serialNumber()) == null)
            .map(Row::serialNumber)
            .distinct()
            .count();
    return new ArrayDeque<>(agreements.nextIds(Math.toIntExact(units)));
  }

  /** The rows of one transaction, or of a dry run. */
  private final class Work {
    private final World world;
    private final Manner manner;

    /** Absent in a dry run. */
    private final @Nullable ImportStreams streams;

    private final Deque<ContractId> contractIds;

    Work(
        World world,
        Manner manner,
        @Nullable ImportStreams streams,
        Deque<ContractId> contractIds) {
      this.world = world;
      this.manner = manner;
      this.streams = streams;
      this.contractIds = contractIds;
    }

    private ContractId nextId() {
      ContractId reserved = contractIds.poll();
      return reserved == null ? agreements.nextId() : reserved;
    }

    /** Carries one row out, and lets the world know of it. */
    void carryOut(TakeOver.Accepted accepted) {
      customer(accepted);
      ContactId contact = contact(accepted);
      if (accepted.newUnit()) {
        unit(accepted, contact);
      }
      TakeOverTerm term = accepted.term();
      if (term != null) {
        contract(accepted, term);
      }
    }

    /** CID-1, CID-6: the ID stays what it was in the earlier system; nobody is told it anew. */
    @Clause({"CID-1", "CID-6"})
    private void customer(TakeOver.Accepted accepted) {
      CustomerId customer = accepted.customerId();
      if (accepted.newCustomer()) {
        if (streams != null) {
          streams.decide(new IssueCustomerId(customer, List.of()));
        }
        world.issued(customer);
      }
      for (CustomerId alias : accepted.newAliases()) {
        if (streams != null) {
          streams.decide(new AddAlias(customer, alias));
        }
        world.alias(alias, customer);
      }
    }

    private @Nullable ContactId contact(TakeOver.Accepted accepted) {
      Row.Person person = accepted.row().contact();
      if (person == null) {
        return null;
      }
      CustomerId customer = accepted.customerId();
      if (!accepted.newContact()) {
        return world.contact(customer, person.email());
      }
      ContactId contact = new ContactId("dry-run");
      if (streams != null) {
        contact =
            personal.addContact(
                new Contact(person.name(), person.email(), person.phone(), person.language()));
        streams.decide(new ChangeContact(contact, customer, person.language(), person.notices()));
      }
      world.contact(customer, person.email(), contact);
      return contact;
    }

    private void unit(TakeOver.Accepted accepted, @Nullable ContactId contact) {
      Row row = accepted.row();
      if (streams != null) {
        SiteId site = personal.addSite(new Site(row.postalCode(), row.address()));
        streams.decide(
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
                Objects.requireNonNullElse(row.salesChannel(), accepted.product().usualChannel()),
                site,
                contact == null ? List.of() : List.of(contact),
                fingerprints.site(row.postalCode(), row.address()),
                fingerprints.owner(row.owner()),
                row.hypervisor(),
                row.platform(),
                given(accepted)));
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

    private static AsGiven given(TakeOver.Accepted accepted) {
      Row row = accepted.row();
      boolean otherId = !row.customerId().equals(accepted.customerId());
      return new AsGiven(
          row.serialNumberAsGiven(),
          row.product().equals(accepted.product().productCode().value()) ? null : row.product(),
          row.customerIdAsGiven() == null && otherId
              ? row.customerId().value()
              : row.customerIdAsGiven());
    }

    private void contract(TakeOver.Accepted accepted, TakeOverTerm term) {
      Row row = accepted.row();
      KnownContract known = world.contract(row.serialNumber());
      ContractId contract = known == null ? NOT_CONCLUDED : known.contractId();
      if (streams != null) {
        if (known == null) {
          contract = nextId();
        }
        streams.decide(
            new TakeOverContract(
                contract,
                accepted.customerId(),
                row.serialNumber(),
                accepted.product().productCode(),
                term,
                manner.today(),
                manner.settingsVersion()));
        site(streams, row, term);
      }
      KnownTerm concluded =
          new KnownTerm(term.plan(), term.years(), term.startDate(), term.expiryDate());
      world.contract(
          row.serialNumber(),
          known == null ? new KnownContract(contract, List.of(concluded)) : known.with(concluded));
    }

    /**
     * ELG-6, ONS-7: where on-site service was under contract, the site had been found fit for it.
     */
    @Clause({"ELG-6", "ONS-7"})
    private void site(ImportStreams streams, Row row, TakeOverTerm term) {
      Row.Term said = row.term();
      if (said == null || !PlanRules.isOnsite(term.plan())) {
        return;
      }
      Integer hours = said.arrivalTargetHours();
      streams.decide(
          new CheckSite(
              row.serialNumber(),
              fingerprints.site(row.postalCode(), row.address()),
              true,
              hours == null ? CheckSite.USUAL_TARGET_HOURS : hours));
    }
  }
}
