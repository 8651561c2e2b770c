package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.TextId;
import io.rmaflow.events.values.Values;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The shell that the resources of all steps share: takes a step that was asked for over REST and
 * answers with the case as read back.
 */
@Component
public class StepTaker {

  private static final int MAX_REASON = 2_000;

  private final Writes writes;
  private final CaseCommands commands;
  private final CaseStories stories;
  private final PersonalStore personal;
  private final Cover cover;

  StepTaker(
      Writes writes,
      CaseCommands commands,
      CaseStories stories,
      PersonalStore personal,
      Cover cover) {
    this.writes = writes;
    this.commands = commands;
    this.stories = stories;
    this.personal = personal;
    this.cover = cover;
  }

  /** Reads a step from the fields of a request; wrong fields are collected there. */
  @FunctionalInterface
  public interface StepReader {

    /**
     * Reads the step.
     *
     * @param when {@code occurredAt}, already read
     */
    Step read(Fields fields, Step.When when);
  }

  /** What a step means for another case, within the same transaction. */
  @FunctionalInterface
  public interface Elsewhere {
    void follow(Step step, Recording recording);
  }

  /**
   * {@code 200} with the case.
   *
   * @throws NotFound where there is no such case
   */
  public ResponseEntity<?> take(String caseId, WriteRequest request, StepReader reader) {
    return take(caseId, request, reader, (step, recording) -> {});
  }

  /** The same where something follows from it elsewhere: all of it happens, or nothing. */
  public ResponseEntity<?> take(
      String caseId, WriteRequest request, StepReader reader, Elsewhere elsewhere) {
    return writes.perform(
        request.continuing(caseId),
        fields -> {
          request.requireVersion(stories.version(caseId));
          boolean stated = fields.instant("occurredAt") != null && !request.caller().isCustomer();
          Instant occurredAt = fields.occurredAt();
          Step step = reader.read(fields, new Step.When(occurredAt, stated));
          fields.check();
          Recording recording = Recording.of(request.caller().subject(), occurredAt);
          commands.send(new TakeStep(new CaseId(caseId), step), recording);
          elsewhere.follow(step, recording);
          CaseAnswer answer = stories.present(new CaseId(caseId), request.caller());
          return Answer.ok(answer).withVersion(caseId, answer.version());
        });
  }

  // ---- what steps have in common

  /** {@code carrier} and {@code trackingNumber}. */
  public static Step.Carriage carriage(Fields fields) {
    return new Step.Carriage(
        fields.value("carrier", Values.NAME), fields.identifier("trackingNumber"));
  }

  /** {@code reason}, kept apart from the events. */
  public @Nullable TextId reason(Fields fields) {
    return text(fields.line("reason", MAX_REASON));
  }

  /** Free text is kept apart from the events, and only where every field is right. */
  public @Nullable TextId text(@Nullable String text) {
    return text == null ? null : personal.addText(text);
  }

  /** The newest release of the product on the day in Japan of that instant (CSB-15, MFR-17). */
  @Clause({"CSB-15", "MFR-17"})
  public @Nullable String latestSoftware(ProductCode product, Instant at) {
    return cover.latestSoftwareVersion(product, JapanTime.dateOf(at)).orElse(null);
  }

  /** The same of the product that an accepted case is about; absent of any other. */
  public @Nullable String latestSoftware(String caseId, Instant at) {
    return stories
        .state(caseId)
        .accepted()
        .map(file -> latestSoftware(file.acceptance().productCode(), at))
        .orElse(null);
  }
}
