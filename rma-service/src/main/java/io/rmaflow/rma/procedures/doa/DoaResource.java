package io.rmaflow.rma.procedures.doa;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.SUPPORT;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_TEXT;

import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Text;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.CaseStories;
import io.rmaflow.rma.casefile.StepTaker;
import io.rmaflow.rma.casefile.StepTaker.Told;
import io.rmaflow.rma.intake.NextCover;
import io.rmaflow.rma.intake.rules.Intake;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A person certifies an initial failure, or declines it. */
@RestController
@RequestMapping("/api/cases/{caseId}")
@Tag(name = "warranty")
@Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
@Refuses(status = 412, codes = "VERSION_MISMATCH")
class DoaResource {

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

  /**
   * Whether somebody certifies an initial failure (DOA-6).
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param certified whether it is one
   * @param basis what that rests on, in up to 10,000 characters; kept apart from the events
   */
  record DoaCertification(
      Happened occurredAt, boolean certified, @Text(max = LONGEST_TEXT) String basis)
      implements Told {}

  /**
   * Whether it is an initial failure; where not, the case goes on under the next entitlement.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/doa-certification")
  @InJapanese("初期不良かどうかを認定します。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "ALREADY_DECIDED"})
  @Example("{\"certified\": true, \"basis\": \"出荷後3日で起動しなくなった。\"}")
  ResponseEntity<CaseAnswer> certifyDoa(
      @PathVariable String caseId, @Valid @RequestBody DoaCertification body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () -> {
          Optional<Intake.Best> next = body.certified() ? Optional.empty() : coverBesideDoa(caseId);
          return new CertifyDoa(
              body.certified(),
              personal.addText(body.basis()),
              next.map(Intake.Best::procedure).orElse(null),
              next.map(Intake.Best::entitlement).orElse(null),
              body.at());
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
