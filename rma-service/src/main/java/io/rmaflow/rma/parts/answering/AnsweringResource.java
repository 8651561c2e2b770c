package io.rmaflow.rma.parts.answering;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.rma.casefile.StepTaker;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of an inquiry, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
class AnsweringResource {

  private static final int MAX_TEXT = 10_000;

  private final StepTaker steps;

  AnsweringResource(StepTaker steps) {
    this.steps = steps;
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/first-contact")
  ResponseEntity<?> firstContact(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId, request.withOptionalBody(), (fields, when) -> new AnsweringSteps.Contact(when));
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/answer")
  ResponseEntity<?> answer(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) ->
            new AnsweringSteps.Answer(steps.text(fields.text("text", MAX_TEXT)), when.at()));
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/completion")
  ResponseEntity<?> completion(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new AnsweringSteps.Complete(
                fields.requiredEnum("reason", CompletionReason.class), when.at()));
  }
}
