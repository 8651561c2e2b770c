package io.rmaflow.rma.procedures.doa;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.rma.casefile.CaseStories;
import io.rmaflow.rma.casefile.StepTaker;
import io.rmaflow.rma.intake.NextCover;
import io.rmaflow.rma.intake.rules.Intake;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A person certifies an initial failure, or declines it. */
@RestController
@RequestMapping("/api/cases/{caseId}")
class DoaResource {

  private static final int MAX_TEXT = 10_000;

  private final StepTaker steps;
  private final CaseStories stories;
  private final PersonalStore personal;
  private final NextCover nextCover;

  DoaResource(StepTaker steps, CaseStories stories, PersonalStore personal, NextCover nextCover) {
    this.steps = steps;
    this.stories = stories;
    this.personal = personal;
    this.nextCover = nextCover;
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/doa-certification")
  ResponseEntity<?> doaCertification(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          boolean certified = fields.requiredBool("certified");
          String basis = fields.requiredText("basis", MAX_TEXT);
          fields.check();
          Optional<Intake.Best> next = certified ? Optional.empty() : coverBesideDoa(caseId);
          return new CertifyDoa(
              certified,
              personal.addText(basis),
              next.map(Intake.Best::procedure).orElse(null),
              next.map(Intake.Best::entitlement).orElse(null),
              when.at());
        });
  }

  private Optional<Intake.Best> coverBesideDoa(String caseId) {
    return stories
        .state(caseId)
        .accepted()
        .flatMap(
            file -> nextCover.afterDeclinedDoa(file.serialNumber(), file.reported().submittedAt()));
  }
}
