package io.rmaflow.rma.parts.sending;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SUPPORT;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_NAME;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.CaseStories;
import io.rmaflow.rma.casefile.StepTaker;
import io.rmaflow.rma.casefile.StepTaker.Carried;
import io.rmaflow.rma.casefile.StepTaker.Occurrence;
import io.rmaflow.rma.casefile.StepTaker.Told;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of the exchange unit and of an equivalent product, one resource each. */
@RestController
@RequestMapping("/api/cases/{caseId}")
@Tag(name = "steps")
@Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
@Refuses(status = 412, codes = "VERSION_MISMATCH")
class SendingResource {

  private final StepTaker steps;
  private final CaseStories stories;
  private final BusinessClock clock;

  SendingResource(StepTaker steps, CaseStories stories, BusinessClock clock) {
    this.steps = steps;
    this.stories = stories;
    this.clock = clock;
  }

  /**
   * An offer.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param product its product code
   */
  record EquivalentOffer(Happened occurredAt, ProductCode product) implements Told {}

  /**
   * Offer a product of equivalent function.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/equivalent-offer")
  @InJapanese("同等機能の製品を提案します。")
  @Refuses(status = 409, codes = "NOT_IN_THIS_STATE")
  @Example("{\"product\": \"netregio3a-dhcp\"}")
  ResponseEntity<CaseAnswer> offerEquivalent(
      @PathVariable String caseId, @Valid @RequestBody EquivalentOffer body, WriteRequest call) {
    return steps.take(
        caseId, body, call, () -> new SendingSteps.OfferEquivalent(body.product(), body.at()));
  }

  /**
   * What the customer says to an offer.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param accepted whether the customer takes the product
   */
  record EquivalentAnswer(Happened occurredAt, boolean accepted) implements Told {}

  /**
   * Whether the customer takes the equivalent product.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/equivalent-answer")
  @InJapanese("同等品へのお客様の回答を記録します。")
  @Refuses(status = 409, codes = "NOT_IN_THIS_STATE")
  @Example("{\"accepted\": true}")
  ResponseEntity<CaseAnswer> answerEquivalent(
      @PathVariable String caseId, @Valid @RequestBody EquivalentAnswer body, WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () ->
            new SendingSteps.AnswerEquivalent(
                body.accepted(), latestOfTheOffer(caseId), body.at()));
  }

  /**
   * An exchange unit has left.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param serialNumber of the exchange unit
   * @param productCode the unit's where absent
   * @param softwareVersion the newest release, or the one asked for, where absent
   * @param factoryDefault whether it has the settings of the factory; true where absent
   * @param condition how the unit looks
   * @param carrier what the carrier is called
   * @param trackingNumber under which number the carrier has it
   */
  record ReplacementShipment(
      Happened occurredAt,
      SerialNumber serialNumber,
      @Nullable ProductCode productCode,
      @Identifier @Nullable String softwareVersion,
      @Nullable Boolean factoryDefault,
      @Nullable Condition condition,
      @Line(max = LONGEST_NAME) @Nullable String carrier,
      @Identifier @Nullable String trackingNumber)
      implements Told, Carried {}

  /**
   * The exchange unit has left.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/replacement-shipment")
  @InJapanese("交換機の発送を記録します。")
  @Clause("CSB-15")
  @Refuses(status = 400, codes = "IS_THE_FAULTY_UNIT")
  @Refuses(
      status = 409,
      codes = {
        "RMA_NUMBER_NOT_ISSUED",
        "NOT_IN_THIS_STATE",
        "FACT_ALREADY_RECORDED",
        "DOA_NOT_CERTIFIED"
      })
  @Refuses(status = 422, codes = "DOA_REQUIRES_NEW_UNIT")
  @Example(
      "{\"serialNumber\": \"NR2A-9001\", \"carrier\": \"ヤマト運輸\", \"trackingNumber\": \"1234-5678-9012\"}")
  ResponseEntity<CaseAnswer> shipReplacement(
      @PathVariable String caseId,
      @Valid @RequestBody ReplacementShipment body,
      WriteRequest call) {
    return steps.take(
        caseId,
        body,
        call,
        () ->
            new SendingSteps.ShipReplacement(
                body.serialNumber(),
                body.productCode(),
                body.softwareVersion(),
                body.factoryDefault(),
                body.condition(),
                body.carriage(),
                latestToShip(caseId, body.productCode(), body.at()),
                body.when()));
  }

  /**
   * The exchange unit has arrived.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/replacement-delivery")
  @InJapanese("交換機の到着を記録します。")
  @Refuses(
      status = 409,
      codes = {"RMA_NUMBER_NOT_ISSUED", "NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Example("{}")
  ResponseEntity<CaseAnswer> deliverReplacement(
      @PathVariable String caseId,
      @Valid @RequestBody(required = false) Occurrence body,
      WriteRequest call) {
    return steps.take(caseId, body, call, () -> new SendingSteps.DeliverReplacement(body.when()));
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
