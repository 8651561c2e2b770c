package io.rmaflow.rma.repair;

import io.rmaflow.events.Message;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.NormalOperationConfirmed;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RepairCompleted;
import io.rmaflow.events.rma.CaseEvent.RepairEstimated;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitDelivered;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitShipped;
import io.rmaflow.events.rma.CaseEvent.UnitInspected;
import io.rmaflow.rma.cases.CaseDecisions;
import io.rmaflow.rma.cases.CaseState;
import io.rmaflow.rma.cases.CaseStep;
import io.rmaflow.rma.cases.CaseStep.Carriage;
import io.rmaflow.rma.cases.CaseStep.ReceivedUnit;
import io.rmaflow.rma.cases.CaseStep.When;
import io.rmaflow.rma.cases.Deciding;
import io.rmaflow.rma.cases.Decision;
import io.rmaflow.rma.cases.UnexpectedUnits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of a repair, which manufacturer maintenance and the warranty share. */
public final class RepairSteps {

  private static final Set<Procedure> REPAIRING =
      Set.of(Procedure.MANUFACTURER, Procedure.WARRANTY);

  private RepairSteps() {}

  /**
   * The vendor checked the faulty unit; only then can it say how long the repair takes (MFR-28,
   * WAR-19). Under cross-send-back nothing is repaired, but consumable parts are charged as well;
   * the case has ended with the receipt then (CSB-12).
   *
   * @param estimateDays absent where no estimate is given
   * @param chargeablePartIds consumables to be charged, each in words (CSB-12, MFR-14, WAR-17)
   */
  public record Inspect(@Nullable Integer estimateDays, List<TextId> chargeablePartIds, Instant at)
      implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      if (state.repair().inspected() != null) {
        return on.alreadyDecided();
      }
      boolean exchanged = on.follows(Procedure.CROSS_SEND_BACK) && !state.isCancelled();
      if (state.returned() == null || !(exchanged || (state.isOpen() && state.repairs()))) {
        return on.notInThisState();
      }
      if (exchanged && estimateDays != null) {
        return new Decision.Invalid(
            "estimateDays",
            "NO_REPAIR",
            new Message("修理は行わないため、指定できません。", "Nothing is repaired in this procedure."));
      }
      List<CaseEvent> events = new ArrayList<>();
      events.add(new UnitInspected(state.caseId(), state.issuedRmaNumber(), chargeablePartIds, at));
      if (estimateDays != null) {
        events.add(
            new RepairEstimated(
                state.caseId(), state.issuedRmaNumber(), state.customerId(), estimateDays, at));
      }
      return Decision.events(events.toArray(CaseEvent[]::new));
    }
  }

  /** The unit is repaired. */
  public record Complete(When when) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      return on.factOf(
          REPAIRING,
          state.repair().completed(),
          known -> Deciding.same(when, known.completedAt()),
          () ->
              Decision.events(
                  new RepairCompleted(state.caseId(), state.issuedRmaNumber(), when.at())));
    }
  }

  /**
   * The repaired unit left, with the latest software and at factory defaults unless otherwise said
   * (MFR-17), at the vendor's cost (SHP-6, SHP-9).
   *
   * <p>Where another unit has left than the one that was repaired, that is recorded, and the
   * repaired one is still to be sent.
   *
   * @param unit as read when it left; absent where nobody read it: it is taken to be the right one
   * @param latestSoftwareVersion of the product on that day; absent where none is known
   */
  public record Ship(
      @Nullable ReceivedUnit unit,
      @Nullable String softwareVersion,
      @Nullable Boolean factoryDefault,
      Carriage carriage,
      @Nullable String latestSoftwareVersion,
      When when)
      implements CaseStep.OfProcedure {

    /** Of the right unit. */
    public Ship(
        @Nullable String softwareVersion,
        @Nullable Boolean factoryDefault,
        Carriage carriage,
        @Nullable String latestSoftwareVersion,
        When when) {
      this(null, softwareVersion, factoryDefault, carriage, latestSoftwareVersion, when);
    }

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      SerialNumber read = unit == null ? null : unit.serialNumber();
      if (unit != null && read != null && !Deciding.sameUnit(read, toShip(state))) {
        return on.factForbidden(on.follows(REPAIRING))
            .orElseGet(
                () ->
                    UnexpectedUnits.received(
                        state,
                        Leg.REPAIRED_UNIT,
                        state.repair().shipped() == null ? state.serialNumber() : null,
                        unit,
                        when,
                        Deciding.shipment(
                            state, Leg.REPAIRED_UNIT, Direction.TO_CUSTOMER, carriage)));
      }
      return on.factOf(
          REPAIRING,
          state.repair().shipped(),
          known ->
              Deciding.sameOrLeftOut(softwareVersion, known.softwareVersion())
                  && Deciding.sameOrLeftOut(factoryDefault, known.factoryDefault())
                  && Deciding.same(carriage, known.shipment())
                  && Deciding.same(when, known.dispatchedAt()),
          () ->
              Decision.events(
                  new RepairedUnitShipped(
                      state.caseId(),
                      state.issuedRmaNumber(),
                      state.customerId(),
                      state.serialNumber(),
                      softwareVersion != null
                          ? softwareVersion
                          : CaseDecisions.softwareToShip(state, latestSoftwareVersion),
                      factoryDefault == null || factoryDefault,
                      Deciding.shipment(state, Leg.REPAIRED_UNIT, Direction.TO_CUSTOMER, carriage),
                      when.at())));
    }
  }

  /** It arrived; under the warranty that ends the case (WAR-20). */
  public record Deliver(When when) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      return on.factOf(
          REPAIRING,
          state.repair().delivered(),
          known -> Deciding.same(when, known.deliveredAt()),
          () ->
              Decision.events(
                  new RepairedUnitDelivered(
                      state.caseId(),
                      state.issuedRmaNumber(),
                      state.customerId(),
                      toShip(state),
                      when.at())));
    }
  }

  /** The customer's unit, or what was sent instead of it. */
  private static SerialNumber toShip(CaseState state) {
    RepairedUnitShipped shipped = state.repair().shipped();
    return shipped == null ? state.serialNumber() : shipped.serialNumber();
  }

  /** MFR-29: the customer runs normally on what came back, and no loaner is needed any more. */
  public record ConfirmOperation(Instant at) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      if (state.repair().confirmedAt() != null) {
        return on.alreadyDecided();
      }
      boolean back = state.repair().delivered() != null || state.delivered() != null;
      if (!state.isOpen() || !on.follows(Procedure.MANUFACTURER) || !back) {
        return on.notInThisState();
      }
      return Decision.events(
          new NormalOperationConfirmed(
              state.caseId(), state.issuedRmaNumber(), state.customerId(), at));
    }
  }
}
