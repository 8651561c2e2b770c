package io.rmaflow.rma.parts.returnduty;

import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.BuyOutAgreed;
import io.rmaflow.events.rma.CaseEvent.BuyOutDeclined;
import io.rmaflow.events.rma.CaseEvent.BuyOutRequested;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.rma.casefile.Deciding;
import io.rmaflow.rma.casefile.Decision;
import io.rmaflow.rma.casefile.Step;
import io.rmaflow.rma.casefile.Step.Carriage;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import io.rmaflow.rma.casefile.Step.When;
import io.rmaflow.rma.casefile.UnexpectedUnits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The steps of the faulty unit on its way home, and of the wish to keep it. */
public final class ReturnSteps {

  private ReturnSteps() {}

  /** The customer handed the faulty unit to the carrier. */
  @Clause("A-09")
  public record DispatchFaultyUnit(Carriage carriage, When when) implements Step.Fact {

    @Override
    public Decision decide(Deciding on) {
      return on.fact(
          FaultyUnit.Awaited.class,
          awaiting ->
              on.told(
                  awaiting.faultyUnit().handedOver().orElse(null),
                  known ->
                      Deciding.same(carriage, known.shipment())
                          && when.agreesWith(known.customerShippedAt()),
                  () ->
                      Decision.events(
                          new FaultyUnitDispatched(
                              on.caseId(),
                              on.rmaNumber(),
                              on.customerId(),
                              on.file().serialNumber(),
                              on.shipment(Leg.FAULTY_UNIT, Direction.TO_VENDOR, carriage),
                              when.at()))));
    }
  }

  /** The vendor received the faulty unit. */
  public record ReceiveFaultyUnit(ReceivedUnit unit, When when) implements Step.Fact {

    /** One whose serial number was read. */
    public ReceiveFaultyUnit(SerialNumber serialNumber, @Nullable Condition condition, When when) {
      this(new ReceivedUnit(serialNumber, condition), when);
    }

    @Override
    public Decision decide(Deciding on) {
      return on.fact(FaultyUnit.Awaited.class, awaiting -> received(on, awaiting.faultyUnit()));
    }

    private Decision received(Deciding on, FaultyUnit known) {
      SerialNumber awaited = known.awaited(on.file());
      if (unit.isAnotherThan(awaited)) {
        return UnexpectedUnits.received(
            on.file(),
            Leg.FAULTY_UNIT,
            known.returned().isPresent() ? null : awaited,
            unit,
            when,
            null);
      }
      return on.told(
          known.returned().orElse(null),
          fact ->
              Deciding.sameOrLeftOut(unit.condition(), fact.condition())
                  && when.agreesWith(fact.receivedAt()),
          () ->
              Decision.events(
                  new FaultyUnitReturned(
                      on.caseId(),
                      on.rmaNumber(),
                      on.customerId(),
                      on.file().serialNumber(),
                      unit.condition(),
                      when.at(),
                      unit.unreadableReasonId())));
    }
  }

  /** The customer wants to keep the faulty unit (CSB-27). */
  @Clause("CSB-27")
  public record RequestBuyOut(@Nullable TextId reasonId, Instant at) implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.whileOpen(BuyOut.Possible.class, possible -> requested(on, possible.buyOut()));
    }

    private Decision requested(Deciding on, BuyOut buyOut) {
      boolean hasLeft =
          on.file().part(FaultyUnit.Known.class).filter(k -> k.faultyUnit().hasLeft()).isPresent();
      if (on.file().rmaNumber().isEmpty() || hasLeft) {
        return on.notInThisState();
      }
      return switch (buyOut) {
        case BuyOut.NotWanted _, BuyOut.Declined _ ->
            Decision.events(new BuyOutRequested(on.caseId(), reasonId, at));
        case BuyOut.Pending _, BuyOut.Agreed _ ->
            on.conflict(
                "BUY_OUT_ALREADY_REQUESTED",
                "買取は依頼済みです。",
                "The buy-out has been asked for already.");
      };
    }
  }

  /**
   * The vendor answers.
   *
   * @param priceYen whole yen; only of meaning where agreed
   */
  @Clause("A-59")
  public record DecideBuyOut(boolean agreed, long priceYen, @Nullable TextId reasonId, Instant at)
      implements Step {

    @Override
    public Decision decide(Deciding on) {
      boolean pending =
          on.file()
              .part(BuyOut.Possible.class)
              .filter(possible -> possible.buyOut() instanceof BuyOut.Pending)
              .isPresent();
      boolean returned =
          on.file()
              .part(FaultyUnit.Known.class)
              .filter(known -> known.faultyUnit().returned().isPresent())
              .isPresent();
      if (!on.file().isOpen() || !pending || returned) {
        return on.conflict(
            "NO_BUY_OUT_PENDING", "回答待ちの買取依頼はありません。", "No buy-out waits for an answer.");
      }
      return Decision.events(
          agreed
              ? new BuyOutAgreed(on.caseId(), priceYen, at, reasonId)
              : new BuyOutDeclined(on.caseId(), at, reasonId));
    }
  }
}
