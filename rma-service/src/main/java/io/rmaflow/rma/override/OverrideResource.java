package io.rmaflow.rma.override;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_REASON;

import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.CommonSteps;
import io.rmaflow.rma.casefile.StepTaker;
import io.rmaflow.rma.casefile.StepTaker.Told;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An administrator sets a rule aside in a case. */
@RestController
@RequestMapping("/api/cases/{caseId}")
@Tag(name = "steps")
@Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
@Refuses(status = 412, codes = "VERSION_MISMATCH")
class OverrideResource {

  private final StepTaker steps;
  private final PersonalStore personal;
  private final Overrides overrides;

  OverrideResource(StepTaker steps, PersonalStore personal, Overrides overrides) {
    this.steps = steps;
    this.personal = personal;
    this.overrides = overrides;
  }

  /**
   * A rule that is set aside.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param rule its clause; one of those that can be set aside
   * @param reason why, in up to 2,000 characters; kept apart from the events
   */
  record RuleOverride(
      Happened occurredAt, @Identifier String rule, @Line(max = LONGEST_REASON) String reason)
      implements Told {}

  /**
   * Set a rule aside, as an administrator.
   *
   * @param caseId the case's ID
   */
  @Allowed(ADMIN)
  @PostMapping("/override")
  @AdministrativeAct
  @InJapanese("規則の適用を除外します(管理者のみ)。")
  @Refuses(status = 400, codes = "NOT_OVERRIDABLE")
  @Refuses(status = 409, codes = "ALREADY_OVERRIDDEN")
  @Example("{\"rule\": \"VER-10\", \"reason\": \"更新が決まっているため\"}")
  ResponseEntity<CaseAnswer> overrideRule(
      @PathVariable String caseId, @Valid @RequestBody RuleOverride body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () -> {
          overrides.check(caseId, body.rule());
          return new CommonSteps.OverrideRule(body.rule(), personal.addText(body.reason()));
        });
  }
}
