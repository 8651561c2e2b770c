package io.rmaflow.rma.intake;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestRefused;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.CatchUp;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.rma.intake.rules.Intake;
import io.rmaflow.rma.intake.rules.Known;
import io.rmaflow.time.YearOutsideCalendar;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Decides on a report as {@code POST /api/cases} would, and takes everything back: the report is
 * read, kept and judged in a transaction that is never committed, so that there is one way in which
 * a report is judged.
 */
@Tag(name = "cases")
@RestController
class ReportCheckResource {

  private static final String CONTRACT_EVENTS = "contract.events";

  /** Somebody is typing: what has not arrived by then is judged with the next key. */
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  private final TransactionTemplate transaction;
  private final CatchUp catchUp;
  private final ReportKeeper reports;
  private final KnownReader known;
  private final Intake intake;
  private final BusinessClock clock;

  ReportCheckResource(
      PlatformTransactionManager transactions,
      CatchUp catchUp,
      ReportKeeper reports,
      KnownReader known,
      Intake intake,
      BusinessClock clock) {
    this.transaction = new TransactionTemplate(transactions);
    this.catchUp = catchUp;
    this.reports = reports;
    this.known = known;
    this.intake = intake;
    this.clock = clock;
  }

  /**
   * What a report would be answered if it were sent now: every reason against it, or when a unit
   * would leave. Nothing of it is recorded or kept. What contract-service has told in the last
   * moment may not be in it yet.
   */
  @InJapanese("申告をいま送信した場合の結果(受け付けられない場合はすべての理由、受け付けられる場合は発送予定)を返します。何も記録しません。")
  @Clause("RMA-8")
  @Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
  @Example(
      name = "A fault, for an exchange in advance",
      value = "classpath:examples/report-cross-send-back.json")
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/api/report-checks")
  ReportCheck checkReport(@Valid @RequestBody Report body, Caller caller) {
    catchUp.toEndOf(CONTRACT_EVENTS, AT_ONCE);
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              status.setRollbackOnly();
              return check(body, caller);
            }));
  }

  private ReportCheck check(Report body, Caller caller) {
    FailureReported reported = reports.keep(body, new CaseId(UUID.randomUUID().toString()));
    Known all = known.of(reported, caller);
    Instant now = clock.now();
    try {
      CaseEvent answer = intake.decide(reported, all).getLast();
      return switch (answer) {
        case RequestRefused refused -> ReportCheck.refused(refused, now);
        case RequestAccepted accepted ->
            ReportCheck.accepted(accepted, intake.ifJudged(reported, accepted, all, now), now);
        default -> throw new IllegalStateException("no answer to a report: " + answer);
      };
    } catch (YearOutsideCalendar outside) {
      throw InvalidRequest.of(
          "occurredAt",
          "OUTSIDE_CALENDAR",
          "営業日カレンダーの範囲外の日時です。",
          "No business days are known for that year.");
    }
  }
}
