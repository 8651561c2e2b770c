package io.rmaflow.rma.cases;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.events.rma.CaseEvent.SecondVisitCause;
import io.rmaflow.events.values.Values;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.doa.CertifyDoa;
import io.rmaflow.rma.inquiry.InquirySteps;
import io.rmaflow.rma.intake.NextCover;
import io.rmaflow.rma.intake.rules.Intake;
import io.rmaflow.rma.loaner.LoanerPool;
import io.rmaflow.rma.loaner.LoanerPromise;
import io.rmaflow.rma.manufacturer.LoanerSteps;
import io.rmaflow.rma.onsite.OnSiteSteps;
import io.rmaflow.rma.repair.RepairSteps;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of single procedures, one resource each, answered with the case as read back. */
@RestController
@RequestMapping("/api/cases/{caseId}")
class ProcedureStepsController {

  private static final int MAX_TEXT = 10_000;
  private static final int MAX_SHORT = 200;
  private static final int MAX_PARTS = 50;
  private static final int MAX_DAYS = 1_000;

  /** What an engineer may exchange (ONS-8). */
  private enum ExchangeKind {
    UNIT,
    PART
  }

  private final CaseSteps steps;
  private final CaseStories stories;
  private final PersonalStore personal;
  private final Cover cover;
  private final NextCover nextCover;
  private final LoanerPool loaners;
  private final ReceivedUnitReader received;

  ProcedureStepsController(
      CaseSteps steps,
      CaseStories stories,
      PersonalStore personal,
      Cover cover,
      NextCover nextCover,
      LoanerPool loaners,
      ReceivedUnitReader received) {
    this.steps = steps;
    this.stories = stories;
    this.personal = personal;
    this.cover = cover;
    this.nextCover = nextCover;
    this.loaners = loaners;
    this.received = received;
  }

  // ---- initial failure

