package io.rmaflow.rma.intake;

import static io.rmaflow.rma.intake.IntakeRule.Source.CONTRACT_EVENTS;
import static io.rmaflow.rma.intake.IntakeRule.Source.REQUEST;

import io.rmaflow.events.Ids;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.InquiryKind;
import io.rmaflow.events.rma.CaseEvent.Isolation;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.RuledOut;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.rma.intake.IntakeRule.Asked;
import io.rmaflow.rma.intake.IntakeRule.Check;
import io.rmaflow.rma.intake.IntakeRule.Step;
import io.rmaflow.rma.override.OverridableRule;
import io.rmaflow.time.JapanTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checks of each procedure, in the order of RMA-8; the list is the policy. */
final class IntakeRules {

  private static final List<String> JAPAN = List.of("JP", "JPN", "Japan", "日本");
  private static final String JAPANESE = "ja";

  /** Which fields a request needs, beside RMA-2. */
  private static final Map<Procedure, String> FIELDS =
      Map.of(
          Procedure.MANUFACTURER,
          "MFR-21",
          Procedure.TRIAGE,
          "MFR-21",
          Procedure.WARRANTY,
          "WAR-13",
          Procedure.DOA,
          "DOA-4");

  /** That it needs the request sheet, beside RMA-3. */
  private static final Map<Procedure, String> SHEET_AND_FORM =
      Map.of(
          Procedure.MANUFACTURER, "MFR-22", Procedure.WARRANTY, "WAR-14", Procedure.DOA, "DOA-4");

  /** That it comes by the form, beside RMA-4. */
  private static final Map<Procedure, String> FORM =
      Map.of(
          Procedure.MANUFACTURER,
          "MFR-8",
          Procedure.TRIAGE,
          "MFR-8",
          Procedure.WARRANTY,
          "WAR-14",
          Procedure.DOA,
          "DOA-4");

  // ---- required fields (RMA-2, RMA-3, CSB-7, CSB-21, CSB-22, EXC-CSB-6)

  static final IntakeRule CUSTOMER_ID_GIVEN =
      rule(
          Step.REQUIRED_FIELDS,
          refuseIf(
              asked -> asked.request().customerId() == null,
              asked -> Refusals.customerIdRequired(identityClauses(asked, Clauses.CID_3))));

  static final IntakeRule SERIAL_NUMBER_GIVEN =
      rule(
          Step.REQUIRED_FIELDS,
          refuseIf(
              asked -> asked.request().serialNumber() == null,
              asked -> Refusals.serialRequired(identityClauses(asked))));

  static final IntakeRule SOFTWARE_VERSION_GIVEN =
      rule(
          Step.REQUIRED_FIELDS,
          refuseIf(
              asked -> asked.request().softwareVersion() == null,
              asked -> Refusals.softwareVersionRequired(fieldClauses(asked))));

  static final IntakeRule FAULT_DESCRIBED =
      rule(
          Step.REQUIRED_FIELDS,
          refuseIf(
              asked -> asked.request().faultDescriptionId() == null,
              asked -> Refusals.faultDescriptionRequired(fieldClauses(asked))));

  static final IntakeRule REQUEST_SHEET_GIVEN =
      rule(
          Step.REQUIRED_FIELDS,
          refuseIf(
              asked -> !asked.request().requestSheet(),
              asked ->
                  Refusals.requestSheetRequired(
                      withOwn(asked, SHEET_AND_FORM, Clauses.CSB_22, Clauses.RMA_3))));

  static final IntakeRule CHECK_SHEET_GIVEN =
      rule(
          Step.REQUIRED_FIELDS,
          refuseIf(
              asked -> {
                Isolation isolation = asked.request().isolation();
                return isolation == null || !isolation.checkSheet();
              },
              asked -> Refusals.checkSheetRequired()));

  /** A unit that cannot run it needs the reason instead. */
  static final IntakeRule SELF_DIAGNOSIS_GIVEN =
      rule(
          Step.REQUIRED_FIELDS,
          refuseIf(
              asked -> !selfDiagnosisDone(asked.request().isolation()),
              asked -> Refusals.selfDiagnosisRequired()));

  static final IntakeRule BACKUP_AND_LOG_GIVEN =
      rule(
          Step.REQUIRED_FIELDS,
          refuseIf(
              asked ->
                  Boolean.TRUE.equals(asked.request().webAccessible())
                      && !(asked.request().backup() && asked.request().log()),
              asked ->
                  Refusals.backupAndLogRequired(
                      fieldClauses(asked),
                      missing(
                          !asked.request().backup(), "backup", !asked.request().log(), "log"))));

  // ---- registration and ID (REG-1, CID-3)

  static final IntakeRule REGISTERED =
      fromContractEvents(
          Step.REGISTRATION,
          refuseIf(
              asked -> asked.request().serialNumber() != null && asked.known().unit() == null,
              asked -> Refusals.notRegistered(registrationClauses(asked))));

