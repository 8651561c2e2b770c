package io.rmaflow.rma.parts.loan;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SUPPORT;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_NAME;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.rma.casefile.Bench;
import io.rmaflow.rma.casefile.Bench.UnitReceipt;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.StepTaker;
import io.rmaflow.rma.casefile.StepTaker.Carried;
import io.rmaflow.rma.casefile.StepTaker.Handover;
import io.rmaflow.rma.casefile.StepTaker.Occurrence;
import io.rmaflow.rma.casefile.StepTaker.Told;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of the loaner, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
@Tag(name = "manufacturer maintenance")
@Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
@Refuses(status = 412, codes = "VERSION_MISMATCH")
class LoanerResource {

  private final StepTaker steps;
  private final LoanerPromises loaners;
  private final Bench bench;

  LoanerResource(StepTaker steps, LoanerPromises loaners, Bench bench) {
    this.steps = steps;
    this.loaners = loaners;
    this.bench = bench;
  }

  /**
   * A loaner has left.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param serialNumber the one kept for the case where absent
   * @param softwareVersion the newest release where absent
   * @param factoryDefault whether it has the settings of the factory; true where absent
   * @param carrier what the carrier is called
   * @param trackingNumber under which number the carrier has it
   */
  record LoanerShipment(
      Happened occurredAt,
      @Nullable SerialNumber serialNumber,
      @Identifier @Nullable String softwareVersion,
      @Nullable Boolean factoryDefault,
      @Line(max = LONGEST_NAME) @Nullable String carrier,
      @Identifier @Nullable String trackingNumber)
      implements Told, Carried {}

  /**
   * The loaner has left.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/loaner-shipment")
  @InJapanese("貸出機の発送を記録します。")
  @Clause("MFR-25")
  @Refuses(status = 400, codes = "IS_THE_FAULTY_UNIT")
  @Refuses(
      status = 409,
      codes = {
        "RMA_NUMBER_NOT_ISSUED",
        "NOT_IN_THIS_STATE",
        "FACT_ALREADY_RECORDED",
        "LOANER_PROMISED_ELSEWHERE"
      })
  @Example(
      "{\"serialNumber\": \"NW2-L001\", \"carrier\": \"ヤマト運輸\", \"trackingNumber\": \"1234-5678-9012\"}")
  ResponseEntity<CaseAnswer> shipLoaner(
      @PathVariable String caseId, @Valid @RequestBody LoanerShipment body, WriteRequest call) {
    return steps.takeChecking(
        caseId,
        body,
        call,
        findings -> {
          SerialNumber loaner = loanerToShip(body, new CaseId(caseId), findings);
          return new LoanerSteps.Ship(
              loaner,
              body.softwareVersion(),
              body.factoryDefault(),
              body.carriage(),
              steps.latestSoftware(caseId, body.at()),
              loaners.isPromisedElsewhere(loaner, new CaseId(caseId)),
              body.when());
        });
  }

  /**
   * The loaner has arrived.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/loaner-delivery")
  @InJapanese("貸出機の到着を記録します。")
  @Refuses(
      status = 409,
      codes = {"RMA_NUMBER_NOT_ISSUED", "NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Example("{}")
  ResponseEntity<CaseAnswer> deliverLoaner(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Occurrence body,
      WriteRequest call) {
    return steps.take(caseId, body, call, () -> new LoanerSteps.Deliver(body.when()));
  }

  /**
   * The loaner works at the customer's.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/loaner-confirmation")
  @InJapanese("貸出機の動作確認を記録します。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "ALREADY_DECIDED"})
  @Example("{}")
  ResponseEntity<CaseAnswer> confirmLoaner(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Occurrence body,
      WriteRequest call) {
    return steps.take(caseId, body, call, () -> new LoanerSteps.Confirm(body.at()));
  }

  /**
   * Ask for the loaner back.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/loaner-recall")
  @InJapanese("貸出機の返却を依頼します。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "ALREADY_DECIDED"})
  ResponseEntity<CaseAnswer> recallLoaner(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Occurrence body,
      WriteRequest call) {
    return steps.take(caseId, body, call, LoanerSteps.Recall::new);
  }

  /**
   * The customer has handed the loaner to the carrier.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, CUSTOMER})
  @PostMapping("/loaner-dispatch")
  @InJapanese("貸出機の返送(運送会社への引き渡し)を記録します。")
  @Refuses(
      status = 409,
      codes = {"RMA_NUMBER_NOT_ISSUED", "NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Example("{\"carrier\": \"佐川急便\", \"trackingNumber\": \"9876-5432-1098\"}")
  ResponseEntity<CaseAnswer> dispatchLoaner(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Handover body,
      WriteRequest call) {
    return steps.take(
        caseId, body, call, () -> new LoanerSteps.HandOver(body.carriage(), body.when()));
  }

  /**
   * The vendor has the loaner back.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/loaner-return")
  @InJapanese("貸出機の受領を記録します。シリアル番号を読み取れない場合は serialUnreadable に true、reason に理由を指定します。")
  @Refuses(
      status = 409,
      codes = {"RMA_NUMBER_NOT_ISSUED", "NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Example("{\"serialNumber\": \"NW2-L001\", \"condition\": \"USED\"}")
  ResponseEntity<CaseAnswer> receiveLoaner(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) UnitReceipt body,
      WriteRequest call) {
    return steps.take(
        caseId, body, call, () -> new LoanerSteps.Receive(bench.unit(body), body.when()));
  }

  /** The loaner that is kept for the case, unless another is named. */
  private SerialNumber loanerToShip(LoanerShipment body, CaseId caseId, Findings findings) {
    SerialNumber loaner =
        Optional.ofNullable(body.serialNumber())
            .or(() -> loaners.promise(caseId).map(LoanerPromise::serialNumber))
            .orElse(null);
    if (loaner == null && !findings.isWrong("serialNumber")) {
      findings.required("serialNumber");
    }
    findings.check();
    return Objects.requireNonNull(loaner);
  }
}
