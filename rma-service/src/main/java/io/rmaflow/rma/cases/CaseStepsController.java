package io.rmaflow.rma.cases;

import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.events.values.Values;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.onsite.OnSite;
import io.rmaflow.rma.override.Overrides;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of a case after its intake: one resource each, answered with the case as read back. */
@RestController
@RequestMapping("/api/cases/{caseId}")
class CaseStepsController {

  private static final int MAX_TEXT = 10_000;
  private static final int MAX_REASON = 2_000;
  private static final int MAX_ATTACHMENTS = 50;
  private static final int MAX_PRICE_YEN = 1_000_000_000;

  private final CaseSteps steps;
  private final CaseStories stories;
  private final CaseTables tables;
  private final PersonalStore personal;
  private final Cover cover;
  private final BusinessClock clock;
  private final Overrides overrides;
  private final ReceivedUnitReader received;

  CaseStepsController(
      CaseSteps steps,
      CaseStories stories,
      CaseTables tables,
      PersonalStore personal,
      Cover cover,
      BusinessClock clock,
      Overrides overrides,
      ReceivedUnitReader received) {
    this.steps = steps;
    this.stories = stories;
    this.tables = tables;
    this.personal = personal;
    this.cover = cover;
    this.clock = clock;
    this.overrides = overrides;
    this.received = received;
  }

  @PostMapping("/information-request")
  ResponseEntity<?> informationRequest(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) ->
            new CaseStep.RequestInformation(text(fields.text("text", MAX_TEXT)), when.at()));
  }

  @PostMapping("/information")
  ResponseEntity<?> information(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) ->
            new CaseStep.ProvideInformation(
                text(fields.text("text", MAX_TEXT)), attachments(fields), when.at()));
  }

  @PostMapping("/judgement")
  ResponseEntity<?> judgement(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new CaseStep.Judge(
                fields.requiredBool("hardwareFault"), reason(fields), nextRmaNumber(), when.at()));
  }

  @PostMapping("/equivalent-offer")
  ResponseEntity<?> equivalentOffer(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new CaseStep.OfferEquivalent(
                fields.requiredId("product", ProductCode::new), when.at()));
  }

  @PostMapping("/equivalent-answer")
  ResponseEntity<?> equivalentAnswer(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new CaseStep.AnswerEquivalent(
                fields.requiredBool("accepted"), latestOfTheOffer(caseId), when.at()));
  }

  @PostMapping("/replacement-shipment")
  ResponseEntity<?> replacementShipment(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          ProductCode product = fields.id("productCode", ProductCode::new);
          return new CaseStep.ShipReplacement(
              fields.requiredId("serialNumber", SerialNumber::new),
              product,
              fields.identifier("softwareVersion"),
              fields.bool("factoryDefault"),
              fields.enumValue("condition", Condition.class),
              carriage(fields),
              latestToShip(caseId, product, when.at()),
              when);
        });
  }

  @PostMapping("/replacement-delivery")
  ResponseEntity<?> replacementDelivery(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new CaseStep.DeliverReplacement(when));
  }

  @PostMapping("/faulty-unit-dispatch")
  ResponseEntity<?> faultyUnitDispatch(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new CaseStep.DispatchFaultyUnit(carriage(fields), when));
  }

  @PostMapping("/faulty-unit-return")
  ResponseEntity<?> faultyUnitReturn(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new CaseStep.ReceiveFaultyUnit(received.read(fields), when));
  }

  @PostMapping("/buy-out-request")
  ResponseEntity<?> buyOutRequest(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new CaseStep.RequestBuyOut(reason(fields), when.at()));
  }

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
          return new CaseStep.DecideBuyOut(
              agreed, price == null ? 0 : price, reason(fields), when.at());
        });
  }

  @PostMapping("/exclusion")
  ResponseEntity<?> exclusion(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) ->
            new CaseStep.FindExclusion(
                fields.requiredIdentifier("clause"),
                text(fields.text("found", MAX_TEXT)),
                when.at()));
  }

  @PostMapping("/cancellation")
  ResponseEntity<?> cancellation(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request.withOptionalBody(),
        (fields, when) -> new CaseStep.Cancel(reason(fields), when.at()));
  }

  @PostMapping("/note")
  ResponseEntity<?> note(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          String text = fields.requiredText("text", MAX_TEXT);
          fields.check();
          return new CaseStep.AddNote(personal.addText(text));
        });
  }

  @PostMapping("/override")
  ResponseEntity<?> override(@PathVariable String caseId, WriteRequest request) {
    Overrides.checkRole(request.caller());
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          String rule = fields.requiredIdentifier("rule");
          String reason = fields.requiredLine("reason", MAX_REASON);
          fields.check();
          overrides.check(caseId, rule);
          return new CaseStep.OverrideRule(rule, personal.addText(reason));
        });
  }

  @PostMapping("/correction")
  ResponseEntity<?> correction(@PathVariable String caseId, WriteRequest request) {
    return steps.take(
        caseId,
        request,
        (fields, when) -> {
          String ofEvent = fields.requiredIdentifier("ofEvent");
          String field = fields.requiredIdentifier("field");
          String value = fields.scalar("value", MAX_REASON);
          if (value == null || value.isBlank()) {
            fields.reject("value", "REQUIRED", "必須です。", "It is required.");
          }
          TextId reason = reason(fields);
          return new CaseStep.Correct(
              ofEvent,
              field,
              value == null ? "" : value,
              reason,
              fields.integer("visit", 1, OnSite.MAX_VISITS));
        });
  }

  // ---- what steps have in common

  private static CaseStep.Carriage carriage(Fields fields) {
    return new CaseStep.Carriage(
        fields.value("carrier", Values.NAME), fields.identifier("trackingNumber"));
  }

  private @Nullable TextId reason(Fields fields) {
    return text(fields.line("reason", MAX_REASON));
  }

  /** Free text is kept apart from the events, and only where every field is right. */
  private @Nullable TextId text(@Nullable String text) {
    return text == null ? null : personal.addText(text);
  }

  private static List<AttachmentRef> attachments(Fields fields) {
    return fields.objects("attachments", MAX_ATTACHMENTS).stream()
        .map(
            attachment ->
                new AttachmentRef(
                    attachment.requiredIdentifier("kind"),
                    attachment.requiredIdentifier("attachmentId")))
        .toList();
  }

  private RmaNumber nextRmaNumber() {
    return tables.nextRmaNumber(JapanTime.dateOf(clock.now()).getYear());
  }

  private @Nullable String latestOfTheOffer(String caseId) {
    Equivalent offered = stories.of(caseId).state().equivalent();
    return offered == null ? null : latest(offered.productCode(), clock.now());
  }

  /** CSB-15: the newest release of the product on the day of the shipment. */
  private @Nullable String latestToShip(
      String caseId, @Nullable ProductCode productCode, Instant dispatchedAt) {
    if (productCode != null) {
      return latest(productCode, dispatchedAt);
    }
    ShipmentOrdered order = stories.of(caseId).state().order();
    return order == null ? null : latest(order.productCode(), dispatchedAt);
  }

  private @Nullable String latest(ProductCode product, Instant at) {
    return cover.latestSoftwareVersion(product, JapanTime.dateOf(at)).orElse(null);
  }
}