  /** A unit may be named under any linked ID. */
  static final IntakeRule CUSTOMER_ID_MATCHES =
      fromContractEvents(
          Step.REGISTRATION,
          refuseIf(
              asked -> {
                UnitCover unit = asked.known().unit();
                return asked.request().customerId() != null
                    && (asked.known().linkedIds().isEmpty()
                        || (unit != null
                            && !asked.known().linkedIds().contains(unit.customerId())));
              },
              asked -> Refusals.customerIdMismatch()));

  /** GEN-3; where it fails it is the only reason given. */
  static final IntakeRule NOT_SECOND_HAND =
      fromContractEvents(
          Step.SECOND_HAND,
          refuseIf(asked -> unit(asked).secondHand(), asked -> Refusals.secondHandUnit()));

  // ---- plan and period (ELG-8, ELG-14, CSB-25, MFR-1; CON-12, CON-20, WAR-1, GEN-2, EOS-2)

  static final IntakeRule PLAN_SERVES_THE_PROCEDURE =
      fromContractEvents(
          Step.PLAN,
          asked ->
              switch (coverage(asked)) {
                case Coverage.NoHardware() -> List.of(Refusals.noHardwareServiceForVa());
                case Coverage.CoveredOtherwise(var right) ->
                    List.of(Refusals.wrongProcedureForPlan(asked.procedure(), right));
                case Coverage.NoPaidContract() ->
                    List.of(Refusals.noPaidContract(isVirtualAppliance(asked)));
                default -> List.of();
              });

  static final IntakeRule COVERED_ON_THE_DAY =
      fromContractEvents(
          Step.PERIOD,
          asked ->
              switch (coverage(asked)) {
                case Coverage.Replaced(var by) -> List.of(Refusals.replaced(by));
                case Coverage.NotBegun(var term, var underWarranty) ->
                    List.of(Refusals.contractNotBegun(term, underWarranty));
                case Coverage.Lapsed(var term, var underWarranty) ->
                    List.of(Refusals.contractExpired(term, underWarranty));
                case Coverage.NeverContracted(var warranty) ->
                    List.of(Refusals.warrantyExpired(warranty), Refusals.spotRepairNotAccepted());
                case Coverage.ServiceEnded(var lastDay) ->
                    List.of(Refusals.serviceEnded(lastDay, isVirtualAppliance(asked)));
                default -> List.of();
              });

  /** DOA-1, DOA-2, A-50: where a window is set, an initial failure is one within it only. */
  static final IntakeRule WITHIN_THE_DOA_WINDOW =
      fromContractEvents(
          Step.PERIOD,
          asked -> {
            Integer days = asked.known().policy().doaWindowDays();
            LocalDate last = days == null ? null : unit(asked).purchaseDate().plusDays(days);
            return last == null || !day(asked.request()).isAfter(last)
                ? List.of()
                : List.of(Refusals.initialFailureTooLate(last));
          });

  // ---- channel (RMA-4, CSB-9, EXC-CSB-5)

  static final IntakeRule FORM_ONLY =
      rule(
          Step.CHANNEL,
          refuseIf(
              asked -> asked.request().channel() != Channel.FORM,
              asked ->
                  Refusals.channelNotAccepted(
                      isCrossSendBack(asked)
                          ? List.of(Clauses.CSB_9, Clauses.EXC_CSB_5, Clauses.RMA_4)
                          : withOwn(asked, FORM, Clauses.CSB_9, Clauses.RMA_4),
                      false)));

  static final IntakeRule FORM_OR_ONSITE_PHONE =
      rule(
          Step.CHANNEL,
          refuseIf(
              asked ->
                  asked.request().channel() != Channel.FORM
                      && asked.request().channel() != Channel.ONSITE_PHONE,
              asked -> Refusals.channelNotAccepted(List.of("ONS-20", "EXC-ONS-15"), true)));

  /** TEC-14, VA-12; answers go by e-mail. */
  static final IntakeRule INQUIRY_BY_FORM =
      rule(
          Step.CHANNEL,
          refuseIf(
              asked -> asked.request().channel() != Channel.FORM,
              asked ->
                  Refusals.channelNotAccepted(
                      supportClauses(
                          asked, List.of("TEC-14", "EXC-TEC-21"), List.of("VA-12", "EXC-VA-21")),
                      false)));

  // ---- isolation (CSB-6, CSB-8, EXC-CSB-15, EXC-CSB-16)

  static final IntakeRule ISOLATION_COMPLETE =
      rule(
          Step.ISOLATION,
          asked -> {
            List<String> missing = missingOfIsolation(asked.request().isolation());
            if (missing.isEmpty()) {
              return List.of();
            }
            List<String> clauses = new ArrayList<>(List.of(Clauses.CSB_6, Clauses.EXC_CSB_15));
            if (!missing.equals(List.of("result"))) {
              clauses.add(Clauses.CSB_8);
            }
            return List.of(Refusals.primaryIsolationIncomplete(clauses, missing));
          });

