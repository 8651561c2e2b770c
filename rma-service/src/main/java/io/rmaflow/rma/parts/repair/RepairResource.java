package io.rmaflow.rma.parts.repair;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SUPPORT;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_NAME;

import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.rma.casefile.Bench;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.StepTaker;
import io.rmaflow.rma.casefile.StepTaker.Carried;
import io.rmaflow.rma.casefile.StepTaker.Occurrence;
import io.rmaflow.rma.casefile.StepTaker.Told;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of a repair, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
@Tag(name = "repair")
@Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
@Refuses(status = 412, codes = "VERSION_MISMATCH")
class RepairResource {

  private static final int MAX_PARTS = 50;
  private static final int MAX_DAYS = 1_000;

  private final StepTaker steps;
  private final PersonalStore personal;
  private final Bench bench;

  RepairResource(StepTaker steps, PersonalStore personal, Bench bench) {
    this.steps = steps;
    this.personal = personal;
    this.bench = bench;
  }

  /**
   * What the inspection of a faulty unit found.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param estimateDays days that the repair will take
   * @param chargeableParts parts that are to be paid for, in words; at most 50 of up to 200
   *     characters
   */
  record Inspection(
      Happened occurredAt,
      @Min(0) @Max(MAX_DAYS) @Nullable Integer estimateDays,
      @Size(max = MAX_PARTS) List<@Line(max = LONGEST_NAME) String> chargeableParts)
      implements Told {}

  /**
   * What the inspection of the faulty unit found.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/inspection")
  @InJapanese("故障機の検査結果を記録します。")
  @Refuses(status = 400, codes = "NO_REPAIR")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "ALREADY_DECIDED"})
  @Example("{\"estimateDays\": 20, \"chargeableParts\": [\"冷却ファン\"]}")
  ResponseEntity<CaseAnswer> inspect(
      @PathVariable String caseId, @Valid @RequestBody Inspection body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () ->
            new RepairSteps.Inspect(
                body.estimateDays(),
                body.chargeableParts().stream().map(personal::addText).toList(),
                body.at()));
  }

  /**
   * The repair is done.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/repair-completion")
  @InJapanese("修理の完了を記録します。")
  @Refuses(
      status = 409,
      codes = {"RMA_NUMBER_NOT_ISSUED", "NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Example("{}")
  ResponseEntity<CaseAnswer> completeRepair(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Occurrence body,
      WriteRequest call) {
    return steps.take(caseId, body, call, () -> new RepairSteps.Complete(body.when()));
  }

  /**
   * A repaired unit has left.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param serialNumber as read when it left; another than the repaired unit's stands in
   *     unexpectedUnits, and the repaired unit is still to be sent
   * @param softwareVersion the newest release where absent
   * @param factoryDefault whether it has the settings of the factory; true where absent
   * @param carrier what the carrier is called
   * @param trackingNumber under which number the carrier has it
   */
  record RepairedUnitShipment(
      Happened occurredAt,
      @Nullable SerialNumber serialNumber,
      @Identifier @Nullable String softwareVersion,
      @Nullable Boolean factoryDefault,
      @Line(max = LONGEST_NAME) @Nullable String carrier,
      @Identifier @Nullable String trackingNumber)
      implements Told, Carried {}

  /**
   * The repaired unit has left.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/repaired-unit-shipment")
  @InJapanese("修理品の発送を記録します。")
  @Clause("MFR-17")
  @Refuses(
      status = 409,
      codes = {"RMA_NUMBER_NOT_ISSUED", "NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Example("{\"carrier\": \"ヤマト運輸\", \"trackingNumber\": \"1234-5678-9012\"}")
  ResponseEntity<CaseAnswer> shipRepairedUnit(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) RepairedUnitShipment body,
      WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () ->
            new RepairSteps.Ship(
                bench.unit(body.serialNumber()),
                body.softwareVersion(),
                body.factoryDefault(),
                body.carriage(),
                steps.latestSoftware(caseId, body.at()),
                body.when()));
  }

  /**
   * The repaired unit has arrived.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/repaired-unit-delivery")
  @InJapanese("修理品の到着を記録します。")
  @Refuses(
      status = 409,
      codes = {"RMA_NUMBER_NOT_ISSUED", "NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Example("{}")
  ResponseEntity<CaseAnswer> deliverRepairedUnit(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Occurrence body,
      WriteRequest call) {
    return steps.take(caseId, body, call, () -> new RepairSteps.Deliver(body.when()));
  }

  /**
   * The repaired unit works at the customer's.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/operation-confirmation")
  @InJapanese("修理品の動作確認を記録します。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "ALREADY_DECIDED"})
  @Example("{}")
  ResponseEntity<CaseAnswer> confirmOperation(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Occurrence body,
      WriteRequest call) {
    return steps.take(caseId, body, call, () -> new RepairSteps.ConfirmOperation(body.at()));
  }
}
