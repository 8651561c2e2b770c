package io.rmaflow.rma.parts.sending;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.rma.casefile.CaseStories;
import io.rmaflow.rma.casefile.StepTaker;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of the exchange unit and of an equivalent product, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
class SendingResource {

  private final StepTaker steps;
  private final CaseStories stories;
  private final BusinessClock clock;

  SendingResource(StepTaker steps, CaseStories stories, BusinessClock clock) {
    this.steps = steps;
    this.stories = stories;
    this.clock = clock;
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/equivalent-offer")
  ResponseEntity<?> equivalentOffer(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new SendingSteps.OfferEquivalent(
                fields.requiredId("product", ProductCode::new), when.at()));
  }

  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/equivalent-answer")
  ResponseEntity<?> equivalentAnswer(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new SendingSteps.AnswerEquivalent(
                fields.requiredBool("accepted"), latestOfTheOffer(caseId), when.at()));
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/replacement-shipment")
  ResponseEntity<?> replacementShipment(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          ProductCode product = fields.id("productCode", ProductCode::new);
          return new SendingSteps.ShipReplacement(
              fields.requiredId("serialNumber", SerialNumber::new),
              product,
              fields.identifier("softwareVersion"),
              fields.bool("factoryDefault"),
              fields.enumValue("condition", Condition.class),
              StepTaker.carriage(fields),
              latestToShip(caseId, product, when.at()),
              when);
        });
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/replacement-delivery")
  ResponseEntity<?> replacementDelivery(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new SendingSteps.DeliverReplacement(when));
  }

  private @Nullable String latestOfTheOffer(String caseId) {
    return sending(caseId)
        .flatMap(Sending::equivalent)
        .map(offered -> steps.latestSoftware(offered.productCode(), clock.now()))
        .orElse(null);
  }

  /** CSB-15: the newest release of the product on the day of the shipment. */
  @Clause("CSB-15")
  private @Nullable String latestToShip(
      String caseId, @Nullable ProductCode productCode, Instant dispatchedAt) {
    return Optional.ofNullable(productCode)
        .or(() -> sending(caseId).flatMap(Sending::order).map(ShipmentOrdered::productCode))
        .map(product -> steps.latestSoftware(product, dispatchedAt))
        .orElse(null);
  }

  private Optional<Sending> sending(String caseId) {
    return stories
        .state(caseId)
        .accepted()
        .flatMap(file -> file.part(Sends.class))
        .map(Sends::sending);
  }
}