  /**
   * MFR-7, WAR-12, DOA-3: the customer found the hardware at fault; no check sheet is asked for.
   */
  static final IntakeRule HARDWARE_FAULT_ISOLATED =
      rule(
          Step.ISOLATION,
          refuseIf(
              asked -> {
                Isolation isolation = asked.request().isolation();
                return isolation == null || isolation.result() != IsolationResult.HARDWARE_FAULT;
              },
              asked -> Refusals.hardwareFaultNotIsolated(asked.procedure())));

  static final IntakeRule NOT_FIXED_IN_LATEST_SOFTWARE =
      rule(
          Step.ISOLATION,
          refuseIf(
              asked -> {
                Isolation isolation = asked.request().isolation();
                return isolation != null && Boolean.TRUE.equals(isolation.fixedInLatestSoftware());
              },
              asked -> Refusals.fixedInLatestSoftware(latest(asked))));

  static final IntakeRule NOT_PREVENTIVE =
      rule(
          Step.ISOLATION,
          refuseIf(
              asked -> asked.request().declarations().purpose() == Purpose.PREVENTIVE_EXCHANGE,
              asked ->
                  isOnSite(asked)
                      ? OnSiteRefusals.preventiveExchange()
                      : Refusals.preventiveExchange()));

  /** ONS-11, EXC-ONS-22: the sheet and the self-diagnosis are part of the isolation itself. */
  static final IntakeRule ISOLATED_FOR_A_VISIT =
      rule(
          Step.ISOLATION,
          asked -> {
            Isolation isolation = asked.request().isolation();
            List<String> missing = new ArrayList<>();
            if (isolation == null || isolation.result() != IsolationResult.HARDWARE_FAULT) {
              missing.add("result");
            }
            if (isolation == null || !isolation.checkSheet()) {
              missing.add("checkSheet");
            }
            if (!selfDiagnosisDone(isolation)) {
              missing.add("selfDiagnosis");
            }
            return missing.isEmpty()
                ? List.of()
                : List.of(OnSiteRefusals.isolationIncomplete(missing));
          });

  /** EXC-TEC-1, EXC-VA-1: of an incident; other questions have nothing to isolate. */
  static final IntakeRule INCIDENT_ISOLATED =
      rule(
          Step.ISOLATION,
          asked -> {
            Inquiry inquiry = asked.request().inquiry();
            if (inquiry == null || inquiry.kind() != InquiryKind.INCIDENT) {
              return List.of();
            }
            return isVirtualAppliance(asked)
                ? virtualIsolation(inquiry)
                : hardwareIsolation(asked.request().isolation());
          });

  // ---- site and owner (EXC-CSB-12, EXC-ONS-19, A-74)

  static final IntakeRule AT_THE_REGISTERED_SITE_AND_OWNER =
      fromContractEvents(
          Step.SITE_AND_OWNER,
          asked -> {
            List<String> differing = differingSiteOrOwner(asked);
            return differing.isEmpty()
                ? List.of()
                : List.of(
                    isOnSite(asked)
                        ? OnSiteRefusals.siteOrOwnerMismatch(differing)
                        : Refusals.siteOrOwnerMismatch(differing));
          });

  /** EXC-VA-25; technical support for hardware asks neither. */
  static final IntakeRule APPLIANCE_AT_THE_REGISTERED_SITE_AND_OWNER =
      fromContractEvents(
          Step.SITE_AND_OWNER,
          asked -> {
            List<String> differing =
                isVirtualAppliance(asked) ? differingSiteOrOwner(asked) : List.of();
            return differing.isEmpty()
                ? List.of()
                : List.of(InquiryRefusals.siteOrOwnerMismatch(differing));
          });

  /** CSB-26, EXC-CSB-14: no exchange for a customer who still owes us a faulty unit. */
  static final IntakeRule NO_UNRETURNED_UNIT =
      fromContractEvents(
          Step.UNRETURNED_UNITS,
          refuseIf(
              asked -> !asked.known().overdueUnits().isEmpty(),
              asked -> Refusals.unreturnedFaultyUnit(asked.known().overdueUnits())));

  // ---- exclusions (EXC-CSB-2 to 4, 7 to 11, 13, 17, 18; EXC-ONS-2, 4 to 14, 17, 18, 20 to 26)

  static final IntakeRule NOT_MODIFIED =
      rule(
          Step.EXCLUSIONS,
          refuseIf(
              asked -> asked.request().declarations().openedOrModified(),
              asked ->
                  isOnSite(asked)
                      ? OnSiteRefusals.unauthorizedModification()
                      : Refusals.unauthorizedModification()));

