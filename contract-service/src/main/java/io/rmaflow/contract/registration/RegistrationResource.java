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
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Given;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Language;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.MailAddress;
import io.rmaflow.kit.web.fields.Phone;
import io.rmaflow.time.JapanTime;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "units")
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

  /**
   * What a registration has come to.
   *
   * @param customerId the named one, or the one that was issued
   * @param serialNumber of the unit
   * @param contactIds of the contacts of the form, in their order
   * @param siteId of the place where the unit stands
   * @param warranty days of the free warranty; null where the unit has none
   */
  record Registered(
      CustomerId customerId,
      SerialNumber serialNumber,
      List<ContactId> contactIds,
      SiteId siteId,
      @Nullable Period warranty) {}

  /**
   * A contact of the form.
   *
   * @param name of the person
   * @param email where notices go to
   * @param phone such as {@code 03-0000-0000 内線12}; full width becomes half width
   * @param language in which it is written to
   * @param contractNotices its opt-in box for notices about contracts (REG-6)
   */
  @Clause("REG-6")
  record RegistrationContact(
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
   * @param serialNumber as on its label; compared after NFKC, without surrounding white space and
   *     in upper case
   * @param productCode code, name or another name of a product of the catalogue
   * @param purchaseDate a day in Japan, not in the future; the warranty begins with it
   * @param shippedOn a day in Japan, not in the future; required of hardware, the day of purchase
   *     stands for it otherwise
   * @param shippedBy whose shipping date that is
   * @param salesChannel where it was bought; the usual one of the product where absent
   * @param secondHand whether it was used before: such a unit is outside every service (GEN-3)
   * @param hypervisor what the customer prepared for the appliance to run on (VA-9)
   * @param platform the machine or cloud below it (VA-9)
   * @param softwareVersion what the unit runs, {@code X.Y.Z} or {@code X.Y.Z-r}; left out where
   *     nobody says (VER-1)
   * @param site where it stands
   */
  @Clause({"VA-9", "VER-1"})
  record RegistrationUnit(
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
   * @param owner the company or person that the unit belongs to
   * @param contacts who is to be asked and told about the unit
   * @param unit the unit itself
   */
  record Registration(
      @Nullable Given<CustomerId> customerId,
      @PersonalData @Line(max = 200) String owner,
      @Size(max = MOST_CONTACTS) List<RegistrationContact> contacts,
      RegistrationUnit unit,
      Happened occurredAt) {}

  /** Register a unit, and issue a customer ID where none is named. */
  @InJapanese("機器をユーザ登録します。お客様 ID の指定がなければ新しく発行します。")
  @Clause({"REG-1", "REG-2", "CID-2", "GEN-3"})
  @Allowed({ADMIN, SUPPORT})
  @Answers(
      status = 201,
      headers = "ETag: Version of the unit; what changes the unit takes it as If-Match")
  @Refuses(status = 400, codes = "UNKNOWN_PRODUCT")
  @Refuses(status = 409, codes = "ALREADY_REGISTERED")
  @Refuses(status = 422, codes = "CUSTOMER_ID_MISMATCH")
  @Example(
      name = "A new customer",
      value =
          """
          {
            "owner": "株式会社サンプル商事",
            "contacts": [
              {
                "name": "山田 太郎",
                "email": "yamada@sample.example",
                "phone": "03-0000-0001 内線12",
                "language": "ja",
                "contractNotices": true
              }
            ],
            "unit": {
              "serialNumber": "NR2A-0001",
              "productCode": "netregio2a-dhcp",
              "purchaseDate": "2026-04-06",
              "shippedOn": "2026-04-08",
              "shippedBy": "VENDOR",
              "salesChannel": "DIRECT",
              "site": {"postalCode": "100-0001", "address": "東京都千代田区千代田1-1"}
            }
          }
          """)
  @Example(
      name = "A further unit of a customer",
      value =
          """
          {
            "customerId": "C-1001",
            "owner": "株式会社サンプル商事",
            "contacts": [
              {"name": "Jane Sample", "email": "jane@sample.example", "language": "en"}
            ],
            "unit": {
              "serialNumber": "NN3-0002",
              "productCode": "NetNebulas3 DHCP",
              "purchaseDate": "2026-04-06",
              "shippedOn": "2026-04-13",
              "shippedBy": "PARTNER",
              "salesChannel": "PARTNER",
              "site": {"postalCode": "5300001", "address": "大阪府大阪市北区梅田1-1"}
            }
          }
          """)
  @Example(
      name = "A virtual appliance of another branch",
      value =
          """
          {
            "owner": "株式会社サンプル商事 名古屋支店",
            "contacts": [
              {"name": "鈴木 花子", "email": "suzuki@sample.example", "phone": "052-000-0001"}
            ],
            "unit": {
              "serialNumber": "VA-0005",
              "productCode": "netnebulas-va-dhcp",
              "purchaseDate": "2026-04-20",
              "hypervisor": "VMware ESXi 8.0",
              "platform": "x86-64",
              "site": {"postalCode": "450-0001", "address": "愛知県名古屋市中村区那古野1-1"}
            }
          }
          """)
  @PostMapping("/api/registrations")
  ResponseEntity<Registered> register(@Valid @RequestBody Registration form, WriteRequest call) {
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
      Registration form,
      Catalogue.Product product,
      @Nullable CustomerId named,
      LocalDate today,
      Recording recording) {
    CustomerId customerId = named == null ? customers.nextId() : named;
    RegistrationUnit unit = form.unit();
    SerialNumber serial = unit.serialNumber().id();
    List<ContactId> contactIds = new ArrayList<>();
    for (RegistrationContact contact : form.contacts()) {
      contactIds.add(personal.addContact(contact.contact()));
    }
    if (named == null) {
      commands.send(new IssueCustomerId(customerId, contactIds), recording);
    }
    for (int i = 0; i < contactIds.size(); i++) {
      RegistrationContact contact = form.contacts().get(i);
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
  private Optional<Catalogue.Product> product(RegistrationUnit unit, Findings findings) {
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
