package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.personal.Belonging;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The shell that the resources of all steps share: takes a step that was asked for over REST and
 * answers with the case as read back.
 */
@Component
public class StepTaker {

  /** The longest text that somebody writes in a case, in code points. */
  public static final int LONGEST_TEXT = 10_000;

  /** The longest reason of a step, in code points. */
  public static final int LONGEST_REASON = 2_000;

  /** The longest name of a person, a carrier or a part, in code points. */
  public static final int LONGEST_NAME = 200;

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

  /**
   * What the request of a step says: a record beside the call. When it happened stands first, as a
   * date that needs a {@code reason} asks for it in other words than a step that needs one anyway.
   */
  public interface Told {

    /** When it happened. */
    Happened occurredAt();

    /** The instant of it. */
    default Instant at() {
      return occurredAt().at();
    }

    /** The same with whether the caller has said so. */
    default Step.When when() {
      return new Step.When(occurredAt().at(), occurredAt().stated());
    }
  }

  /** What the request of a step says whose unit goes with a carrier. */
  public interface Carried {

    /** What the carrier is called. */
    @Nullable String carrier();

    /** Under which number the carrier has it. */
    @Nullable String trackingNumber();

    /** Both. */
    default Step.Carriage carriage() {
      return new Step.Carriage(carrier(), trackingNumber());
    }
  }

  /**
   * That something happened, and when; no more is to be said of it.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   */
  public record Occurrence(Happened occurredAt) implements Told {}

  /**
   * A unit was handed to the carrier.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param carrier what the carrier is called
   * @param trackingNumber under which number the carrier has it
   */
  public record Handover(
      Happened occurredAt,
      @Line(max = LONGEST_NAME) @Nullable String carrier,
      @Identifier @Nullable String trackingNumber)
      implements Told, Carried {}

  /** What a step means for another case, within the same transaction. */
  @FunctionalInterface
  public interface Elsewhere<S extends Step> {
    void follow(S step, Recording recording);
  }

  /**
   * {@code 200} with the case.
   *
   * @param step makes the step of what was told; not asked where anything of it is wrong
   * @throws NotFound where there is no such case
   */
  public <S extends Step> ResponseEntity<CaseAnswer> take(
      String caseId, Told told, WriteRequest call, Supplier<S> step) {
    return take(caseId, told, call, step, (taken, recording) -> {});
  }

  /** The same where something follows from it elsewhere: all of it happens, or nothing. */
  public <S extends Step> ResponseEntity<CaseAnswer> take(
      String caseId, Told told, WriteRequest call, Supplier<S> step, Elsewhere<S> elsewhere) {
    return perform(
        caseId,
        told,
        call,
        findings -> {
          findings.check();
          return step.get();
        },
        elsewhere);
  }

  /**
   * The same where more can be wrong with what was told than it says itself.
   *
   * @param step looks for that, calls {@link Findings#check()} and makes the step
   */
  public ResponseEntity<CaseAnswer> takeChecking(
      String caseId, Told told, WriteRequest call, Function<Findings, Step> step) {
    return perform(caseId, told, call, step, (taken, recording) -> {});
  }

  private <S extends Step> ResponseEntity<CaseAnswer> perform(
      String caseId,
      Told told,
      WriteRequest call,
      Function<Findings, S> step,
      Elsewhere<S> elsewhere) {
    return writes.performChecking(
        call.continuing(caseId),
        findings -> {
          call.requireVersion(stories.version(caseId));
          // what is written in a case belongs to whom the case is about
          S taken = Belonging.to(requester(caseId), () -> step.apply(findings));
          findings.check();
          Recording recording = Recording.of(call.caller().subject(), told.at());
          commands.send(new TakeStep(new CaseId(caseId), taken), recording);
          elsewhere.follow(taken, recording);
          CaseAnswer answer = stories.present(new CaseId(caseId), call.caller());
          return Answer.ok(answer).withVersion(caseId, answer.version());
        });
  }

  private @Nullable ContactId requester(String caseId) {
    return stories.state(caseId).reported().requesterContactId();
  }

  // ---- what steps have in common

  /** Free text is kept apart from the events. */
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
