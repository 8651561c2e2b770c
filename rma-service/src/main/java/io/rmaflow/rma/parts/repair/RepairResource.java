package io.rmaflow.rma.parts.repair;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.rma.casefile.ReceivedUnitReader;
import io.rmaflow.rma.casefile.StepTaker;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of a repair, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
class RepairResource {

  private static final int MAX_SHORT = 200;
  private static final int MAX_PARTS = 50;
  private static final int MAX_DAYS = 1_000;

  private final StepTaker steps;
  private final PersonalStore personal;
  private final ReceivedUnitReader received;

  RepairResource(StepTaker steps, PersonalStore personal, ReceivedUnitReader received) {
    this.steps = steps;
    this.personal = personal;
    this.received = received;
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/inspection")
  ResponseEntity<?> inspection(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          Integer estimateDays = fields.integer("estimateDays", 0, MAX_DAYS);
          List<String> parts = fields.lines("chargeableParts", MAX_PARTS, MAX_SHORT);
          fields.check();
          return new RepairSteps.Inspect(
              estimateDays, parts.stream().map(personal::addText).toList(), when.at());
        });
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/repair-completion")
  ResponseEntity<?> repairCompletion(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId, request.withOptionalBody(), (fields, when) -> new RepairSteps.Complete(when));
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/repaired-unit-shipment")
  ResponseEntity<?> repairedUnitShipment(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) ->
            new RepairSteps.Ship(
                received.readIfTold(fields, "serialNumber"),
                fields.identifier("softwareVersion"),
                fields.bool("factoryDefault"),
                StepTaker.carriage(fields),
                steps.latestSoftware(caseId, when.at()),
                when));
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/repaired-unit-delivery")
  ResponseEntity<?> repairedUnitDelivery(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId, request.withOptionalBody(), (fields, when) -> new RepairSteps.Deliver(when));
  }

  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/operation-confirmation")
  ResponseEntity<?> operationConfirmation(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new RepairSteps.ConfirmOperation(when.at()));
  }
}
