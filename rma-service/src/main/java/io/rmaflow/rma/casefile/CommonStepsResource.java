package io.rmaflow.rma.casefile;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SUPPORT;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_REASON;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_TEXT;

import io.rmaflow.events.Clause;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.Scalar;
import io.rmaflow.kit.web.fields.Text;
import io.rmaflow.rma.casefile.StepTaker.Told;
import io.rmaflow.time.JapanTime;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps that every case knows, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
@Tag(name = "steps")
@Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
@Refuses(status = 412, codes = "VERSION_MISMATCH")
class CommonStepsResource {

  private static final int MAX_ATTACHMENTS = 50;
  private static final int MAX_VISITS = 2;

  private final StepTaker steps;
  private final CaseTables tables;
  private final PersonalStore personal;
  private final BusinessClock clock;

  CommonStepsResource(
      StepTaker steps, CaseTables tables, PersonalStore personal, BusinessClock clock) {
    this.steps = steps;
    this.tables = tables;
    this.personal = personal;
    this.clock = clock;
  }

  /**
   * What the customer is asked for.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param text what is wanted, in up to 10,000 characters; kept apart from the events
   */
  record InformationRequest(Happened occurredAt, @Text(max = LONGEST_TEXT) @Nullable String text)
      implements Told {}

  /**
   * Ask the customer for more.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/information-request")
  @InJapanese("お客様に追加の情報を依頼します。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "INFORMATION_ALREADY_REQUESTED"})
  @Example("{\"text\": \"起動時のログをお送りください。\"}")
  ResponseEntity<CaseAnswer> requestInformation(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) InformationRequest body,
      WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () -> new CommonSteps.RequestInformation(steps.text(body.text()), body.at()));
  }

  /**
   * What the customer answered.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param text the answer, in up to 10,000 characters; kept apart from the events
   * @param attachments the files that belong to it, at most 50
   */
  record Information(
      Happened occurredAt,
      @Text(max = LONGEST_TEXT) @Nullable String text,
      @Size(max = MAX_ATTACHMENTS) List<NamedFile> attachments)
      implements Told {}

  /**
   * A file that belongs to a case; it may be sent before or after.
   *
   * @param kind what it is
   * @param attachmentId by which it is sent and read
   */
  record NamedFile(@Identifier String kind, @Identifier String attachmentId) {}

  /**
   * What the customer answered.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/information")
  @InJapanese("お客様からの追加の情報を記録します。")
  @Clause("CSB-10")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "NO_INFORMATION_REQUESTED"})
  @Example(
      "{\"text\": \"ログをお送りします。\", \"attachments\": [{\"kind\": \"LOG\", \"attachmentId\": \"a-1\"}]}")
  ResponseEntity<CaseAnswer> provideInformation(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Information body,
      WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () ->
            new CommonSteps.ProvideInformation(
                steps.text(body.text()),
                body.attachments().stream()
                    .map(file -> new AttachmentRef(file.kind(), file.attachmentId()))
                    .toList(),
                body.at()));
  }

  /**
   * What the vendor judges.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param hardwareFault whether the hardware is at fault
   * @param reason why, in up to 2,000 characters; the customer is told
   */
  record FaultJudgement(
      Happened occurredAt,
      boolean hardwareFault,
      @Line(max = LONGEST_REASON) @Nullable String reason)
      implements Told {}

  /**
   * Whether the hardware is at fault; where it is, the RMA number is issued.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/judgement")
  @InJapanese("ハードウェア障害かどうかを判定します。障害の場合は RMA 番号を発行します。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "ALREADY_JUDGED"})
  @Example("{\"hardwareFault\": true, \"reason\": \"電源が入りません。\"}")
  ResponseEntity<CaseAnswer> judge(
      @PathVariable String caseId, @Valid @RequestBody FaultJudgement body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () ->
            new CommonSteps.Judge(
                body.hardwareFault(), steps.text(body.reason()), nextRmaNumber(), body.at()));
  }

  /**
   * An exclusion that was found.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param clause the exclusion's, such as EXC-CSB-8; one of the procedure's list
   * @param found what was found, in up to 10,000 characters; kept apart from the events
   */
  record FoundExclusion(
      Happened occurredAt,
      @Identifier String clause,
      @Text(max = LONGEST_TEXT) @Nullable String found)
      implements Told {}

