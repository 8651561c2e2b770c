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
import io.rmaflow.events.PersonalData;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.Fingerprints;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.personal.Site;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Given;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Language;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.MailAddress;
import io.rmaflow.kit.web.fields.Phone;
import io.rmaflow.time.JapanTime;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/registrations}: a user registers a unit (REG-1, REG-2). */
@RestController
class RegistrationResource {

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

  /**
   * A contact of the form.
   *
   * @param contractNotices its opt-in box (REG-6)
   */
  @Clause("REG-6")
  record FormContact(
      @PersonalData @Line(max = 200) String name,
      @PersonalData @MailAddress String email,
      @PersonalData @Phone @Nullable String phone,
      @Default("ja") @Language String language,
      @Default("false") boolean contractNotices) {

    Contact contact() {
      return new Contact(name, email, phone, language);
    }
  }

  /**
   * The unit of the form.
   *
   * @param shippedOn not needed of what is not shipped
   * @param salesChannel the usual one of the product where absent
   * @param hypervisor what the customer prepared for the appliance to run on (VA-9)
   * @param softwareVersion what the unit runs, absent where nobody says (VER-1)
   */
  @Clause({"VA-9", "VER-1"})
  record FormUnit(
      Given<SerialNumber> serialNumber,
      Given<@Identifier String> productCode,
      LocalDate purchaseDate,
      @Nullable LocalDate shippedOn,
      @Default("VENDOR") ShippedBy shippedBy,
      @Nullable SalesChannel salesChannel,
      @Default("false") boolean secondHand,
      @Line(max = 100) @Nullable String hypervisor,
      @Line(max = 100) @Nullable String platform,
      @Nullable SoftwareVersion softwareVersion,
      WholeSite site)
      implements Checked {

    @Override
    public void check(Findings findings) {
      notInTheFuture(findings, "purchaseDate", purchaseDate);
      notInTheFuture(findings, "shippedOn", shippedOn);
    }
  }

  /**
   * What the form says.
   *
   * @param customerId of an earlier registration; a new one is issued where absent
   */
  record Form(
      @Nullable Given<CustomerId> customerId,
      @PersonalData @Line(max = 200) String owner,
      @Size(max = MOST_CONTACTS) List<FormContact> contacts,
      FormUnit unit,
      Happened occurredAt) {}

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/api/registrations")
  ResponseEntity<?> register(@Valid @RequestBody Form form, WriteRequest call) {
    return writes.performChecking(
        call,
        findings -> {
          Optional<Catalogue.Product> product = product(form.unit(), findings.in("unit"));
          Given<CustomerId> named = form.customerId();
          CustomerId customerId = named == null ? null : customers.present(named.id());
          findings.check();
          refuseKnownReplacement(form.unit().serialNumber().id());
          refuseUnknownCustomer(customerId);
          return register(
              form,
              product.orElseThrow(),
              customerId,
              JapanTime.dateOf(call.receivedAt()),
              Recording.of(call.caller().subject(), form.occurredAt().at()));
        });
  }

  private Answer<Registered> register(
      Form form,
      Catalogue.Product product,
      @Nullable CustomerId named,
      LocalDate today,
      Recording recording) {
    CustomerId customerId = named == null ? customers.nextId() : named;
    FormUnit unit = form.unit();
    SerialNumber serial = unit.serialNumber().id();
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
              contactIds.get(i), customerId, contact.language(), contact.contractNotices()),
          recording);
    }
    Site site = unit.site().site();
    SiteId siteId = personal.addSite(site);
    LocalDate shippedOn = unit.shippedOn();
    SalesChannel channel = unit.salesChannel();
    Given<CustomerId> customerAsGiven = form.customerId();
    RegisterUnit command =
        new RegisterUnit(
            serial,
            product.productCode(),
            product.family(),
            customerId,
            RegistrationRules.source(product.family()),
            unit.purchaseDate(),
            shippedOn == null ? unit.purchaseDate() : shippedOn,
            unit.shippedBy(),
            today,
            unit.secondHand(),
            channel == null ? product.usualChannel() : channel,
            siteId,
            contactIds,
            fingerprints.site(unit.site().postalCode(), unit.site().address()),
            fingerprints.owner(form.owner()),
            unit.hypervisor(),
            unit.platform(),
            new AsGiven(
                unit.serialNumber().asGiven(),
                unit.productCode().asGivenFor(product.productCode()),
                customerAsGiven == null ? null : customerAsGiven.asGivenFor(customerId)));
    commands.send(command, recording);
    SoftwareVersion software = unit.softwareVersion();
    if (software != null) {
      commands.send(new ReportSoftware(serial, software), recording);
    }
    units.keepOwner(serial, personal.addText(form.owner()));
    Period warranty = units.find(serial).map(Units.Unit::warranty).orElse(null);
    return Answer.created(
            "/api/units",
            serial.value(),
            new Registered(customerId, serial, contactIds, siteId, warranty))
        .withVersion(command.streamId(), streams.lastSequence(command.streamId()).orElse(-1));
  }

  /** The product by any of its names; whether the unit was shipped is for it to say. */
  private Optional<Catalogue.Product> product(FormUnit unit, Findings findings) {
    String named = unit.productCode().id();
    Optional<Catalogue.Product> product = catalogue.named(named);
    if (product.isEmpty() && !findings.isWrong("productCode")) {
      findings.reject(
          "productCode",
          "UNKNOWN_PRODUCT",
          "カタログにない製品です: " + named,
          "The catalogue has no product " + named + ".");
    }
    boolean shipped = product.isEmpty() || RegistrationRules.isShipped(product.get().family());
    if (shipped && unit.shippedOn() == null && !findings.isWrong("shippedOn")) {
      findings.required("shippedOn");
    }
    return product;
  }

  private static void notInTheFuture(Findings findings, String field, @Nullable LocalDate date) {
    if (date != null && date.isAfter(findings.today())) {
      findings.reject(field, "IN_THE_FUTURE", "未来の日付は指定できません。", "It must not lie in the future.");
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
