package io.rmaflow.rma.parts.visit;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.SUPPORT;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_NAME;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_TEXT;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.events.rma.CaseEvent.SecondVisitCause;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.rma.casefile.Bench;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.StepTaker;
import io.rmaflow.rma.casefile.StepTaker.Told;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of a visit, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
@Tag(name = "on site")
@Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
@Refuses(status = 412, codes = "VERSION_MISMATCH")
class VisitResource {

  private final StepTaker steps;
  private final PersonalStore personal;
  private final Bench bench;

  VisitResource(StepTaker steps, PersonalStore personal, Bench bench) {
    this.steps = steps;
    this.personal = personal;
    this.bench = bench;
  }

  /**
   * When an engineer is to come.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param plannedFor when, with its offset
   * @param engineer who is to come, in up to 200 characters; kept apart from the events
   */
  record VisitPlan(
      Happened occurredAt, Instant plannedFor, @Line(max = LONGEST_NAME) @Nullable String engineer)
      implements Told {}

  /**
   * Plan the engineer's visit.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/visit")
  @InJapanese("技術員の訪問を予定します。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "ALREADY_DECIDED"})
  @Refuses(status = 422, codes = "OUT_OF_HOURS")
  @Example("{\"plannedFor\": \"2026-05-08T10:00:00+09:00\", \"engineer\": \"山田\"}")
  ResponseEntity<CaseAnswer> planVisit(
      @PathVariable String caseId, @Valid @RequestBody VisitPlan body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () -> new VisitSteps.PlanVisit(body.plannedFor(), steps.text(body.engineer()), body.at()));
  }

  /**
   * That the engineer is there.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param reason where the target was missed, in up to 10,000 characters; the customer is told
   */
  record Arrival(Happened occurredAt, @Line(max = LONGEST_TEXT) @Nullable String reason)
      implements Told {}

  /**
   * The engineer has arrived.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/arrival")
  @InJapanese("技術員の到着を記録します。")
  @Refuses(
      status = 409,
      codes = {"RMA_NUMBER_NOT_ISSUED", "NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Example("{}")
  ResponseEntity<CaseAnswer> arrive(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Arrival body,
      WriteRequest call) {
    return steps.take(
        caseId, body, call, () -> new VisitSteps.Arrive(steps.text(body.reason()), body.when()));
  }

  /**
   * What the engineer has exchanged (ONS-8).
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param kind a whole unit, or a part
   * @param part what part, in up to 200 characters; kept apart from the events
   * @param serialNumber of the new unit; required for UNIT
   * @param productCode of the new unit; the faulty unit's where absent
   * @param softwareVersion of the new unit
   * @param collectedSerialNumber as read on the unit that the engineer takes along; another than
   *     the faulty unit's stands in unexpectedUnits
   */
  record VisitExchange(
      Happened occurredAt,
      ExchangeKind kind,
      @Line(max = LONGEST_NAME) @Nullable String part,
      @Nullable SerialNumber serialNumber,
      @Nullable ProductCode productCode,
      @Identifier @Nullable String softwareVersion,
      @Nullable SerialNumber collectedSerialNumber)
      implements Told, Checked {

    @Override
    public void check(Findings findings) {
      if (kind == ExchangeKind.UNIT && serialNumber == null && !findings.isWrong("serialNumber")) {
        findings.required("serialNumber");
      }
    }
  }

  /**
   * The engineer has exchanged the unit or a part.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/exchange")
  @InJapanese("機器または部品の交換を記録します。")
  @Clause("ONS-8")
  @Refuses(status = 400, codes = "IS_THE_FAULTY_UNIT")
  @Refuses(
      status = 409,
      codes = {
        "RMA_NUMBER_NOT_ISSUED",
        "NOT_IN_THIS_STATE",
        "FACT_ALREADY_RECORDED",
        "UNIT_ALREADY_EXCHANGED"
      })
  @Refuses(status = 422, codes = "PART_EXCHANGE_NOT_ALLOWED_FOR_PRODUCT")
  @Example("{\"kind\": \"UNIT\", \"serialNumber\": \"NN3-9002\"}")
  ResponseEntity<CaseAnswer> exchange(
      @PathVariable String caseId, @Valid @RequestBody VisitExchange body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () ->
            body.kind() == ExchangeKind.PART || body.serialNumber() == null
                ? new VisitSteps.ExchangePart(steps.text(body.part()), body.when())
                : new VisitSteps.ExchangeUnit(
                    body.serialNumber(),
                    body.productCode(),
                    body.softwareVersion(),
                    bench.unit(body.collectedSerialNumber()),
                    body.when()));
  }

  /**
   * That the unit works again.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param backupSupplied whether the customer had a backup of the settings; absent where nobody
   *     says
   * @param backupRestored whether it was restored; false where absent
   * @param checked whether the operation was checked
   */
  record Restoration(
      Happened occurredAt,
      @Nullable Boolean backupSupplied,
      @Default("false") boolean backupRestored,
      boolean checked)
      implements Told {}

  /**
   * Service is restored.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/restoration")
  @InJapanese("復旧を記録します。")
  @Refuses(
      status = 409,
      codes = {"RMA_NUMBER_NOT_ISSUED", "NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Refuses(
      status = 422,
      codes = {"OPERATION_CHECK_REQUIRED", "DATA_NOT_GUARANTEED"})
  @Example("{\"checked\": true}")
  ResponseEntity<CaseAnswer> restore(
      @PathVariable String caseId, @Valid @RequestBody Restoration body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () ->
            new VisitSteps.Restore(
                body.backupSupplied(), body.backupRestored(), body.checked(), body.when()));
  }

  /**
   * To whom the restoration was reported.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param contact a contact ID, or a name
   * @param method how it was reported
   */
  record RestorationReport(
      Happened occurredAt, @Line(max = LONGEST_NAME) @Nullable String contact, ReportMethod method)
      implements Told {}

  /**
   * The restoration was reported to the customer.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/restoration-report")
  @InJapanese("復旧の報告を記録します。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "ALREADY_DECIDED"})
  @Example("{\"contact\": \"鈴木\", \"method\": \"ON_SITE\"}")
  ResponseEntity<CaseAnswer> reportRestoration(
      @PathVariable String caseId, @Valid @RequestBody RestorationReport body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () -> new VisitSteps.Report(contact(body.contact()), body.method(), body.at()));
  }

  /**
   * Why the engineer has to come again.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param cause what makes it necessary
   * @param plannedFor when, with its offset; absent while nobody knows
   */
  record SecondVisit(Happened occurredAt, SecondVisitCause cause, @Nullable Instant plannedFor)
      implements Told {}

  /**
   * A second visit is needed.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/second-visit")
  @InJapanese("再訪問の必要を記録します。")
  @Clause("ONS-16")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "ALREADY_DECIDED"})
  @Refuses(
      status = 422,
      codes = {"OUT_OF_SCOPE_WORK", "OUT_OF_HOURS"})
  @Example("{\"cause\": \"MOTHERBOARD\", \"plannedFor\": \"2026-05-11T10:00:00+09:00\"}")
  ResponseEntity<CaseAnswer> requireSecondVisit(
      @PathVariable String caseId, @Valid @RequestBody SecondVisit body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () -> new VisitSteps.RequireSecondVisit(body.cause(), body.plannedFor(), body.at()));
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
  enum ExchangeKind {
    /** The whole unit. */
    UNIT,
    /** A part of it. */
    PART
  }
}
