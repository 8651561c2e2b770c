package io.rmaflow.contract.registration;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.aggregate.AggregateShell;
import io.rmaflow.contract.catalogue.Catalogue;
import io.rmaflow.contract.customer.Customers;
import io.rmaflow.contract.customer.rules.AccountRules;
import io.rmaflow.contract.customer.rules.ContactCommand.ChangeContact;
import io.rmaflow.contract.customer.rules.CustomerCommand.IssueCustomerId;
import io.rmaflow.contract.registration.rules.RegistrationRules;
import io.rmaflow.contract.registration.rules.UnitCommand.AsGiven;
import io.rmaflow.contract.registration.rules.UnitCommand.RegisterUnit;
import io.rmaflow.contract.registration.rules.UnitCommand.ReportSoftware;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.events.values.Values;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.Fingerprints;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.personal.Site;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/registrations}: a user registers a unit (REG-1, REG-2). */
@RestController
class RegistrationResource {

  private static final int LONGEST_HYPERVISOR = 100;
  private static final int LONGEST_PLATFORM = 100;
  private static final int MOST_CONTACTS = 20;

  private final Units units;
  private final Catalogue catalogue;
  private final Customers customers;
  private final PersonalStore personal;
  private final Fingerprints fingerprints;
  private final Writes writes;
  private final Commands commands;
  private final StoredStreams streams;

  RegistrationResource(
      Units units,
      Catalogue catalogue,
      Customers customers,
      PersonalStore personal,
      Fingerprints fingerprints,
      Writes writes,
      Commands commands,
      StoredStreams streams) {
    this.units = units;
    this.catalogue = catalogue;
    this.customers = customers;
    this.personal = personal;
    this.fingerprints = fingerprints;
    this.writes = writes;
    this.commands = commands;
    this.streams = streams;
  }

  /** What a registration answers; {@code warranty} is null where the unit has none. */
  record Registered(
      CustomerId customerId,
      SerialNumber serialNumber,
      List<ContactId> contactIds,
      SiteId siteId,
      @Nullable Period warranty) {}

  /** A contact of the form with its opt-in box (REG-6). */
  @Clause("REG-6")
  private record FormContact(Contact contact, boolean contractNotices) {}

  /** What the form says. */
  private record Form(
      @Nullable CustomerId customerId,
      String owner,
      List<FormContact> contacts,
      SerialNumber serialNumber,
      Catalogue.Product product,
      LocalDate purchaseDate,
      LocalDate shippedOn,
      ShippedBy shippedBy,
      boolean secondHand,
      SalesChannel salesChannel,
      Site site,
      @Nullable String hypervisor,
      @Nullable String platform,
      @Nullable SoftwareVersion softwareVersion,
      AsGiven given,
      Instant occurredAt) {}

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/api/registrations")
  ResponseEntity<?> register(WriteRequest request) {
    return writes.perform(
        request,
        fields -> {
          Form form = read(fields);
          refuseKnownReplacement(form.serialNumber());
          refuseUnknownCustomer(form.customerId());
          return register(
              form,
              JapanTime.dateOf(fields.now()),
              Recording.of(request.caller().subject(), form.occurredAt()));
        });
  }

  private Answer register(Form form, LocalDate today, Recording recording) {
    CustomerId named = form.customerId();
    CustomerId customerId = named == null ? customers.nextId() : named;
    List<ContactId> contactIds = new ArrayList<>();
    for (FormContact contact : form.contacts()) {
      contactIds.add(personal.addContact(contact.contact()));
    }
    if (named == null) {
      commands.send(new IssueCustomerId(customerId, contactIds), recording);
    }
    for (int i = 0; i < contactIds.size(); i++) {
      FormContact contact = form.contacts().get(i);
      commands.send(
          new ChangeContact(
              contactIds.get(i),
              customerId,
              contact.contact().language(),
              contact.contractNotices()),
          recording);
    }
    SiteId siteId = personal.addSite(form.site());
    RegisterUnit command =
        new RegisterUnit(
            form.serialNumber(),
            form.product().productCode(),
            form.product().family(),
            customerId,
            RegistrationRules.source(form.product().family()),
            form.purchaseDate(),
            form.shippedOn(),
            form.shippedBy(),
            today,
            form.secondHand(),
            form.salesChannel(),
            siteId,
            contactIds,
            fingerprints.site(
                Objects.requireNonNullElse(form.site().postalCode(), ""),
                Objects.requireNonNullElse(form.site().address(), "")),
            fingerprints.owner(form.owner()),
            form.hypervisor(),
            form.platform(),
            form.given());
    commands.send(command, recording);
    SoftwareVersion software = form.softwareVersion();
    if (software != null) {
      commands.send(new ReportSoftware(form.serialNumber(), software), recording);
    }
    units.keepOwner(form.serialNumber(), personal.addText(form.owner()));
    Period warranty = units.find(form.serialNumber()).map(Units.Unit::warranty).orElse(null);
    return Answer.created(
            "/api/units",
            form.serialNumber().value(),
            new Registered(customerId, form.serialNumber(), contactIds, siteId, warranty))
        .withVersion(command.streamId(), streams.lastSequence(command.streamId()).orElse(-1));
  }

