package io.rmaflow.rma.casefile;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.time.JapanTime;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps that every case knows, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
class CommonStepsResource {

  private static final int MAX_TEXT = 10_000;
  private static final int MAX_REASON = 2_000;
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

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/information-request")
  ResponseEntity<?> informationRequest(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) ->
            new CommonSteps.RequestInformation(
                steps.text(fields.text("text", MAX_TEXT)), when.at()));
  }

  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/information")
  ResponseEntity<?> information(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) ->
            new CommonSteps.ProvideInformation(
                steps.text(fields.text("text", MAX_TEXT)), attachments(fields), when.at()));
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/judgement")
  ResponseEntity<?> judgement(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new CommonSteps.Judge(
                fields.requiredBool("hardwareFault"),
                steps.reason(fields),
                nextRmaNumber(),
                when.at()));
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/exclusion")
  ResponseEntity<?> exclusion(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new CommonSteps.FindExclusion(
                fields.requiredIdentifier("clause"),
                steps.text(fields.text("found", MAX_TEXT)),
                when.at()));
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/cancellation")
  ResponseEntity<?> cancellation(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new CommonSteps.Cancel(steps.reason(fields), when.at()));
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/note")
  ResponseEntity<?> note(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          String text = fields.requiredText("text", MAX_TEXT);
          fields.check();
          return new CommonSteps.AddNote(personal.addText(text));
        });
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/correction")
  ResponseEntity<?> correction(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          String ofEvent = fields.requiredIdentifier("ofEvent");
          String field = fields.requiredIdentifier("field");
          String value = fields.scalar("value", MAX_REASON);
          if (value == null || value.isBlank()) {
            fields.reject("value", "REQUIRED", "必須です。", "It is required.");
          }
          TextId reason = steps.reason(fields);
          return new Correct(
              ofEvent,
              field,
              value == null ? "" : value,
              reason,
              fields.integer("visit", 1, MAX_VISITS));
        });
  }

  private static List<AttachmentRef> attachments(Fields fields) {
    return fields.objects("attachments", MAX_ATTACHMENTS).stream()
        .map(
            attachment ->
                new AttachmentRef(
                    attachment.requiredIdentifier("kind"),
                    attachment.requiredIdentifier("attachmentId")))
        .toList();
  }

  private RmaNumber nextRmaNumber() {
    return tables.nextRmaNumber(JapanTime.dateOf(clock.now()).getYear());
  }
}
