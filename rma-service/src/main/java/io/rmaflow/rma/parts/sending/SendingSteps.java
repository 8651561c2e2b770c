package io.rmaflow.rma.parts.sending;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.CaseCancelled;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.EquivalentAccepted;
import io.rmaflow.events.rma.CaseEvent.EquivalentOffered;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.rma.casefile.Deciding;
import io.rmaflow.rma.casefile.Decision;
import io.rmaflow.rma.casefile.Step;
import io.rmaflow.rma.casefile.Step.Carriage;
import io.rmaflow.rma.casefile.Step.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The steps of the exchange unit and of an equivalent product (CSB-17, CSB-18, CSB-23, MFR-11). */
@Clause({"CSB-17", "CSB-18", "CSB-23", "MFR-11"})
public final class SendingSteps {

  /** CSB-18: the reason of a cancellation, not of a refusal. */
  @Clause("CSB-18")
  public static final String EQUIVALENT_DECLINED = "EQUIVALENT_DECLINED";

  private SendingSteps() {}

  /** The vendor offers an equivalent product (CSB-17, MFR-11, ONS-19). */
  @Clause({"CSB-17", "MFR-11", "ONS-19"})
  public record OfferEquivalent(ProductCode productCode, Instant at) implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.whileOpen(
          Sends.class,
          sends ->
              on.file().rmaNumber().isPresent()
                      && !sends.sending().isOut()
                      && sends.mayOfferEquivalent()
                  ? offered(on, sends)
                  : on.notInThisState());
    }

    private Decision offered(Deciding on, Sends sends) {
      List<CaseEvent> events = new ArrayList<>();
      events.add(new EquivalentOffered(on.caseId(), productCode, at));
      if (sends.orderIsOpen()) {
        events.addAll(Sends.calledOff(on.file(), Sends.EQUIVALENT_OFFERED));
      }
      return Decision.events(events);
    }
  }

  /**
   * The customer agrees or not (CSB-18).
   *
   * @param latestSoftwareVersion of the offered product; absent where none is known
   */
  @Clause("CSB-18")
  public record AnswerEquivalent(
      boolean accepted, @Nullable String latestSoftwareVersion, Instant at) implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.whileOpen(
          Sends.class,
          sends ->
              sends
                  .sending()
                  .equivalent()
                  .filter(offered -> offered.isPending() && !sends.sending().isOut())
                  .map(offered -> answered(on, sends, offered.productCode()))
                  .orElseGet(on::notInThisState));
    }

    private Decision answered(Deciding on, Sends sends, ProductCode product) {
      if (!accepted) {
        return Decision.events(new CaseCancelled(on.caseId(), EQUIVALENT_DECLINED, null, at));
      }
      EquivalentAccepted agreed = new EquivalentAccepted(on.caseId(), product, at);
      return sends.ordersWhatWasAgreed()
          ? Decision.events(
              agreed,
              Sends.order(
                  on.file().evolve(agreed),
                  on.policy(),
                  Leg.REPLACEMENT,
                  product,
                  on.file().softwareToShip(latestSoftwareVersion)))
          : Decision.events(agreed);
    }
  }

  /**
   * The exchange unit left (CSB-23). What is absent is filled in by the rule that decides it.
   *
   * @param latestSoftwareVersion of the shipped product now; absent where none is known (CSB-15)
   */
  @Clause("CSB-23")
  public record ShipReplacement(
      SerialNumber serialNumber,
      @Nullable ProductCode productCode,
      @Nullable String softwareVersion,
      @Nullable Boolean factoryDefault,
      @Nullable Condition condition,
      Carriage carriage,
      @Nullable String latestSoftwareVersion,
      When when)
      implements Step.Fact {

    @Override
    public Decision decide(Deciding on) {
      return onReplacement(
          on,
          sends ->
              sends
                  .forbidsShipping(on)
                  .orElseGet(
                      () ->
                          on.told(
                              sends.sending().shipped().orElse(null),
                              this::says,
                              () -> first(on, sends))));
    }

    private boolean says(ReplacementShipped known) {
      return serialNumber.equals(known.serialNumber())
          && Deciding.sameOrLeftOut(productCode, known.productCode())
          && Deciding.sameOrLeftOut(softwareVersion, known.softwareVersion())
          && Deciding.sameOrLeftOut(factoryDefault, known.factoryDefault())
          && Deciding.sameOrLeftOut(condition, known.condition())
          && Deciding.same(carriage, known.shipment())
          && when.agreesWith(known.dispatchedAt());
    }

    private Decision first(Deciding on, Sends sends) {
      if (on.isTheFaultyUnit(serialNumber)) {
        return Deciding.theFaultyUnitItself("serialNumber");
      }
      Optional<Refusal> refusal = sends.refusesToSend(condition);
      if (refusal.isPresent()) {
        return new Decision.Refused(List.of(refusal.get()));
      }
      Optional<ShipmentOrdered> order = sends.sending().order();
      ProductCode ordered =
          order.map(ShipmentOrdered::productCode).orElse(on.file().acceptance().productCode());
      String latest =
          latestSoftwareVersion != null
              ? latestSoftwareVersion
              : order.map(ShipmentOrdered::softwareVersion).orElse(null);
      return Decision.events(
          new ReplacementShipped(
              on.caseId(),
              on.rmaNumber(),
              on.customerId(),
              on.file().serialNumber(),
              serialNumber,
              productCode != null ? productCode : ordered,
              softwareVersion != null ? softwareVersion : on.file().softwareToShip(latest),
              factoryDefault == null || factoryDefault,
              condition != null ? condition : sends.condition(),
              on.shipment(Leg.REPLACEMENT, Direction.TO_CUSTOMER, carriage),
              when.at()));
    }
  }

  /** The exchange unit arrived (CSB-20). */
  @Clause("CSB-20")
  public record DeliverReplacement(When when) implements Step.Fact {

    @Override
    public Decision decide(Deciding on) {
      return onReplacement(
          on,
          sends ->
              on.told(
                  sends.sending().delivered().orElse(null),
                  known -> when.agreesWith(known.deliveredAt()),
                  () ->
                      Decision.events(
                          new ReplacementDelivered(
                              on.caseId(),
                              on.rmaNumber(),
                              on.customerId(),
                              on.file().serialNumber(),
                              sends
                                  .sending()
                                  .shipped()
                                  .map(ReplacementShipped::serialNumber)
                                  .orElse(null),
                              when.at()))));
    }
  }

  private static Decision onReplacement(Deciding on, Function<Sends, Decision> decide) {
    Optional<Sends> sends = on.file().part(Sends.class).filter(Sends::shipsReplacement);
    return on.factForbidden(sends.isPresent()).orElseGet(() -> decide.apply(sends.orElseThrow()));
  }
}
