package io.rmaflow.rma.parts.loan;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.rma.casefile.ReceivedUnitReader;
import io.rmaflow.rma.casefile.StepTaker;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of the loaner, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
class LoanerResource {

  private final StepTaker steps;
  private final LoanerPromises loaners;
  private final ReceivedUnitReader received;

  LoanerResource(StepTaker steps, LoanerPromises loaners, ReceivedUnitReader received) {
    this.steps = steps;
    this.loaners = loaners;
    this.received = received;
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/loaner-shipment")
  ResponseEntity<?> loanerShipment(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          SerialNumber loaner = loanerToShip(fields, new CaseId(caseId));
          return new LoanerSteps.Ship(
              loaner,
              fields.identifier("softwareVersion"),
              fields.bool("factoryDefault"),
              StepTaker.carriage(fields),
              steps.latestSoftware(caseId, when.at()),
              loaners.isPromisedElsewhere(loaner, new CaseId(caseId)),
              when);
        });
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/loaner-delivery")
  ResponseEntity<?> loanerDelivery(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId, request.withOptionalBody(), (fields, when) -> new LoanerSteps.Deliver(when));
  }

  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/loaner-confirmation")
  ResponseEntity<?> loanerConfirmation(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId, request.withOptionalBody(), (fields, when) -> new LoanerSteps.Confirm(when.at()));
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/loaner-recall")
  ResponseEntity<?> loanerRecall(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId, request.withOptionalBody(), (fields, when) -> new LoanerSteps.Recall());
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS, CUSTOMER})
  @PostMapping("/loaner-dispatch")
  ResponseEntity<?> loanerDispatch(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new LoanerSteps.HandOver(StepTaker.carriage(fields), when));
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/loaner-return")
  ResponseEntity<?> loanerReturn(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new LoanerSteps.Receive(received.read(fields), when));
  }

  /** The loaner that is kept for the case, unless another is named. */
  private SerialNumber loanerToShip(Fields fields, CaseId caseId) {
    SerialNumber named = fields.id("serialNumber", SerialNumber::new);
    return named != null
        ? named
        : loaners
            .promise(caseId)
            .map(LoanerPromise::serialNumber)
            .orElseGet(() -> fields.requiredId("serialNumber", SerialNumber::new));
  }
}
