package io.rmaflow.rma.parts.visit;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.events.rma.CaseEvent.SecondVisitCause;
import io.rmaflow.events.values.Values;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.rma.casefile.ReceivedUnitReader;
import io.rmaflow.rma.casefile.StepTaker;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of a visit, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
class VisitResource {

  private static final int MAX_TEXT = 10_000;
  private static final int MAX_SHORT = 200;

  private final StepTaker steps;
  private final PersonalStore personal;
  private final ReceivedUnitReader received;

  VisitResource(StepTaker steps, PersonalStore personal, ReceivedUnitReader received) {
    this.steps = steps;
    this.personal = personal;
    this.received = received;
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/visit")
  ResponseEntity<?> visit(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new VisitSteps.PlanVisit(
                fields.requiredInstant("plannedFor"),
                steps.text(fields.line("engineer", MAX_SHORT)),
                when.at()));
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/arrival")
  ResponseEntity<?> arrival(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new VisitSteps.Arrive(steps.text(fields.line("reason", MAX_TEXT)), when));
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/exchange")
  ResponseEntity<?> exchange(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          ExchangeKind kind = fields.requiredEnum("kind", ExchangeKind.class);
          if (kind == ExchangeKind.PART) {
            return new VisitSteps.ExchangePart(steps.text(fields.line("part", MAX_SHORT)), when);
          }
          return new VisitSteps.ExchangeUnit(
              fields.requiredId("serialNumber", SerialNumber::new),
              fields.id("productCode", ProductCode::new),
              fields.identifier("softwareVersion"),
              received.readIfTold(fields, "collectedSerialNumber"),
              when);
        });
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/restoration")
  ResponseEntity<?> restoration(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new VisitSteps.Restore(
                fields.bool("backupSupplied"),
                fields.bool("backupRestored", false),
                fields.requiredBool("checked"),
                when));
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/restoration-report")
  ResponseEntity<?> restorationReport(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          String contact = fields.value("contact", Values.NAME);
          ReportMethod method = fields.requiredEnum("method", ReportMethod.class);
          fields.check();
          return new VisitSteps.Report(contact(contact), method, when.at());
        });
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/second-visit")
  ResponseEntity<?> secondVisit(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new VisitSteps.RequireSecondVisit(
                fields.requiredEnum("cause", SecondVisitCause.class),
                fields.instant("plannedFor"),
                when.at()));
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

  /** What an engineer may exchange (ONS-8). */
  private enum ExchangeKind {
    UNIT,
    PART
  }
}