  @Clause("VA-9")
  private Form read(Fields fields) {
    LocalDate today = JapanTime.dateOf(fields.now());
    CustomerId named = fields.id("customerId", CustomerId::new);
    CustomerId customerId = named == null ? null : customers.present(named);
    String owner = fields.requiredValue("owner", Values.NAME, "");
    List<FormContact> contacts =
        fields.objects("contacts", MOST_CONTACTS).stream()
            .map(
                contact ->
                    new FormContact(
                        Contact.reachableFrom(contact), contact.bool("contractNotices", false)))
            .toList();
    Fields unit = fields.requiredObject("unit");
    SerialNumber serial = unit.requiredId("serialNumber", SerialNumber::new);
    Optional<Catalogue.Product> product = product(unit);
    LocalDate purchaseDate = unit.requiredDate("purchaseDate");
    boolean shipped = product.isEmpty() || RegistrationRules.isShipped(product.get().family());
    LocalDate shippedOn =
        shipped || unit.has("shippedOn") ? unit.requiredDate("shippedOn") : purchaseDate;
    notInTheFuture(unit, "purchaseDate", purchaseDate, today);
    notInTheFuture(unit, "shippedOn", shippedOn, today);
    ShippedBy shippedBy = unit.enumValue("shippedBy", ShippedBy.class);
    SalesChannel channel = unit.enumValue("salesChannel", SalesChannel.class);
    boolean secondHand = unit.bool("secondHand", false);
    // VA-9: what the customer prepared for the appliance to run on
    String hypervisor = unit.line("hypervisor", LONGEST_HYPERVISOR);
    String platform = unit.line("platform", LONGEST_PLATFORM);
    SoftwareVersion software = softwareVersion(unit);
    Site site = Site.completeFrom(unit.requiredObject("site"));
    Instant occurredAt = fields.occurredAt();
    fields.check();
    return new Form(
        customerId,
        owner,
        contacts,
        serial,
        product.orElseThrow(),
        purchaseDate,
        shippedOn,
        shippedBy == null ? ShippedBy.VENDOR : shippedBy,
        secondHand,
        channel == null ? product.get().usualChannel() : channel,
        site,
        hypervisor,
        platform,
        software,
        new AsGiven(
            unit.asGiven("serialNumber", serial),
            unit.asGiven("productCode", product.get().productCode()),
            customerId == null ? null : fields.asGiven("customerId", customerId)),
        occurredAt);
  }

  private Optional<Catalogue.Product> product(Fields unit) {
    String named = unit.requiredIdentifier("productCode");
    Optional<Catalogue.Product> product = catalogue.named(named);
    if (product.isEmpty() && unit.has("productCode")) {
      unit.reject(
          "productCode",
          "UNKNOWN_PRODUCT",
          "カタログにない製品です: " + named,
          "The catalogue has no product " + named + ".");
    }
    return product;
  }

  /** What the unit runs, absent where nobody says; one that cannot be read is told (VER-1). */
  @Clause("VER-1")
  static @Nullable SoftwareVersion softwareVersion(Fields fields) {
    String written = fields.identifier("softwareVersion");
    if (written == null) {
      return null;
    }
    Optional<SoftwareVersion> version = SoftwareVersion.parse(written);
    if (version.isEmpty()) {
      fields.reject(
          "softwareVersion",
          "VERSION_FORMAT_INVALID",
          "バージョンは X.Y.Z または X.Y.Z-r の形式で指定してください。",
          "A version looks like X.Y.Z or X.Y.Z-r.");
    }
    return version.orElse(null);
  }

  private static void notInTheFuture(Fields unit, String field, LocalDate date, LocalDate today) {
    if (date.isAfter(today)) {
      unit.reject(field, "IN_THE_FUTURE", "未来の日付は指定できません。", "It must not lie in the future.");
    }
  }

  private void refuseKnownReplacement(SerialNumber serial) {
    units
        .find(serial)
        .filter(unit -> unit.registeredOn() == null)
        .map(
            unit ->
                RegistrationRules.knownReplacement(
                    unit.serialNumber(), unit.customerId(), unit.productCode(), unit.replaces()))
        .ifPresent(AggregateShell::events);
  }

  private void refuseUnknownCustomer(@Nullable CustomerId named) {
    if (named != null && !customers.isKnown(named)) {
      throw new PolicyRefused(List.of(AccountRules.neverIssued(named)));
    }
  }
}
