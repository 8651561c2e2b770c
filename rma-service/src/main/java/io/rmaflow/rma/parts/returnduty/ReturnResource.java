package io.rmaflow.rma.parts.returnduty;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SUPPORT;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_REASON;

import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.rma.casefile.Bench;
import io.rmaflow.rma.casefile.Bench.UnitReceipt;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.StepTaker;
import io.rmaflow.rma.casefile.StepTaker.Handover;
import io.rmaflow.rma.casefile.StepTaker.Told;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of the faulty unit on its way home, and of the wish to keep it, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
@Tag(name = "steps")
@Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
@Refuses(status = 412, codes = "VERSION_MISMATCH")
class ReturnResource {

  private static final int MAX_PRICE_YEN = 1_000_000_000;

  private final StepTaker steps;
  private final Bench bench;

  ReturnResource(StepTaker steps, Bench bench) {
    this.steps = steps;
    this.bench = bench;
  }

  /**
   * The customer has handed the faulty unit to the carrier.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, CUSTOMER})
  @PostMapping("/faulty-unit-dispatch")
  @InJapanese("故障機の発送(お客様から運送会社への引き渡し)を記録します。")
  @Refuses(
      status = 409,
      codes = {"RMA_NUMBER_NOT_ISSUED", "NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Example("{\"carrier\": \"佐川急便\", \"trackingNumber\": \"9876-5432-1098\"}")
  ResponseEntity<CaseAnswer> dispatchFaultyUnit(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Handover body,
      WriteRequest call) {
    return steps.take(
        caseId, body, call, () -> new ReturnSteps.DispatchFaultyUnit(body.carriage(), body.when()));
  }

  /**
   * The vendor has the faulty unit.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/faulty-unit-return")
  @InJapanese("故障機の受領を記録します。シリアル番号を読み取れない場合は serialUnreadable に true、reason に理由を指定します。")
  @Refuses(
      status = 409,
      codes = {"RMA_NUMBER_NOT_ISSUED", "NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Example("{\"serialNumber\": \"NR2A-0001\", \"condition\": \"USED\"}")
  ResponseEntity<CaseAnswer> receiveFaultyUnit(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) UnitReceipt body,
      WriteRequest call) {
    return steps.take(
        caseId, body, call, () -> new ReturnSteps.ReceiveFaultyUnit(bench.unit(body), body.when()));
  }

  /**
   * The wish to keep the faulty unit.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param reason why, in up to 2,000 characters; kept apart from the events
   */
  record BuyOutRequest(Happened occurredAt, @Line(max = LONGEST_REASON) @Nullable String reason)
      implements Told {}

  /**
   * The customer wants to keep the faulty unit and pay for it.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/buy-out-request")
  @InJapanese("故障機の買い取りの申し出を記録します。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "BUY_OUT_ALREADY_REQUESTED"})
  @Example("{\"reason\": \"データを持ち出せないため\"}")
  ResponseEntity<CaseAnswer> requestBuyOut(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) BuyOutRequest body,
      WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () -> new ReturnSteps.RequestBuyOut(steps.text(body.reason()), body.at()));
  }

  /**
   * What the vendor says to the wish.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param agreed whether the customer may keep the unit
   * @param priceYen yen; required where agreed
   * @param reason why, in up to 2,000 characters; the customer is told
   */
  record BuyOutDecision(
      Happened occurredAt,
      boolean agreed,
      @Min(0) @Max(MAX_PRICE_YEN) @Nullable Integer priceYen,
      @Line(max = LONGEST_REASON) @Nullable String reason)
      implements Told, Checked {

    @Override
    public void check(Findings findings) {
      if (agreed && priceYen == null && !findings.isWrong("priceYen")) {
        findings.required("priceYen");
      }
    }
  }

  /**
   * Whether the vendor agrees, and at what price.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/buy-out-decision")
  @InJapanese("買い取りの可否と価格を記録します。理由はお客様へのメールに記載されます。")
  @Refuses(
      status = 409,
      codes = {"NOT_IN_THIS_STATE", "NO_BUY_OUT_PENDING"})
  @Example("{\"agreed\": true, \"priceYen\": 120000}")
  ResponseEntity<CaseAnswer> decideBuyOut(
      @PathVariable String caseId, @Valid @RequestBody BuyOutDecision body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () ->
            new ReturnSteps.DecideBuyOut(
                body.agreed(),
                Objects.requireNonNullElse(body.priceYen(), 0),
                steps.text(body.reason()),
                body.at()));
  }
}