  /** On the list of on-site maintenance alone (EXC-ONS-6). */
  static final IntakeRule NOT_AT_HEIGHT =
      rule(
          Step.EXCLUSIONS,
          refuseIf(
              asked -> asked.request().declarations().installedAtHeight(),
              asked -> OnSiteRefusals.installedAtHeight()));

  static final IntakeRule CAUSE_IS_COVERED =
      rule(
          Step.EXCLUSIONS,
          asked -> {
            Cause cause = asked.request().declarations().cause();
            return (isOnSite(asked) ? OnSiteRefusals.excludedCause(cause) : excludedCause(cause))
                .stream().toList();
          });

  /** One refusal for each clause, with the works that it stands against. */
  static final IntakeRule NO_WORK_BEYOND_THE_SERVICE =
      rule(Step.EXCLUSIONS, asked -> excludedWork(asked));

  // ---- exclusions of inquiries (EXC-TEC-6, 13, 19, 24, 25; EXC-VA-6, 13, 19, 24, 27, 29, 30)

  /** On the list of hardware alone (EXC-TEC-25). */
  static final IntakeRule INQUIRY_ABOUT_AN_UNMODIFIED_UNIT =
      rule(
          Step.EXCLUSIONS,
          refuseIf(
              asked ->
                  !isVirtualAppliance(asked) && asked.request().declarations().openedOrModified(),
              asked -> InquiryRefusals.unauthorizedModification()));

  static final IntakeRule INQUIRY_CAUSE_IS_COVERED =
      rule(
          Step.EXCLUSIONS,
          asked ->
              refusals(asked).excludedCause(asked.request().declarations().cause()).stream()
                  .toList());

  static final IntakeRule USED_IN_JAPAN =
      rule(
          Step.EXCLUSIONS,
          refuseIf(
              asked -> isAbroad(asked.request().declarations().usedInCountry()),
              asked -> refusals(asked).usedOutsideJapan()));

  static final IntakeRule IN_JAPANESE =
      rule(
          Step.EXCLUSIONS,
          refuseIf(
              asked -> {
                Inquiry inquiry = asked.request().inquiry();
                return inquiry != null
                    && inquiry.language() != null
                    && !inquiry.language().equals(JAPANESE);
              },
              asked -> refusals(asked).languageNotSupported()));

  /** EOS-13, EOS-7, EOS-5, VA-18: what may still be asked to be changed after an end of sale. */
  static final IntakeRule SOFTWARE_IS_STILL_CHANGED =
      fromContractEvents(Step.EXCLUSIONS, asked -> changesNotMade(asked).stream().toList());

  /** An empty list of designated hypervisors checks nothing (EXC-VA-27). */
  static final IntakeRule DESIGNATED_HYPERVISOR =
      fromContractEvents(
          Step.EXCLUSIONS,
          asked -> {
            List<String> designated = asked.known().policy().designatedHypervisors();
            String hypervisor = hypervisor(asked.request());
            if (!isVirtualAppliance(asked) || hypervisor == null || designated.isEmpty()) {
              return List.of();
            }
            return designated.stream().anyMatch(one -> sameName(one, hypervisor))
                ? List.of()
                : List.of(InquiryRefusals.hypervisorNotDesignated(hypervisor, designated));
          });

  static final IntakeRule FIX_INSTALLED =
      rule(
          Step.EXCLUSIONS,
          refuseIf(
              asked ->
                  isVirtualAppliance(asked)
                      && Boolean.FALSE.equals(asked.request().declarations().fixInstalled()),
              asked -> InquiryRefusals.fixNotInstalled()));

  /**
   * SWP-6, A-69: of a fault or an incident that the customer links to a hotfix which it was handed,
   * whatever service is asked for.
   */
  static final IntakeRule HOTFIX_APPLIED =
      fromContractEvents(
          Step.EXCLUSIONS,
          asked ->
              relatedHotfix(asked)
                  .filter(hotfix -> isWithout(hotfix, asked.request()))
                  .map(hotfix -> List.of(Refusals.hotfixNotApplied(hotfix)))
                  .orElse(List.of()));

  static final IntakeRule LICENCE_VALID =
      rule(
          Step.EXCLUSIONS,
          refuseIf(
              asked ->
                  isVirtualAppliance(asked)
                      && Boolean.FALSE.equals(asked.request().declarations().licenceValid()),
              asked -> InquiryRefusals.licenceNotValid()));

  // ---- version (VER-1, VER-7, VER-9, VER-10)

  static final IntakeRule VERSION_WELL_FORMED =
      rule(
          Step.VERSION,
          asked -> {
            List<Refusal> refusals = new ArrayList<>();
            if (malformed(asked.request().softwareVersion())) {
              refusals.add(Refusals.versionFormatInvalid("softwareVersion"));
            }
            if (malformed(asked.request().requestedSoftwareVersion())) {
              refusals.add(Refusals.versionFormatInvalid("requestedSoftwareVersion"));
            }
            return refusals;
          });

