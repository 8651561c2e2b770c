package io.rmaflow.contract.registration;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.catalogue.Catalogue;
import io.rmaflow.contract.registration.rules.UnitCommand;
import io.rmaflow.contract.registration.rules.UnitCommand.MoveUnit;
import io.rmaflow.contract.registration.rules.UnitCommand.ReportSoftware;
import io.rmaflow.contract.registration.rules.Warranty;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.PersonalData;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.events.contract.UnitEvent.Source;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.Fingerprints;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.personal.Site;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.AlwaysRefused;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.Sent;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/units/{serial}}: a unit, and what changes of it. */
@Tag(name = "units")
@RestController
@RequestMapping("/api/units/{serial}")
class UnitResource {

  private final Units units;
  private final EarlierUnits earlier;
  private final Catalogue catalogue;
  private final PersonalStore personal;
  private final Fingerprints fingerprints;
  private final Writes writes;
  private final Commands commands;
  private final StoredStreams streams;

  UnitResource(
      Units units,
      EarlierUnits earlier,
      Catalogue catalogue,
      PersonalStore personal,
      Fingerprints fingerprints,
      Writes writes,
      Commands commands,
      StoredStreams streams) {
    this.units = units;
    this.earlier = earlier;
    this.catalogue = catalogue;
    this.personal = personal;
    this.fingerprints = fingerprints;
    this.writes = writes;
    this.commands = commands;
    this.streams = streams;
  }

  /**
   * A registered unit, or one that came as a replacement.
   *
   * @param serialNumber as on its label
   * @param productCode of the product in the catalogue
   * @param productName its name; null where the catalogue has lost it
   * @param family of products, which decides what the unit may have
   * @param customerId the account that it is registered under
   * @param owner the company or person that it belongs to; null where that was erased
   * @param source how the registration came in; null of a replacement
   * @param purchaseDate a day in Japan
   * @param shippedOn a day in Japan
   * @param shippedBy whose shipping date that is
   * @param registeredOn a day in Japan; null of a replacement, which is not registered anew
   * @param secondHand whether it was used before: such a unit is outside every service (GEN-3)
   * @param salesChannel where it was bought
   * @param siteId of the place where it stands
   * @param contactIds of its contacts
   * @param warranty days of the free warranty; null where there is none
   * @param hypervisor what the customer prepared for the appliance to run on (VA-9)
   * @param platform the machine or cloud below it (VA-9)
   * @param softwareVersion what it runs, {@code X.Y.Z} or {@code X.Y.Z-r}; null where nobody said
   * @param replaces the unit that it took the place of
   * @param heldFrom since when it stands in that place; null of a unit that replaced none
   * @param replacedBy the unit that took its place
   * @param replacedAt when that happened
   * @param serialNumberAsGiven as it was typed when the unit was registered, where that is another
   *     spelling; the others accordingly. Identifiers are compared after NFKC, without surrounding
   *     white space and in upper case
   * @param productCodeAsGiven the product as it was named then, where that is another spelling
   * @param customerIdAsGiven the customer ID as it was typed then, where that is another spelling
   */
  record UnitView(
      SerialNumber serialNumber,
      ProductCode productCode,
      @Nullable String productName,
      ProductFamily family,
      CustomerId customerId,
      @PersonalData @Nullable String owner,
      @Nullable Source source,
      LocalDate purchaseDate,
      LocalDate shippedOn,
      ShippedBy shippedBy,
      @Nullable LocalDate registeredOn,
      boolean secondHand,
      SalesChannel salesChannel,
      SiteId siteId,
      List<ContactId> contactIds,
      @Nullable Period warranty,
      @Nullable String hypervisor,
      @Nullable String platform,
      @Nullable SoftwareVersion softwareVersion,
      @Nullable SerialNumber replaces,
      @Nullable Instant heldFrom,
      @Nullable SerialNumber replacedBy,
      @Nullable Instant replacedAt,
      @Nullable String serialNumberAsGiven,
      @Nullable String productCodeAsGiven,
      @Nullable String customerIdAsGiven) {}

