package io.rmaflow.rma.intake;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DemandGranted;
import io.rmaflow.events.rma.CaseEvent.DemandRefused;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.CaseStories;
import io.rmaflow.rma.casefile.TakeStep;
import io.rmaflow.rma.intake.rules.Demands;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/cases/{caseId}/demand}: work beyond the service, asked for in any status. */
@Tag(name = "steps")
@RestController
class DemandResource {

  private final Writes writes;
  private final Commands commands;
  private final Demands demands;
  private final CaseStories cases;

  DemandResource(Writes writes, Commands commands, Demands demands, CaseStories cases) {
    this.writes = writes;
    this.commands = commands;
    this.demands = demands;
    this.cases = cases;
  }

  /**
   * What became of each work.
   *
   * @param granted what is done, in the order asked
   * @param refusals what is no part of the service, in the order asked
   */
  record DemandAnswer(List<RequestedWork> granted, List<Declined> refusals) {}

  /**
   * One work that is not part of the service, and why.
   *
   * @param work what was asked for
   * @param code the reject code
   * @param clauses the clauses behind it
   * @param message the same in words
   */
  record Declined(RequestedWork work, String code, List<String> clauses, Message message) {}

  /**
   * Work that is asked for beyond the service.
   *
   * @param requestedWork each once, at least one
   * @param rmaNumber of the case; required on site once it is issued (EXC-ONS-16)
   * @param occurredAt when it was asked for, with offset, where that is not now: at most the
   *     setting backdating.maxDays back
   */
  record WantedWork(
      @NotEmpty Set<RequestedWork> requestedWork,
      @Nullable RmaNumber rmaNumber,
      Happened occurredAt) {}

  /**
   * Ask for work beyond the service; each is granted or refused, and the case goes on. It may be
   * asked for in any status.
   *
   * @param caseId as it was answered to the report
   * @throws io.rmaflow.kit.web.NotFound where there is no such case
   */
  @InJapanese("サービス範囲外の作業を依頼します。作業ごとに可否を返し、案件は継続します。")
  @Answers(status = 201, when = "Each work is granted or refused")
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Example("{\"requestedWork\": [\"OPERATION_QUESTION\", \"REPORT\"]}")
  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/api/cases/{caseId}/demand")
  ResponseEntity<DemandAnswer> demandWork(
      @PathVariable String caseId, @Valid @RequestBody WantedWork body, WriteRequest request) {
    return writes.performChecking(
        request.continuing(caseId), findings -> demandWork(request, body, findings, caseId));
  }

  private Answer<DemandAnswer> demandWork(
      WriteRequest request, WantedWork body, Findings findings, String caseId) {
    CaseState.Reported existing = cases.state(caseId);
    request.requireVersion(cases.version(caseId));
    findings.check();
    Instant demandedAt = body.occurredAt().at();
    DemandWork step =
        new DemandWork(demands, List.copyOf(body.requestedWork()), body.rmaNumber(), demandedAt);
    commands.send(
        new TakeStep(existing.caseId(), step),
        Recording.of(request.caller().subject(), demandedAt));
    return Answer.created("/api/cases/" + caseId, decided(step.decided(existing)))
        .withVersion(caseId, cases.version(caseId));
  }

  private static DemandAnswer decided(List<CaseEvent> events) {
    List<RequestedWork> granted = new ArrayList<>();
    List<Declined> refusals = new ArrayList<>();
    for (CaseEvent event : events) {
      if (event instanceof DemandGranted it) {
        granted.add(it.work());
      } else if (event instanceof DemandRefused it) {
        Refusal because = it.refusal();
        refusals.add(new Declined(it.work(), because.code(), because.clauses(), because.message()));
      }
    }
    return new DemandAnswer(granted, refusals);
  }
}
