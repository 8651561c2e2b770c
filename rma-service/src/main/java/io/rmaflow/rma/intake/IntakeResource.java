package io.rmaflow.rma.intake;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.kit.eventing.CatchUp;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Sight;
import io.rmaflow.kit.web.Unavailable;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.rma.casefile.BeginCase;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.CaseStories;
import io.rmaflow.rma.intake.rules.Intake;
import io.rmaflow.rma.intake.rules.Known;
import io.rmaflow.time.YearOutsideCalendar;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/cases}: a request becomes a case, accepted or refused with every reason (RMA-8).
 *
 * <p>Before anything is held against a request because of what contract-service has told, a caller
 * without a {@code Consistency-Token} has this service catch up with the end of that topic.
 */
@Tag(name = "cases")
@RestController
class IntakeResource {

  private static final String CONTRACT_EVENTS = "contract.events";
  private static final Duration CATCH_UP = Duration.ofSeconds(2);

  /** As a rule all is taken in already, and asking spares judging a refused request twice. */
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  private final Writes writes;
  private final Commands commands;
  private final CatchUp catchUp;
  private final ReportKeeper reports;
  private final KnownReader known;
  private final Intake intake;
  private final CaseStories cases;
  private final Sight sight;

  IntakeResource(
      Writes writes,
      Commands commands,
      CatchUp catchUp,
      ReportKeeper reports,
      KnownReader known,
      Intake intake,
      CaseStories cases,
      Sight sight) {
    this.writes = writes;
    this.commands = commands;
    this.catchUp = catchUp;
    this.reports = reports;
    this.known = known;
    this.intake = intake;
    this.cases = cases;
    this.sight = sight;
  }

  /** Undoes the transaction, so that none is held open while the service catches up. */
  private static final class PerhapsBehind extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PerhapsBehind() {
      super("what contract-service told may be behind", null, false, false);
    }
  }

  /**
   * Report a fault or ask a question: accepted, or refused with every reason. Without a {@code
   * Consistency-Token} what contract-service has told is caught up with first.
   *
   * @throws NotFound where a customer names one that is not its own; nothing is recorded
   * @throws Unavailable 503, nothing recorded, where contract-service's events cannot be caught up
   *     with in two seconds of real time
   */
  @InJapanese("障害の申告・お問い合わせを受け付けます。受け付けられない場合はすべての理由を返します。")
  @Clause("RMA-8")
  @Answers(
      status = 201,
      when = "Accepted or refused: see status and refusals",
      headers = "ETag: the version that If-Match may name")
  @Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
  @Refuses(status = 404, codes = "NOT_FOUND", when = "A customer names another's ID")
  @Refuses(status = 503, codes = "NOT_CAUGHT_UP")
  @Example(
      name = "A fault, for an exchange in advance",
      value = "classpath:examples/report-cross-send-back.json")
  @Example(
      name = "A fault, for a repair with a loaner",
      value = "classpath:examples/report-manufacturer.json")
  @Example(
      name = "A fault under the product warranty",
      value = "classpath:examples/report-warranty.json")
  @Example(
      name = "A unit that failed when it was new",
      value = "classpath:examples/report-initial-failure.json")
  @Example(
      name = "A fault, for the visit of an engineer",
      value = "classpath:examples/report-on-site.json")
  @Example(
      name = "A question to technical support",
      value = "classpath:examples/report-question.json")
  @Example(
      name = "A problem with a virtual appliance",
      value = "classpath:examples/report-question-virtual.json")
  @Example(name = "Whether it is a fault at all", value = "classpath:examples/report-triage.json")
  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/api/cases")
  ResponseEntity<CaseAnswer> report(
      @Valid @RequestBody Report body,
      WriteRequest request,
      @RequestHeader(name = "Consistency-Token", required = false) @Nullable String token) {
    boolean caughtUp = token != null || catchUp.toEndOf(CONTRACT_EVENTS, AT_ONCE);
    try {
      return writes.perform(request, () -> report(request, body, caughtUp));
    } catch (PerhapsBehind behind) {
      if (!catchUp.toEndOf(CONTRACT_EVENTS, CATCH_UP)) {
        throw new Unavailable(
            1,
            "NOT_CAUGHT_UP",
            "契約・登録情報の最新の更新がまだ反映されていません。少し待って再送してください。",
            "The latest changes to contracts and registrations have not arrived yet; try again"
                + " shortly.");
      }
      return writes.perform(request, () -> report(request, body, true));
    }
  }

  private Answer<CaseAnswer> report(WriteRequest request, Report body, boolean caughtUp) {
    CaseId caseId = new CaseId(UUID.randomUUID().toString());
    FailureReported reported = reports.keep(body, caseId);
    // a customer asks in its own name alone
    CustomerId named = reported.customerId();
    if (named != null && !sight.concerns(request.caller(), Optional.of(named))) {
      if (!caughtUp) {
        throw new PerhapsBehind();
      }
      throw new NotFound("customer", asNamed(reported, named));
    }
    Known all = known.of(reported, request.caller());
    Intake.Outcome outcome = intake.judge(reported, all);
    if (outcome.drawnFromContractEvents() && !caughtUp) {
      throw new PerhapsBehind();
    }
    begin(reported, all, Recording.of(request.caller().subject(), reported.submittedAt()));
    CaseAnswer answer = cases.present(caseId, request.caller());
    return Answer.created("/api/cases/" + caseId, answer)
        .withVersion(caseId.value(), answer.version());
  }

  private static String asNamed(FailureReported reported, CustomerId present) {
    if (reported.customerIdAsGiven() != null) {
      return reported.customerIdAsGiven();
    }
    return reported.namedAs() == null ? present.value() : reported.namedAs().value();
  }

  private void begin(FailureReported reported, Known all, Recording recording) {
    try {
      commands.send(
          new BeginCase(reported.caseId(), intake.decide(reported, all), all.policy()), recording);
    } catch (YearOutsideCalendar outside) {
      throw InvalidRequest.of(
          "occurredAt",
          "OUTSIDE_CALENDAR",
          "営業日カレンダーの範囲外の日時です。",
          "No business days are known for that year.");
    }
  }
}
