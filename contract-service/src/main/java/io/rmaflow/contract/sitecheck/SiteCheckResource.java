package io.rmaflow.contract.sitecheck;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.registration.Units;
import io.rmaflow.contract.sitecheck.rules.CheckSite;
import io.rmaflow.contract.sitecheck.rules.SiteCheckState;
import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Happened;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/site-checks}: the customer, or the agency for it, asks before applying for on-site
 * service whether it can be had at the site (ELG-6, ONS-7).
 */
@Tag(name = "contracts")
@RestController
@RequestMapping("/api/site-checks")
class SiteCheckResource {

  private final SiteChecks checks;
  private final Units units;
  private final Writes writes;
  private final Commands commands;
  private final StoredStreams streams;

  SiteCheckResource(
      SiteChecks checks, Units units, Writes writes, Commands commands, StoredStreams streams) {
    this.checks = checks;
    this.units = units;
    this.writes = writes;
    this.commands = commands;
    this.streams = streams;
  }

  /**
   * Whether a unit can be served on site where it stands.
   *
   * @param serialNumber of the unit
   * @param serviceable whether it can
   * @param arrivalTargetHours hours until somebody arrives at the site, as a target
   * @param checkedAt when that was found out
   */
  record SiteCheckView(
      SerialNumber serialNumber, boolean serviceable, int arrivalTargetHours, Instant checkedAt) {}

  /**
   * The last check of a unit's site. Where the unit was moved since, there is none.
   *
   * @param serial serial number, in any spelling
   */
  @InJapanese("機器の設置場所についての最新の確認結果。")
  @Clause("ELG-6")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/{serial}")
  SiteCheckView siteCheck(@PathVariable("serial") SerialNumber serial) {
    return units
        .find(serial)
        .flatMap(unit -> checks.of(serial, unit.siteFingerprint()))
        .map(found -> view(serial, found))
        .orElseThrow(() -> new NotFound("site check", serial.value()));
  }

  /**
   * What was found out about the site of a unit.
   *
   * @param serialNumber of a registered unit
   * @param serviceable whether it can be served on site
   * @param arrivalTargetHours hours until somebody arrives at the site, as a target
   */
  record SiteFinding(
      SerialNumber serialNumber,
      boolean serviceable,
      @Default("" + CheckSite.USUAL_TARGET_HOURS) @Min(1) @Max(CheckSite.LONGEST_TARGET_HOURS)
          int arrivalTargetHours,
      Happened occurredAt) {}

  /** Record whether a site can be served on site. */
  @InJapanese("設置場所でオンサイト保守を提供できるかどうかの確認結果を記録します。")
  @Clause("ELG-6")
  @Allowed({ADMIN, SUPPORT})
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Refuses(status = 422, codes = "NOT_REGISTERED")
  @Example(
      """
          {"serialNumber": "NN3-0002", "serviceable": true, "arrivalTargetHours": 4}
          """)
  @PostMapping
  ResponseEntity<SiteCheckView> checkSite(@Valid @RequestBody SiteFinding body, WriteRequest call) {
    return writes.perform(
        call,
        () -> {
          SerialNumber serial = body.serialNumber();
          Units.Unit unit =
              units
                  .lock(serial)
                  .orElseThrow(
                      () -> new PolicyRefused(List.of(SiteCheckState.notRegistered(serial))));
          CheckSite command =
              new CheckSite(
                  serial, unit.siteFingerprint(), body.serviceable(), body.arrivalTargetHours());
          call.requireVersion(version(command.streamId()));
          commands.send(command, Recording.of(call.caller().subject(), body.occurredAt().at()));
          return Answer.ok(view(serial, checks.of(serial, unit.siteFingerprint()).orElseThrow()))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  private static SiteCheckView view(SerialNumber serial, SiteChecks.Finding found) {
    return new SiteCheckView(
        serial, found.serviceable(), found.arrivalTargetHours(), found.checkedAt());
  }

  private long version(String streamId) {
    return streams.lastSequence(streamId).orElse(-1);
  }
}