  /** Six months after the first release with a larger Z, to the end of the day. */
  static final IntakeRule UPDATED_IN_TIME =
      fromContractEvents(
          Step.VERSION,
          asked -> {
            ProductKnowledge product = asked.known().product();
            Optional<SoftwareVersion> version = version(asked.request());
            LocalDate day = day(asked.request());
            boolean setAside = asked.known().isSetAside(OverridableRule.VER_10);
            if (product == null
                || version.isEmpty()
                || setAside
                || product.isDesignated(version.get(), day)) {
              return List.of();
            }
            return product
                .updateDue(version.get())
                .filter(day::isAfter)
                .map(due -> List.of(Refusals.softwareUpdateOverdue(due, latest(asked))))
                .orElse(List.of());
          });

  /** VER-7, VER-11: an inquiry has no six months to wait for the update. */
  static final IntakeRule VERSION_SUPPORTED =
      fromContractEvents(
          Step.VERSION,
          asked -> {
            ProductKnowledge product = asked.known().product();
            Optional<SoftwareVersion> version = version(asked.request());
            LocalDate day = day(asked.request());
            if (product == null
                || version.isEmpty()
                || asked.known().isSetAside(OverridableRule.VER_10)
                || !product.isUnsupported(version.get(), day)) {
              return List.of();
            }
            List<SoftwareVersion> supported = product.supportedVersions(day);
            Refusal notSupported = refusals(asked).versionNotSupported(supported);
            return isVirtualAppliance(asked) && isProblem(asked.request().inquiry())
                ? List.of(notSupported, InquiryRefusals.versionNotLatestOrDesignated(supported))
                : List.of(notSupported);
          });

  // ---- the lists

  private static final List<IntakeRule> IDENTITY = List.of(CUSTOMER_ID_GIVEN, SERIAL_NUMBER_GIVEN);

  private static final List<IntakeRule> ENTITLEMENT =
      List.of(
          REGISTERED,
          CUSTOMER_ID_MATCHES,
          NOT_SECOND_HAND,
          PLAN_SERVES_THE_PROCEDURE,
          COVERED_ON_THE_DAY);

  private static final List<IntakeRule> CROSS_SEND_BACK =
      concat(
          IDENTITY,
          List.of(
              SOFTWARE_VERSION_GIVEN,
              FAULT_DESCRIBED,
              REQUEST_SHEET_GIVEN,
              CHECK_SHEET_GIVEN,
              SELF_DIAGNOSIS_GIVEN,
              BACKUP_AND_LOG_GIVEN),
          ENTITLEMENT,
          List.of(
              FORM_ONLY,
              ISOLATION_COMPLETE,
              NOT_FIXED_IN_LATEST_SOFTWARE,
              NOT_PREVENTIVE,
              AT_THE_REGISTERED_SITE_AND_OWNER,
              NO_UNRETURNED_UNIT,
              NOT_MODIFIED,
              CAUSE_IS_COVERED,
              HOTFIX_APPLIED,
              NO_WORK_BEYOND_THE_SERVICE,
              VERSION_WELL_FORMED,
              UPDATED_IN_TIME));

  /**
   * MFR-20, MFR-21: what a repair asks for, but the request sheet and the isolation, which the
   * customer wants help with.
   */
  private static final List<IntakeRule> TRIAGE =
      concat(
          IDENTITY,
          List.of(SOFTWARE_VERSION_GIVEN, FAULT_DESCRIBED, BACKUP_AND_LOG_GIVEN),
          ENTITLEMENT,
          List.of(
              FORM_ONLY,
              HOTFIX_APPLIED,
              NO_WORK_BEYOND_THE_SERVICE,
              VERSION_WELL_FORMED,
              UPDATED_IN_TIME));

  /** What every repair asks for (RMA-1 to RMA-4); there is no list of exclusions. */
  private static final List<IntakeRule> REPAIR =
      concat(
          IDENTITY,
          List.of(
              SOFTWARE_VERSION_GIVEN, FAULT_DESCRIBED, REQUEST_SHEET_GIVEN, BACKUP_AND_LOG_GIVEN),
          ENTITLEMENT,
          List.of(
              FORM_ONLY,
              HARDWARE_FAULT_ISOLATED,
              HOTFIX_APPLIED,
              NO_WORK_BEYOND_THE_SERVICE,
              VERSION_WELL_FORMED));

  /** DOA-4: as a repair; whether it is an initial failure, a person certifies later (DOA-6). */
  private static final List<IntakeRule> INITIAL_FAILURE =
      concat(REPAIR, List.of(WITHIN_THE_DOA_WINDOW));

  /** VER-9 binds the paid plans, not the warranty. */
  private static final List<IntakeRule> MANUFACTURER = concat(REPAIR, List.of(UPDATED_IN_TIME));

