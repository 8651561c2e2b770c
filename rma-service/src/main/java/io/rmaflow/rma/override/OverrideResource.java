package io.rmaflow.rma.override;

import static io.rmaflow.kit.web.Role.ADMIN;

import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.rma.casefile.CommonSteps;
import io.rmaflow.rma.casefile.StepTaker;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An administrator sets a rule aside in a case. */
@RestController
@RequestMapping("/api/cases/{caseId}")
class OverrideResource {

  private static final int MAX_REASON = 2_000;

  private final StepTaker steps;
  private final PersonalStore personal;
  private final Overrides overrides;

  OverrideResource(StepTaker steps, PersonalStore personal, Overrides overrides) {
    this.steps = steps;
    this.personal = personal;
    this.overrides = overrides;
  }

  @Allowed(ADMIN)
  @PostMapping("/override")
  @AdministrativeAct
  ResponseEntity<?> override(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          String rule = fields.requiredIdentifier("rule");
          String reason = fields.requiredLine("reason", MAX_REASON);
          fields.check();
          overrides.check(caseId, rule);
          return new CommonSteps.OverrideRule(rule, personal.addText(reason));
        });
  }
}
