package io.rmaflow.rma.receipts;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.SUPPORT;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_REASON;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolution;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.CaseStories;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import io.rmaflow.rma.casefile.Step.When;
import io.rmaflow.rma.casefile.StepTaker;
import io.rmaflow.rma.casefile.StepTaker.Told;
import io.rmaflow.rma.casefile.UnexpectedUnit;
import io.rmaflow.rma.casefile.UnexpectedUnits;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The desk decides what becomes of a unit that came where another was awaited. */
@RestController
@Tag(name = "steps")
@Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
@Refuses(status = 412, codes = "VERSION_MISMATCH")
class ReceivedUnitResolutionResource {

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

  /**
   * What becomes of a unit that came where another was awaited.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param receivedId as in unexpectedUnits
   * @param resolution what becomes of it
   * @param caseId the case that it belongs to; required for BELONGS_TO_CASE
   * @param reason why, in up to 2,000 characters; kept apart from the events
   */
  record UnitResolution(
      Happened occurredAt,
      @Identifier String receivedId,
      ReceivedUnitResolution resolution,
      @Nullable CaseId caseId,
      @Line(max = LONGEST_REASON) String reason)
      implements Told, Checked {

    @Override
    public void check(Findings findings) {
      if (goesElsewhere() && caseId == null && !findings.isWrong("caseId")) {
        findings.required("caseId");
      }
    }

    boolean goesElsewhere() {
      return resolution == ReceivedUnitResolution.BELONGS_TO_CASE;
    }
  }

  /**
   * Decide what becomes of a unit that came where another was awaited.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/api/cases/{caseId}/received-unit-resolution")
  @InJapanese("待っていた機器とは別の機器の取り扱い(代わりに受け取る、送り返す、別の案件のものとする)を決定します。サポート担当者のみ。")
  @Refuses(status = 400, codes = "NOT_A_UNIT_OF_THAT_CASE")
  @Refuses(
      status = 409,
      codes = {
        "NOT_IN_THIS_STATE",
        "ALREADY_DECIDED",
        "NO_SUCH_RECEIVED_UNIT",
        "NOTHING_AWAITED",
        "RMA_NUMBER_NOT_ISSUED",
        "FACT_ALREADY_RECORDED"
      })
  @Example(
      "{\"receivedId\": \"4f0c0f5e-6b1c-3c5e-9d0a-2f6f7b8f1a11\", \"resolution\": \"SENT_BACK\", \"reason\": \"別のお客様の機器のため\"}")
  ResponseEntity<CaseAnswer> resolveReceivedUnit(
      @PathVariable String caseId, @Valid @RequestBody UnitResolution body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () ->
            new UnexpectedUnits.Resolve(
                body.receivedId(),
                body.resolution(),
                body.goesElsewhere() ? body.caseId() : null,
                personal.addText(body.reason()),
                body.at()),
        (resolved, recording) -> {
          if (resolved.belongsTo() != null) {
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