  /** By form or by phone (ONS-20), so that no sheet and no file is asked for (RMA-2, RMA-3). */
  private static final List<IntakeRule> ONSITE =
      concat(
          IDENTITY,
          ENTITLEMENT,
          List.of(
              FORM_OR_ONSITE_PHONE,
              ISOLATED_FOR_A_VISIT,
              NOT_PREVENTIVE,
              AT_THE_REGISTERED_SITE_AND_OWNER,
              NOT_AT_HEIGHT,
              NOT_MODIFIED,
              CAUSE_IS_COVERED,
              HOTFIX_APPLIED,
              NO_WORK_BEYOND_THE_SERVICE,
              VERSION_WELL_FORMED,
              UPDATED_IN_TIME));

  /** Both lists of technical support; each rule looks at the product's own (TEC, VA). */
  private static final List<IntakeRule> INQUIRY =
      concat(
          IDENTITY,
          ENTITLEMENT,
          List.of(
              INQUIRY_BY_FORM,
              INCIDENT_ISOLATED,
              APPLIANCE_AT_THE_REGISTERED_SITE_AND_OWNER,
              INQUIRY_ABOUT_AN_UNMODIFIED_UNIT,
              INQUIRY_CAUSE_IS_COVERED,
              USED_IN_JAPAN,
              IN_JAPANESE,
              SOFTWARE_IS_STILL_CHANGED,
              DESIGNATED_HYPERVISOR,
              FIX_INSTALLED,
              HOTFIX_APPLIED,
              LICENCE_VALID,
              NO_WORK_BEYOND_THE_SERVICE,
              VERSION_WELL_FORMED,
              VERSION_SUPPORTED));

  private IntakeRules() {}

  /** The checks of a procedure, in the order of RMA-8. */
  static List<IntakeRule> of(Procedure procedure) {
    return switch (procedure) {
      case CROSS_SEND_BACK -> CROSS_SEND_BACK;
      case MANUFACTURER -> MANUFACTURER;
      case WARRANTY -> REPAIR;
      case DOA -> INITIAL_FAILURE;
      case ONSITE -> ONSITE;
      case TECHNICAL_INQUIRY -> INQUIRY;
      case TRIAGE -> TRIAGE;
    };
  }

  // ---- what the checks look at

  /** The day in Japan on which the request came in; entitlement is tested on it. */
  static LocalDate day(IntakeRequest request) {
    return JapanTime.dateOf(request.submittedAt());
  }

  static Optional<SoftwareVersion> version(IntakeRequest request) {
    return Optional.ofNullable(request.softwareVersion()).flatMap(SoftwareVersion::parse);
  }

  static Coverage coverage(Asked asked) {
    return Coverage.of(
        asked.procedure(), unit(asked), asked.known().productForService(), day(asked.request()));
  }

  private static UnitCover unit(Asked asked) {
    return Objects.requireNonNull(asked.known().unit(), "checked only where the unit is known");
  }

  private static boolean isCrossSendBack(Asked asked) {
    return asked.procedure() == Procedure.CROSS_SEND_BACK;
  }

  private static boolean isOnSite(Asked asked) {
    return asked.procedure() == Procedure.ONSITE;
  }

  static boolean isVirtualAppliance(Asked asked) {
    ProductKnowledge product = asked.known().product();
    return product != null && product.family() == ProductFamily.NETNEBULAS_VA;
  }

  /** The list of exclusions that an inquiry falls under. */
  static InquiryRefusals refusals(Asked asked) {
    return InquiryRefusals.of(isVirtualAppliance(asked));
  }

  /** Where the unit is not known, nor is which of both lists it falls under: both are named. */
  private static List<String> supportClauses(
      Asked asked, List<String> ofHardware, List<String> ofVirtualAppliances) {
    if (asked.known().product() != null) {
      return isVirtualAppliance(asked) ? ofVirtualAppliances : ofHardware;
    }
    List<String> both = new ArrayList<>(ofHardware);
    both.addAll(ofVirtualAppliances);
    return both;
  }

  private static List<Refusal> hardwareIsolation(@Nullable Isolation isolation) {
    boolean isolated =
        isolation != null
            && (isolation.result() == IsolationResult.HARDWARE_FAULT
                || isolation.result() == IsolationResult.SOFTWARE_DEFECT);
    return isolated ? List.of() : List.of(InquiryRefusals.isolationIncomplete());
  }

  private static List<Refusal> virtualIsolation(Inquiry inquiry) {
    List<String> causes =
        Arrays.stream(RuledOut.values())
            .filter(cause -> !inquiry.ruledOut().contains(cause))
            .map(Enum::name)
            .toList();
    List<String> confirmations =
        missing(
            !inquiry.configurationChecked(),
            "configurationChecked",
            !inquiry.releasesApplied(),
            "releasesApplied");
    return causes.isEmpty() && confirmations.isEmpty()
        ? List.of()
        : List.of(InquiryRefusals.isolationIncomplete(causes, confirmations));
  }