  @PostMapping("/doa-certification")
  ResponseEntity<?> doaCertification(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          boolean certified = fields.requiredBool("certified");
          String basis = fields.requiredText("basis", MAX_TEXT);
          fields.check();
          Optional<Intake.Best> next =
              certified ? Optional.empty() : coverBesideDoa(stateOf(caseId));
          return new CertifyDoa(
              certified,
              personal.addText(basis),
              next.map(Intake.Best::procedure).orElse(null),
              next.map(Intake.Best::entitlement).orElse(null),
              when.at());
        });
  }

  private Optional<Intake.Best> coverBesideDoa(CaseState state) {
    return state.accepted() == null
        ? Optional.empty()
        : nextCover.afterDeclinedDoa(
            state.serialNumber(), Objects.requireNonNull(state.reported()).submittedAt());
  }

  // ---- the loaner

  @PostMapping("/loaner-shipment")
  ResponseEntity<?> loanerShipment(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          SerialNumber loaner = loanerToShip(fields, new CaseId(caseId));
          return new LoanerSteps.Ship(
              loaner,
              fields.identifier("softwareVersion"),
              fields.bool("factoryDefault"),
              carriage(fields),
              latest(caseId, when.at()),
              loaners.isPromisedElsewhere(loaner, new CaseId(caseId)),
              when);
        });
  }

  /** The loaner that is kept for the case, unless another is named. */
  private SerialNumber loanerToShip(Fields fields, CaseId caseId) {
    SerialNumber named = serial(fields);
    return named != null
        ? named
        : loaners
            .promise(caseId)
            .map(LoanerPromise::serialNumber)
            .orElseGet(() -> fields.requiredId("serialNumber", SerialNumber::new));
  }

  @PostMapping("/loaner-delivery")
  ResponseEntity<?> loanerDelivery(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId, request.withOptionalBody(), (fields, when) -> new LoanerSteps.Deliver(when));
  }

  @PostMapping("/loaner-confirmation")
  ResponseEntity<?> loanerConfirmation(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId, request.withOptionalBody(), (fields, when) -> new LoanerSteps.Confirm(when.at()));
  }

  @PostMapping("/loaner-recall")
  ResponseEntity<?> loanerRecall(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId, request.withOptionalBody(), (fields, when) -> new LoanerSteps.Recall());
  }

  @PostMapping("/loaner-dispatch")
  ResponseEntity<?> loanerDispatch(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new LoanerSteps.HandOver(carriage(fields), when));
  }

  @PostMapping("/loaner-return")
  ResponseEntity<?> loanerReturn(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new LoanerSteps.Receive(received.read(fields), when));
  }

  // ---- the repair

  @PostMapping("/inspection")
  ResponseEntity<?> inspection(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          Integer estimateDays = fields.integer("estimateDays", 0, MAX_DAYS);
          List<String> parts = fields.lines("chargeableParts", MAX_PARTS, MAX_SHORT);
          fields.check();
          return new RepairSteps.Inspect(
              estimateDays, parts.stream().map(personal::addText).toList(), when.at());
        });
  }

  @PostMapping("/repair-completion")
  ResponseEntity<?> repairCompletion(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId, request.withOptionalBody(), (fields, when) -> new RepairSteps.Complete(when));
  }

  @PostMapping("/repaired-unit-shipment")
  ResponseEntity<?> repairedUnitShipment(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) ->
            new RepairSteps.Ship(
                received.readIfTold(fields, "serialNumber"),
                fields.identifier("softwareVersion"),
                fields.bool("factoryDefault"),
                carriage(fields),
                latest(caseId, when.at()),
                when));
  }

  @PostMapping("/repaired-unit-delivery")
  ResponseEntity<?> repairedUnitDelivery(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId, request.withOptionalBody(), (fields, when) -> new RepairSteps.Deliver(when));
  }

  @PostMapping("/operation-confirmation")
  ResponseEntity<?> operationConfirmation(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new RepairSteps.ConfirmOperation(when.at()));
  }

  // ---- on site

  @PostMapping("/visit")
  ResponseEntity<?> visit(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new OnSiteSteps.PlanVisit(
                fields.requiredInstant("plannedFor"),
                text(fields.line("engineer", MAX_SHORT)),
                when.at()));
  }

  @PostMapping("/arrival")
  ResponseEntity<?> arrival(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new OnSiteSteps.Arrive(text(fields.line("reason", MAX_TEXT)), when));
  }

  @PostMapping("/exchange")
  ResponseEntity<?> exchange(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          ExchangeKind kind = fields.requiredEnum("kind", ExchangeKind.class);
          if (kind == ExchangeKind.PART) {
            return new OnSiteSteps.ExchangePart(text(fields.line("part", MAX_SHORT)), when);
          }
          return new OnSiteSteps.ExchangeUnit(
              fields.requiredId("serialNumber", SerialNumber::new),
              fields.id("productCode", ProductCode::new),
              fields.identifier("softwareVersion"),
              received.readIfTold(fields, "collectedSerialNumber"),
              when);
        });
  }

  @PostMapping("/restoration")
  ResponseEntity<?> restoration(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new OnSiteSteps.Restore(
                fields.bool("backupSupplied"),
                fields.bool("backupRestored", false),
                fields.requiredBool("checked"),
                when));
  }

  @PostMapping("/restoration-report")
  ResponseEntity<?> restorationReport(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          String contact = fields.value("contact", Values.NAME);
          ReportMethod method = fields.requiredEnum("method", ReportMethod.class);
          fields.check();
          return new OnSiteSteps.Report(contact(contact), method, when.at());
        });
  }

  @PostMapping("/second-visit")
  ResponseEntity<?> secondVisit(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new OnSiteSteps.RequireSecondVisit(
                fields.requiredEnum("cause", SecondVisitCause.class),
                fields.instant("plannedFor"),
                when.at()));
  }

  // ---- inquiries

  @PostMapping("/first-contact")
  ResponseEntity<?> firstContact(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId, request.withOptionalBody(), (fields, when) -> new InquirySteps.Contact(when));
  }

  @PostMapping("/answer")
  ResponseEntity<?> answer(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new InquirySteps.Answer(text(fields.text("text", MAX_TEXT)), when.at()));
  }

  @PostMapping("/completion")
  ResponseEntity<?> completion(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new InquirySteps.Complete(
                fields.requiredEnum("reason", CompletionReason.class), when.at()));
  }

  // ---- what steps have in common

  private CaseState stateOf(String caseId) {
    return stories.of(caseId).state();
  }

  private static CaseStep.Carriage carriage(Fields fields) {
    return new CaseStep.Carriage(
        fields.value("carrier", Values.NAME), fields.identifier("trackingNumber"));
  }

  private static @Nullable SerialNumber serial(Fields fields) {
    return fields.id("serialNumber", SerialNumber::new);
  }

  /** Free text is kept apart from the events. */
  private @Nullable TextId text(@Nullable String text) {
    return text == null ? null : personal.addText(text);
  }

  /** A contact's ID, or a name that becomes one. */
  private @Nullable ContactId contact(@Nullable String said) {
    if (said == null) {
      return null;
    }
    ContactId named = new ContactId(said);
    return personal.contact(named).isPresent()
        ? named
        : personal.addContact(new Contact(said, null, null, "ja"));
  }

  /** CSB-15, MFR-17, MFR-25: the newest release of the unit's product on that day. */
  private @Nullable String latest(String caseId, Instant at) {
    CaseState state = stateOf(caseId);
    return state.accepted() == null
        ? null
        : cover
            .latestSoftwareVersion(state.acceptance().productCode(), JapanTime.dateOf(at))
            .orElse(null);
  }
}
