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
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.Sent;
import jakarta.validation.Valid;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/units/{serial}}: a unit, and what changes of it. */
@RestController
@RequestMapping("/api/units/{serial}")
class UnitResource {

  private final Units units;
  private final Catalogue catalogue;
  private final PersonalStore personal;
  private final Fingerprints fingerprints;
  private final Writes writes;
  private final Commands commands;
  private final StoredStreams streams;

  UnitResource(
      Units units,
      Catalogue catalogue,
      PersonalStore personal,
      Fingerprints fingerprints,
      Writes writes,
      Commands commands,
      StoredStreams streams) {
    this.units = units;
    this.catalogue = catalogue;
    this.personal = personal;
    this.fingerprints = fingerprints;
    this.writes = writes;
    this.commands = commands;
    this.streams = streams;
  }

  /**
   * A unit as answered.
   *
   * @param serialNumberAsGiven as it was typed at its registration, where that is another spelling;
   *     the same of the others that end so
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

  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping
  @ReadsPersonalData
  UnitView one(@PathVariable("serial") SerialNumber serial) {
    return view(known(serial));
  }

  /** One change of a unit; its personal data stands elsewhere. */
  record Recorded(
      String type, Instant occurredAt, Instant recordedAt, String actor, DomainEvent data) {}

  /** Everything that was recorded of the unit, the oldest first (REG-5). */
  @Clause("REG-5")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/history")
  @ReadsPersonalData
  Page<Recorded> history(@PathVariable("serial") SerialNumber serial, PageRequest page) {
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
   * What changes of a unit: one of these at least.
   *
   * @param owner cannot be left blank
   * @param softwareVersion what it runs by now
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

  /** REG-5: another site or owner; NOT-15: the software that it runs by now. */
  @Clause({"REG-5", "NOT-15"})
  @Allowed({ADMIN, SUPPORT})
  @PatchMapping
  @ReadsPersonalData
  ResponseEntity<?> change(
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

  /** WAR-2: the warranty is for the first year only. */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/warranty-renewals")
  ResponseEntity<?> renewWarranty(@PathVariable("serial") SerialNumber serial, WriteRequest call) {
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