  private static List<String> differingSiteOrOwner(Asked asked) {
    return missing(
        differs(asked.request().siteFingerprint(), unit(asked).siteFingerprint()),
        "site",
        differs(asked.request().ownerFingerprint(), unit(asked).ownerFingerprint()),
        "owner");
  }

  private static boolean isProblem(@Nullable Inquiry inquiry) {
    return inquiry != null
        && (inquiry.kind() == InquiryKind.INCIDENT || inquiry.kind() == InquiryKind.FIX_REQUEST);
  }

  private static Optional<SoftwareVersion> relatedHotfix(Asked asked) {
    ProductKnowledge product = asked.known().product();
    String named = asked.request().declarations().relatedHotfix();
    if (!isAboutAMalfunction(asked) || product == null || named == null) {
      return Optional.empty();
    }
    return SoftwareVersion.parse(named)
        .flatMap(
            hotfix -> product.handedOut(hotfix, asked.known().linkedIds(), day(asked.request())));
  }

  /** Every request but an inquiry is; of inquiries those about an incident are. */
  private static boolean isAboutAMalfunction(Asked asked) {
    Inquiry inquiry = asked.request().inquiry();
    return asked.procedure() != Procedure.TECHNICAL_INQUIRY
        || (inquiry != null && inquiry.kind() == InquiryKind.INCIDENT);
  }

  /** Where the version leaves it open, because r is missing, what the customer says. */
  private static boolean isWithout(SoftwareVersion hotfix, IntakeRequest request) {
    Optional<SoftwareVersion> version = version(request);
    boolean open =
        version.isEmpty()
            || (version.get().revision().isEmpty() && version.get().sameRelease(hotfix));
    return open
        ? Boolean.FALSE.equals(request.declarations().fixInstalled())
        : version.get().compareTo(hotfix) < 0;
  }

  private static boolean isAbroad(@Nullable String country) {
    return country != null && JAPAN.stream().noneMatch(name -> sameName(name, country));
  }

  static @Nullable String hypervisor(IntakeRequest request) {
    return request.inquiry() == null ? null : request.inquiry().hypervisor();
  }

  /** Full and half width, and upper and lower case, are the same name. */
  private static boolean sameName(String one, String other) {
    return Ids.key(one).equals(Ids.key(other));
  }

  private static Optional<Refusal> changesNotMade(Asked asked) {
    Inquiry inquiry = asked.request().inquiry();
    ProductKnowledge product = asked.known().product();
    if (inquiry == null || product == null) {
      return Optional.empty();
    }
    boolean fix = inquiry.kind() == InquiryKind.FIX_REQUEST;
    boolean feature = inquiry.kind() == InquiryKind.FEATURE_REQUEST;
    boolean discretion = asked.known().isSetAside(OverridableRule.EOS_7);
    return switch (product.softwareMaintenance(day(asked.request()))) {
      case ON_SALE -> Optional.empty();
      case NORMAL ->
          feature && !isVirtualAppliance(asked)
              ? Optional.of(refusals(asked).noNewFeatures())
              : Optional.empty();
      case LIMITED -> {
        if (feature) {
          yield Optional.of(refusals(asked).noNewFeatures());
        }
        yield fix && !inquiry.serious() && !discretion
            ? Optional.of(refusals(asked).limitedToSeriousProblems())
            : Optional.empty();
      }
      case ENDED ->
          fix || feature ? Optional.of(refusals(asked).softwareSupportEnded()) : Optional.empty();
    };
  }

  private static @Nullable String latest(Asked asked) {
    ProductKnowledge product = asked.known().product();
    return product == null
        ? null
        : product.latestVersion(day(asked.request())).map(SoftwareVersion::text).orElse(null);
  }

  private static boolean malformed(@Nullable String version) {
    return version != null && SoftwareVersion.parse(version).isEmpty();
  }

  private static boolean differs(@Nullable String declared, String registered) {
    return declared != null && !declared.equals(registered);
  }

  private static boolean selfDiagnosisDone(@Nullable Isolation isolation) {
    if (isolation == null) {
      return false;
    }
    return switch (isolation.selfDiagnosis()) {
      case PASSED, FAILED -> true;
      case NOT_EXECUTABLE -> isolation.selfDiagnosisReasonId() != null;
      case NOT_DONE -> false;
    };
  }

  /** Only a unit whose hardware is at fault, with both questions answered, is isolated. */
  private static List<String> missingOfIsolation(@Nullable Isolation isolation) {
    List<String> missing = new ArrayList<>();
    if (isolation == null || isolation.result() != IsolationResult.HARDWARE_FAULT) {
      missing.add("result");
    }
    if (isolation == null || isolation.networkFaultOrSettingChange() == null) {
      missing.add("networkFaultOrSettingChange");
    }
    if (isolation == null || isolation.fixedInLatestSoftware() == null) {
      missing.add("fixedInLatestSoftware");
    }
    return missing;
  }