  /**
   * An exclusion found after the acceptance.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/exclusion")
  @InJapanese("受付後に判明した対象外の事由を記録します。")
  @Refuses(status = 400, codes = "NOT_AN_EXCLUSION_OF_THIS_PROCEDURE")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "EXCLUSION_ALREADY_FOUND"})
  @Example("{\"clause\": \"EXC-CSB-8\", \"found\": \"落下による破損\"}")
  ResponseEntity<CaseAnswer> findExclusion(
      @PathVariable String caseId, @Valid @RequestBody FoundExclusion body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () -> new CommonSteps.FindExclusion(body.clause(), steps.text(body.found()), body.at()));
  }

  /**
   * That a request is withdrawn.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param reason why, in up to 2,000 characters; the customer is told
   */
  record Cancellation(Happened occurredAt, @Line(max = LONGEST_REASON) @Nullable String reason)
      implements Told {}

  /**
   * End a case before anything was shipped.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/cancellation")
  @InJapanese("案件を取り消します(発送前に限ります)。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "ALREADY_SHIPPED"})
  @Example("{\"reason\": \"復旧したため不要になりました。\"}")
  ResponseEntity<CaseAnswer> cancel(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Cancellation body,
      WriteRequest call) {
    return steps.take(
        caseId, body, call, () -> new CommonSteps.Cancel(steps.text(body.reason()), body.at()));
  }

  /**
   * A note.
   *
   * @param occurredAt when it was written, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param text in up to 10,000 characters; kept apart from the events
   */
  record Note(Happened occurredAt, @Text(max = LONGEST_TEXT) String text) implements Told {}

  /**
   * Write a note.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/note")
  @InJapanese("メモを記録します。")
  @Example("{\"text\": \"お客様と電話で話しました。\"}")
  ResponseEntity<CaseAnswer> addNote(
      @PathVariable String caseId, @Valid @RequestBody Note body, WriteRequest call) {
    return steps.take(
        caseId, body, call, () -> new CommonSteps.AddNote(personal.addText(body.text())));
  }

  /**
   * What is corrected of a recorded fact (RMA-9).
   *
   * @param occurredAt when it was corrected, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param ofEvent the event's name, such as ReplacementDelivered
   * @param field as in the event's payload; occurredAt means the fact's instant
   * @param value in the field's own notation: an instant with its offset, a whole number, a name
   * @param reason why, in up to 2,000 characters; the customer is told where a return date moves by
   *     it
   * @param visit of which visit, where there were two; the last where absent
   */
  record Correction(
      Happened occurredAt,
      @Identifier String ofEvent,
      @Identifier String field,
      @Scalar(max = LONGEST_REASON) String value,
      @Line(max = LONGEST_REASON) @Nullable String reason,
      @Min(1) @Max(MAX_VISITS) @Nullable Integer visit)
      implements Told {}

  /**
   * Correct a fact; what follows from it is derived anew.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/correction")
  @InJapanese("記録済みの事実を訂正します。期限などは再計算されます。")
  @Refuses(
      status = 400,
      codes = {
        "NOT_CORRECTABLE",
        "MALFORMED",
        "IN_THE_FUTURE",
        "IS_THE_FAULTY_UNIT",
        "NOT_OF_A_VISIT"
      })
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "FACT_NOT_RECORDED", "ALREADY_SO", "LOANER_PROMISED_ELSEWHERE"})
  @Example(
      "{\"ofEvent\": \"ReplacementShipped\", \"field\": \"trackingNumber\", \"value\": \"1234-5678-9021\", \"reason\": \"伝票番号の誤り\"}")
  ResponseEntity<CaseAnswer> correct(
      @PathVariable String caseId, @Valid @RequestBody Correction body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () ->
            new Correct(
                body.ofEvent(),
                body.field(),
                body.value(),
                steps.text(body.reason()),
                body.visit()));
  }

  private RmaNumber nextRmaNumber() {
    return tables.nextRmaNumber(JapanTime.dateOf(clock.now()).getYear());
  }
}