  /**
   * A unit: as it is, as recorded by an instant, or as it was at one by all that is known.
   *
   * @param serial serial number, in any spelling
   */
  @InJapanese("登録された機器。過去の時点(asOf・trueAt)でも取得できます。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping
  @ReadsPersonalData
  UnitView unit(@PathVariable("serial") SerialNumber serial, @Valid @ModelAttribute AsOf then) {
    return then.isPresent()
        ? view(known(serial))
        : view(earlier.find(serial, then).orElseThrow(() -> new NotFound("unit", serial.value())));
  }

  /**
   * One change of a unit; its personal data stands elsewhere.
   *
   * @param type name of the event, such as {@code UnitRegistered}
   * @param occurredAt when it happened
   * @param recordedAt when it was recorded
   * @param actor subject of whoever did it; empty where it is not known
   * @param data what happened
   */
  record Recorded(
      String type, Instant occurredAt, Instant recordedAt, String actor, DomainEvent data) {}

  /**
   * Everything recorded of a unit, the oldest first.
   *
   * @param serial serial number, in any spelling
   */
  @InJapanese("機器に記録されたすべての事実(古い順)。")
  @Clause("REG-5")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/history")
  @ReadsPersonalData
  Page<Recorded> unitHistory(@PathVariable("serial") SerialNumber serial, PageRequest page) {
    known(serial);
    return Page.of(
        streams.events(UnitCommand.streamId(serial)).stream()
            .map(StoredEvent::envelope)
            .map(
                envelope ->
                    new Recorded(
                        envelope.name(),
                        envelope.occurredAt(),
                        envelope.recordedAt(),
                        Objects.requireNonNullElse(envelope.actor(), ""),
                        envelope.data()))
            .toList(),
        page);
  }

  /**
   * What changes of a unit: one of site, owner and softwareVersion at least.
   *
   * @param site where it stands from now on
   * @param owner the company or person that it belongs to from now on; cannot be left blank
   * @param softwareVersion what it runs by now, {@code X.Y.Z} or {@code X.Y.Z-r}
   */
  record Change(
      @Nullable WholeSite site,
      Sent<@Line(max = 200) String> owner,
      @Nullable SoftwareVersion softwareVersion,
      Happened occurredAt)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (owner.isBlank() && !findings.isWrong("owner")) {
        findings.required("owner");
      }
      if (site == null && owner.value() == null && !owner.isBlank() && softwareVersion == null) {
        findings.reject(
            "site",
            "REQUIRED",
            "site、owner、softwareVersion のいずれかが必要です。",
            "There is neither site nor owner nor software version.");
      }
    }
  }

  /**
   * Another site, another owner, or the software that the unit runs by now. Where the site or the
   * owner is so already, nothing is recorded.
   *
   * @param serial serial number, in any spelling
   */
  @InJapanese("設置場所・所有者の変更、または現在のソフトウェアバージョンを記録します。")
  @Clause({"REG-5", "NOT-15"})
  @Allowed({ADMIN, SUPPORT})
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Example(
      name = "Another place",
      value =
          """
          {
            "site": {"postalCode": "105-0013", "address": "東京都港区浜松町1-1"}
          }
          """)
  @Example(
      name = "The software that it runs by now",
      value =
          """
          {"softwareVersion": "4.10.1-2201"}
          """)
  @PatchMapping
  @ReadsPersonalData
  ResponseEntity<UnitView> changeUnit(
      @PathVariable("serial") SerialNumber serial,
      @Valid @RequestBody Change body,
      WriteRequest call) {
    known(serial);
    return writes.perform(
        call,
        () -> {
          Units.Unit unit = units.lock(serial).orElseThrow();
          WholeSite moved = body.site();
          @Nullable Site site = moved == null ? null : moved.site();
          String owner = body.owner().value();
          SoftwareVersion software = body.softwareVersion();
          String stream = UnitCommand.streamId(serial);
          call.requireVersion(version(stream));
          Recording recording = Recording.of(call.caller().subject(), body.occurredAt().at());
          if (site != null || owner != null) {
            commands.send(move(unit, site, owner), recording);
          }
          if (owner != null) {
            units.keepOwner(serial, personal.addText(owner));
          }
          if (software != null) {
            commands.send(new ReportSoftware(serial, software), recording);
          }
          return Answer.ok(view(known(serial))).withVersion(stream, version(stream));
        });
  }

  private MoveUnit move(Units.Unit unit, @Nullable Site site, @Nullable String owner) {
    return new MoveUnit(
        unit.serialNumber(),
        site == null ? unit.siteId() : personal.addSite(site),
        site == null
            ? unit.siteFingerprint()
            : fingerprints.site(
                Objects.requireNonNullElse(site.postalCode(), ""),
                Objects.requireNonNullElse(site.address(), "")),
        owner == null ? unit.ownerFingerprint() : fingerprints.owner(owner));
  }

  /**
   * Always refused: the warranty is for the first year only.
   *
   * @param serial serial number, in any spelling
   */
  @InJapanese("製品保証の更新。初年度のみのため、常に受け付けられません。")
  @Clause("WAR-2")
  @Allowed({ADMIN, SUPPORT})
  @AlwaysRefused
  @Refuses(status = 422, codes = "WARRANTY_NOT_RENEWABLE")
  @PostMapping("/warranty-renewals")
  ResponseEntity<Void> renewWarranty(
      @PathVariable("serial") SerialNumber serial, WriteRequest call) {
    known(serial);
    return writes.perform(
        call.withOptionalBody(),
        () -> {
          throw new PolicyRefused(List.of(Warranty.NOT_RENEWABLE));
        });
  }

  private Units.Unit known(SerialNumber serial) {
    return units.find(serial).orElseThrow(() -> new NotFound("unit", serial.value()));
  }

  private UnitView view(Units.Unit unit) {
    return new UnitView(
        unit.serialNumber(),
        unit.productCode(),
        catalogue.find(unit.productCode()).map(Catalogue.Product::name).orElse(null),
        unit.family(),
        unit.customerId(),
        units.ownerOf(unit.serialNumber()).flatMap(personal::text).orElse(null),
        unit.source(),
        unit.purchaseDate(),
        unit.shippedOn(),
        unit.shippedBy(),
        unit.registeredOn(),
        unit.secondHand(),
        unit.salesChannel(),
        unit.siteId(),
        unit.contactIds(),
        unit.warranty(),
        unit.hypervisor(),
        unit.platform(),
        unit.softwareVersion(),
        unit.replaces(),
        unit.heldFrom(),
        unit.replacedBy(),
        unit.replacedAt(),
        unit.given().serialNumber(),
        unit.given().productCode(),
        unit.given().customerId());
  }

  private long version(String streamId) {
    return streams.lastSequence(streamId).orElse(-1);
  }
}
