package io.rmaflow.rma.cases;

import io.rmaflow.events.CaseId;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Takes a step that was asked for over REST and answers with the case as read back. */
@Component
class CaseSteps {

  private final Writes writes;
  private final CaseCommands commands;
  private final CaseStories stories;

  CaseSteps(Writes writes, CaseCommands commands, CaseStories stories) {
    this.writes = writes;
    this.commands = commands;
    this.stories = stories;
  }

  /** Reads a step from the fields of a request; wrong fields are collected there. */
  @FunctionalInterface
  interface StepReader {

    /**
     * Reads the step.
     *
     * @param when {@code occurredAt}, already read
     */
    CaseStep read(Fields fields, CaseStep.When when);
  }

  /** What a step means for another case, within the same transaction. */
  @FunctionalInterface
  interface Elsewhere {
    void follow(CaseStep step, Recording recording);
  }

  /**
   * {@code 200} with the case.
   *
   * @throws NotFound where there is no such case
   */
  ResponseEntity<?> take(String caseId, WriteRequest request, StepReader reader) {
    return take(caseId, request, reader, (step, recording) -> {});
  }

  /** The same where something follows from it elsewhere: all of it happens, or nothing. */
  ResponseEntity<?> take(
      String caseId, WriteRequest request, StepReader reader, Elsewhere elsewhere) {
    return writes.perform(
        request.continuing(caseId),
        fields -> {
          request.requireVersion(version(caseId));
          boolean stated = fields.instant("occurredAt") != null && !request.caller().isCustomer();
          Instant occurredAt = fields.occurredAt();
          CaseStep step = reader.read(fields, new CaseStep.When(occurredAt, stated));
          fields.check();
          Recording recording = Recording.of(request.caller().subject(), occurredAt);
          commands.send(new TakeStep(new CaseId(caseId), step), recording);
          elsewhere.follow(step, recording);
          CaseView view = stories.present(new CaseId(caseId));
          return Answer.ok(view).withVersion(caseId, view.version());
        });
  }

  private long version(String caseId) {
    return stories.version(caseId).orElseThrow(() -> new NotFound("case", caseId));
  }
}