  /** Another device as the cause is an exclusion of the on-site list alone (EXC-ONS-10). */
  private static Optional<Refusal> excludedCause(Cause cause) {
    return switch (cause) {
      case UNKNOWN, OTHER_DEVICE -> Optional.empty();
      case UNSUPPORTED_ENVIRONMENT -> Optional.of(Refusals.unsupportedEnvironment());
      case NATURAL_DISASTER -> Optional.of(Refusals.forceMajeure());
      case THIRD_PARTY -> Optional.of(Refusals.thirdPartyDamage());
      case MISUSE -> Optional.of(Refusals.misuse());
    };
  }

  private static List<Refusal> excludedWork(Asked asked) {
    Map<String, List<String>> works = new LinkedHashMap<>();
    Map<String, Refusal> refusals = new LinkedHashMap<>();
    for (RequestedWork work : asked.request().declarations().requestedWork()) {
      Demands.refusalOf(asked.procedure(), isVirtualAppliance(asked), work)
          .ifPresent(
              refusal -> {
                List<String> asksFor =
                    works.computeIfAbsent(reason(refusal), reason -> new ArrayList<>());
                if (!asksFor.contains(work.name())) {
                  asksFor.add(work.name());
                }
                refusals.putIfAbsent(reason(refusal), refusal);
              });
    }
    return refusals.values().stream()
        .map(
            refusal ->
                new Refusal(
                    refusal.code(),
                    refusal.clauses(),
                    refusal.message(),
                    Map.of(
                        "requestedWork",
                        List.copyOf(works.getOrDefault(reason(refusal), List.of())))))
        .toList();
  }

  /** One clause may have two codes (EXC-TEC-15, EXC-VA-15). */
  private static String reason(Refusal refusal) {
    return refusal.code() + refusal.clauses();
  }

  /** REG-3 of a warranty claim, REG-4 of an inquiry; registration itself is REG-1. */
  private static List<String> registrationClauses(Asked asked) {
    List<String> clauses = new ArrayList<>();
    switch (asked.procedure()) {
      case WARRANTY, DOA -> clauses.add("REG-3");
      case TECHNICAL_INQUIRY -> {
        clauses.add("REG-4");
        clauses.addAll(
            supportClauses(asked, List.of(Clauses.EXC_TEC_20), List.of(Clauses.EXC_VA_20)));
      }
      case CROSS_SEND_BACK, MANUFACTURER, ONSITE, TRIAGE -> {
        // the registration's own clauses say it all
      }
    }
    clauses.addAll(List.of(Clauses.REG_1, Clauses.ELG_11));
    return clauses;
  }

  private static List<String> identityClauses(Asked asked, String... further) {
    List<String> clauses =
        new ArrayList<>(
            switch (asked.procedure()) {
              case CROSS_SEND_BACK -> List.of(Clauses.EXC_CSB_6, Clauses.CSB_21, Clauses.RMA_2);
              case ONSITE -> List.of("EXC-ONS-16");
              case TECHNICAL_INQUIRY ->
                  supportClauses(asked, List.of("EXC-TEC-22"), List.of("EXC-VA-22"));
              case WARRANTY, DOA ->
                  Stream.concat(fieldClauses(asked).stream(), Stream.of("REG-3")).toList();
              default -> fieldClauses(asked);
            });
    clauses.addAll(List.of(further));
    return clauses;
  }

  private static List<String> fieldClauses(Asked asked) {
    return withOwn(asked, FIELDS, Clauses.CSB_21, Clauses.RMA_2);
  }

  /** The procedure's own clause before the common one (RMA-2 to RMA-4). */
  private static List<String> withOwn(
      Asked asked, Map<Procedure, String> own, String crossSendBack, String common) {
    String clause = isCrossSendBack(asked) ? crossSendBack : own.get(asked.procedure());
    return clause == null ? List.of(common) : List.of(clause, common);
  }

  private static List<String> missing(
      boolean first, String firstName, boolean second, String secondName) {
    List<String> names = new ArrayList<>();
    if (first) {
      names.add(firstName);
    }
    if (second) {
      names.add(secondName);
    }
    return names;
  }

  // ---- making rules

  private static IntakeRule rule(Step step, Check check) {
    return new IntakeRule(step, REQUEST, check);
  }

  private static IntakeRule fromContractEvents(Step step, Check check) {
    return new IntakeRule(step, CONTRACT_EVENTS, check);
  }

  private static Check refuseIf(Predicate<Asked> fails, Function<Asked, Refusal> refusal) {
    return asked -> fails.test(asked) ? List.of(refusal.apply(asked)) : List.of();
  }

  @SafeVarargs
  private static List<IntakeRule> concat(List<IntakeRule>... lists) {
    List<IntakeRule> all = new ArrayList<>();
    for (List<IntakeRule> list : lists) {
      all.addAll(list);
    }
    return List.copyOf(all);
  }
}
