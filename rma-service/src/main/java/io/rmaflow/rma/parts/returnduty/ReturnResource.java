package io.rmaflow.rma.parts.returnduty;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.rma.casefile.ReceivedUnitReader;
import io.rmaflow.rma.casefile.StepTaker;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of the faulty unit on its way home, and of the wish to keep it, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
class ReturnResource {

  private static final int MAX_PRICE_YEN = 1_000_000_000;

  private final StepTaker steps;
  private final ReceivedUnitReader received;

  ReturnResource(StepTaker steps, ReceivedUnitReader received) {
    this.steps = steps;
    this.received = received;
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS, CUSTOMER})
  @PostMapping("/faulty-unit-dispatch")
  ResponseEntity<?> faultyUnitDispatch(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new ReturnSteps.DispatchFaultyUnit(StepTaker.carriage(fields), when));
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/faulty-unit-return")
  ResponseEntity<?> faultyUnitReturn(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new ReturnSteps.ReceiveFaultyUnit(received.read(fields), when));
  }

  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/buy-out-request")
  ResponseEntity<?> buyOutRequest(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new ReturnSteps.RequestBuyOut(steps.reason(fields), when.at()));
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/buy-out-decision")
  ResponseEntity<?> buyOutDecision(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          boolean agreed = fields.requiredBool("agreed");
          Integer price =
              agreed
                  ? Integer.valueOf(fields.requiredInteger("priceYen", 0, MAX_PRICE_YEN))
                  : fields.integer("priceYen", 0, MAX_PRICE_YEN);
          return new ReturnSteps.DecideBuyOut(
              agreed, price == null ? 0 : price, steps.reason(fields), when.at());
        });
  }
}
