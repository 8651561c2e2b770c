package io.rmaflow.rma.parts.answering;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.SUPPORT;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_TEXT;

import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Text;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.StepTaker;
import io.rmaflow.rma.casefile.StepTaker.Occurrence;
import io.rmaflow.rma.casefile.StepTaker.Told;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of an inquiry, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
@Tag(name = "inquiries")
@Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
@Refuses(status = 412, codes = "VERSION_MISMATCH")
class AnsweringResource {

  private final StepTaker steps;

  AnsweringResource(StepTaker steps) {
    this.steps = steps;
  }

  /**
   * The vendor has got in touch with the customer.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/first-contact")
  @InJapanese("お客様への最初の連絡を記録します。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Example("{}")
  ResponseEntity<CaseAnswer> makeFirstContact(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Occurrence body,
      WriteRequest call) {
    return steps.take(caseId, body, call, () -> new AnsweringSteps.Contact(body.when()));
  }

  /**
   * The answer to an inquiry.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param text in up to 10,000 characters; kept apart from the events
   */
  record InquiryAnswer(Happened occurredAt, @Text(max = LONGEST_TEXT) @Nullable String text)
      implements Told {}

  /**
   * The answer to an inquiry.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/answer")
  @InJapanese("お問い合わせへの回答を記録します。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "ALREADY_DECIDED"})
  @Example("{\"text\": \"設定例をお送りします。\"}")
  ResponseEntity<CaseAnswer> answer(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) InquiryAnswer body,
      WriteRequest call) {
    return steps.take(
        caseId, body, call, () -> new AnsweringSteps.Answer(steps.text(body.text()), body.at()));
  }

  /**
   * That an inquiry ends.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param reason why
   */
  record InquiryCompletion(Happened occurredAt, CompletionReason reason) implements Told {}

  /**
   * End an inquiry.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/completion")
  @InJapanese("お問い合わせを完了します。")
  @Refuses(status = 409, codes = "NOT_IN_THIS_STATE")
  @Example("{\"reason\": \"RESPONSE_EXHAUSTED\"}")
  ResponseEntity<CaseAnswer> complete(
      @PathVariable String caseId, @Valid @RequestBody InquiryCompletion body, WriteRequest call) {
    return steps.take(
        caseId, body, call, () -> new AnsweringSteps.Complete(body.reason(), body.at()));
  }
}
