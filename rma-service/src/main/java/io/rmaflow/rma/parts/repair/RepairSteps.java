package io.rmaflow.rma.parts.repair;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.NormalOperationConfirmed;
import io.rmaflow.events.rma.CaseEvent.RepairCompleted;
import io.rmaflow.events.rma.CaseEvent.RepairEstimated;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitDelivered;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitShipped;
import io.rmaflow.events.rma.CaseEvent.UnitInspected;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Deciding;
import io.rmaflow.rma.casefile.Decision;
import io.rmaflow.rma.casefile.Step;
import io.rmaflow.rma.casefile.Step.Carriage;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import io.rmaflow.rma.casefile.Step.When;
import io.rmaflow.rma.casefile.UnexpectedUnits;
import io.rmaflow.rma.parts.returnduty.FaultyUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a repair, which manufacturer maintenance and the warranty share. */
public final class RepairSteps {

  private RepairSteps() {}

  /**
   * The vendor checked the faulty unit; only then can it say how long the repair takes (MFR-28,
   * WAR-19). Under cross-send-back nothing is repaired, but consumable parts are charged as well;
   * the case has ended with the receipt then (CSB-12).
   *
   * @param estimateDays absent where no estimate is given
   * @param chargeablePartIds consumables to be charged, each in words (CSB-12, MFR-14, WAR-17)
   */
  @Clause({"MFR-28", "WAR-19", "CSB-12"})
  public record Inspect(@Nullable Integer estimateDays, List<TextId> chargeablePartIds, Instant at)
      implements Step {

    /** Copies the list. */
    public Inspect {
      chargeablePartIds = List.copyOf(chargeablePartIds);
    }

    @Override
    public Decision decide(Deciding on) {
      return on.onPart(Inspects.class, inspects -> inspected(on, inspects));
    }

    private Decision inspected(Deciding on, Inspects inspects) {
      CaseFile file = on.file();
      if (inspects.repair().inspected().isPresent()) {
        return on.alreadyDecided();
      }
      boolean repairs = inspects instanceof Repairs;
      boolean possible = repairs ? file.isOpen() : !file.isCancelled();
      if (file.its(FaultyUnit.Known.class).faultyUnit().returned().isEmpty() || !possible) {
        return on.notInThisState();
      }
      if (!repairs && estimateDays != null) {
        return new Decision.Invalid(
            "estimateDays",
            "NO_REPAIR",
            new Message("修理は行わないため、指定できません。", "Nothing is repaired in this procedure."));
      }
      List<CaseEvent> events = new ArrayList<>();
      events.add(new UnitInspected(on.caseId(), on.rmaNumber(), chargeablePartIds, at));
      if (estimateDays != null) {
        events.add(
            new RepairEstimated(on.caseId(), on.rmaNumber(), on.customerId(), estimateDays, at));
      }
      return Decision.events(events);
    }
  }

  /** The unit is repaired. */
  public record Complete(When when) implements Step.Fact {

    @Override
    public Decision decide(Deciding on) {
      return on.fact(
          Repairs.class,
          repairs ->
              on.told(
                  repairs.repair().completed().orElse(null),
                  known -> when.agreesWith(known.completedAt()),
                  () ->
                      Decision.events(
                          new RepairCompleted(on.caseId(), on.rmaNumber(), when.at()))));
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
  @Clause({"MFR-17", "SHP-6", "SHP-9"})
  public record Ship(
      @Nullable ReceivedUnit unit,
      @Nullable String softwareVersion,
      @Nullable Boolean factoryDefault,
      Carriage carriage,
      @Nullable String latestSoftwareVersion,
      When when)
      implements Step.Fact {

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
      return on.fact(Repairs.class, repairs -> shipped(on, repairs.repair()));
    }

    private Decision shipped(Deciding on, Repair known) {
      if (unit != null && unit.isAnotherThan(known.toShip(on.file()))) {
        return UnexpectedUnits.received(
            on.file(),
            Leg.REPAIRED_UNIT,
            known.shipped().isPresent() ? null : on.file().serialNumber(),
            unit,
            when,
            on.shipment(Leg.REPAIRED_UNIT, Direction.TO_CUSTOMER, carriage));
      }
      return on.told(
          known.shipped().orElse(null),
          fact ->
              Deciding.sameOrLeftOut(softwareVersion, fact.softwareVersion())
                  && Deciding.sameOrLeftOut(factoryDefault, fact.factoryDefault())
                  && Deciding.same(carriage, fact.shipment())
                  && when.agreesWith(fact.dispatchedAt()),
          () ->
              Decision.events(
                  new RepairedUnitShipped(
                      on.caseId(),
                      on.rmaNumber(),
                      on.customerId(),
                      on.file().serialNumber(),
                      softwareVersion != null
                          ? softwareVersion
                          : on.file().softwareToShip(latestSoftwareVersion),
                      factoryDefault == null || factoryDefault,
                      on.shipment(Leg.REPAIRED_UNIT, Direction.TO_CUSTOMER, carriage),
                      when.at())));
    }
  }

  /** It arrived; under the warranty that ends the case (WAR-20). */
  @Clause("WAR-20")
  public record Deliver(When when) implements Step.Fact {

    @Override
    public Decision decide(Deciding on) {
      return on.fact(
          Repairs.class,
          repairs ->
              on.told(
                  repairs.repair().delivered().orElse(null),
                  known -> when.agreesWith(known.deliveredAt()),
                  () ->
                      Decision.events(
                          new RepairedUnitDelivered(
                              on.caseId(),
                              on.rmaNumber(),
                              on.customerId(),
                              repairs.repair().toShip(on.file()),
                              when.at()))));
    }
  }

  /** MFR-29: the customer runs normally on what came back, and no loaner is needed any more. */
  @Clause("MFR-29")
  public record ConfirmOperation(Instant at) implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.onPart(Repairs.class, repairs -> confirmed(on, repairs));
    }

    private Decision confirmed(Deciding on, Repairs repairs) {
      if (repairs.repair().runsAgain().isPresent()) {
        return on.alreadyDecided();
      }
      return on.file().isOpen() && repairs.operationIsConfirmed() && repairs.isBack()
          ? Decision.events(
              new NormalOperationConfirmed(on.caseId(), on.rmaNumber(), on.customerId(), at))
          : on.notInThisState();
    }
  }
}
