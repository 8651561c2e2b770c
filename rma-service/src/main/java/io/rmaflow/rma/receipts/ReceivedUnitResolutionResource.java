package io.rmaflow.rma.receipts;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolution;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.rma.casefile.CaseStories;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import io.rmaflow.rma.casefile.Step.When;
import io.rmaflow.rma.casefile.StepTaker;
import io.rmaflow.rma.casefile.UnexpectedUnit;
import io.rmaflow.rma.casefile.UnexpectedUnits;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The desk decides what becomes of a unit that came where another was awaited. */
@RestController
class ReceivedUnitResolutionResource {

  private static final int MAX_REASON = 2_000;

  private final StepTaker steps;
  private final CaseStories stories;
  private final ReceivedUnits units;
  private final PersonalStore personal;

  ReceivedUnitResolutionResource(
      StepTaker steps, CaseStories stories, ReceivedUnits units, PersonalStore personal) {
    this.steps = steps;
    this.stories = stories;
    this.units = units;
    this.personal = personal;
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/api/cases/{caseId}/received-unit-resolution")
  ResponseEntity<?> resolve(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          String receivedId = fields.requiredIdentifier("receivedId");
          ReceivedUnitResolution resolution =
              fields.requiredEnum("resolution", ReceivedUnitResolution.class);
          boolean elsewhere = resolution == ReceivedUnitResolution.BELONGS_TO_CASE;
          String belongsTo =
              elsewhere ? fields.requiredIdentifier("caseId") : fields.identifier("caseId");
          String reason = fields.requiredLine("reason", MAX_REASON);
          fields.check();
          return new UnexpectedUnits.Resolve(
              receivedId,
              resolution,
              elsewhere && belongsTo != null ? new CaseId(belongsTo) : null,
              personal.addText(reason),
              when.at());
        },
        (step, recording) -> {
          if (step instanceof UnexpectedUnits.Resolve resolved && resolved.belongsTo() != null) {
            recordThere(caseId, resolved, resolved.belongsTo(), recording);
          }
        });
  }

  /** As that case's return, in the same condition and as of the same instant. */
  private void recordThere(
      String caseId, UnexpectedUnits.Resolve resolved, CaseId there, Recording recording) {
    UnexpectedUnitReceived unit =
        stories.state(caseId).accepted().stream()
            .flatMap(file -> file.findings().unexpected().stream())
            .map(UnexpectedUnit::received)
            .filter(one -> one.receivedId().equals(resolved.receivedId()))
            .findFirst()
            .orElseThrow();
    units.record(
        there,
        leg(there, unit.received()),
        new ReceivedUnit(unit.received(), unit.condition()),
        new When(unit.receivedAt(), true),
        new Recording(
            unit.receivedAt(),
            recording.actor(),
            recording.correlationId(),
            recording.causationId()));
  }

  private Leg leg(CaseId there, SerialNumber unit) {
    Optional<Leg> leg;
    try {
      leg = units.legWithin(there, unit);
    } catch (NotFound noSuchCase) {
      leg = Optional.empty();
    }
    return leg.orElseThrow(
        () ->
            InvalidRequest.of(
                "caseId",
                "NOT_A_UNIT_OF_THAT_CASE",
                "その案件が待っている機器ではありません: " + unit,
                unit + " is not a unit that this case awaits."));
  }
}
