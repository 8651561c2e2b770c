package io.rmaflow.rma.manufacturer;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerDelivered;
import io.rmaflow.events.rma.CaseEvent.LoanerDispatched;
import io.rmaflow.events.rma.CaseEvent.LoanerOperationConfirmed;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.cases.CaseDecisions;
import io.rmaflow.rma.cases.CaseState;
import io.rmaflow.rma.cases.CaseStep;
import io.rmaflow.rma.cases.CaseStep.Carriage;
import io.rmaflow.rma.cases.CaseStep.ReceivedUnit;
import io.rmaflow.rma.cases.CaseStep.When;
import io.rmaflow.rma.cases.Deciding;
import io.rmaflow.rma.cases.Decision;
import io.rmaflow.rma.cases.Recorded;
import io.rmaflow.rma.cases.UnexpectedUnits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of the loaner (MFR-23 to MFR-26, MFR-30). */
public final class LoanerSteps {

  private static final Set<Procedure> LOANING = Set.of(Procedure.MANUFACTURER);

  private LoanerSteps() {}

  /**
   * A loaner left at the vendor's cost (SHP-5), at factory defaults and with the latest software
   * unless another was asked for (MFR-24, MFR-25).
   *
   * @param latestSoftwareVersion of the product on that day; absent where none is known
   * @param promisedElsewhere whether the pool has promised this loaner to another case
   */
  public record Ship(
      SerialNumber serialNumber,
      @Nullable String softwareVersion,
      @Nullable Boolean factoryDefault,
      Carriage carriage,
      @Nullable String latestSoftwareVersion,
      boolean promisedElsewhere,
      When when)
      implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      return on.factOf(
          LOANING,
          on.state().loan().shipped(),
          known ->
              Deciding.sameUnit(serialNumber, known.serialNumber())
                  && Deciding.sameOrLeftOut(softwareVersion, known.softwareVersion())
                  && Deciding.sameOrLeftOut(factoryDefault, known.factoryDefault())
                  && Deciding.same(carriage, known.shipment())
                  && Deciding.same(when, known.dispatchedAt()),
          () -> first(on));
    }

    private Decision first(Deciding on) {
      CaseState state = on.state();
      if (Deciding.sameUnit(serialNumber, state.serialNumber())) {
        return Deciding.theFaultyUnitItself("serialNumber");
      }
      if (promisedElsewhere) {
        return on.conflict(
            "LOANER_PROMISED_ELSEWHERE",
            "この貸出機は別の案件に割り当て済みです。",
            "This loaner is promised to another case.");
      }
      List<Recorded> recorded = new ArrayList<>();
      recorded.add(
          new Recorded(
              new LoanerShipped(
                  state.caseId(),
                  state.issuedRmaNumber(),
                  state.customerId(),
                  state.serialNumber(),
                  serialNumber,
                  softwareVersion != null
                      ? softwareVersion
                      : CaseDecisions.softwareToShip(state, latestSoftwareVersion),
                  factoryDefault == null || factoryDefault,
                  Deciding.shipment(state, Leg.LOANER, Direction.TO_CUSTOMER, carriage),
                  when.at()),
              null));
      anotherCame(state).ifPresent(recorded::add);
      return new Decision.Taken(recorded);
    }

    /** What was taken for the loaner while nobody had said which one had left. */
    private Optional<Recorded> anotherCame(CaseState state) {
      LoanerReturned returned = state.loan().returned();
      SerialNumber read = returned == null ? null : returned.serialNumber();
      return returned == null || read == null || Deciding.sameUnit(read, serialNumber)
          ? Optional.empty()
          : Optional.of(
              new Recorded(
                  UnexpectedUnits.event(
                      state,
                      Leg.LOANER,
                      serialNumber,
                      new ReceivedUnit(read, returned.condition()),
                      returned.receivedAt(),
                      null),
                  returned.receivedAt()));
    }
  }

  /** It arrived; no day was ever promised for that (MFR-19). */
  public record Deliver(When when) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      return on.factOf(
          LOANING,
          state.loan().delivered(),
          known -> Deciding.same(when, known.deliveredAt()),
          () ->
              Decision.events(
                  new LoanerDelivered(
                      state.caseId(),
                      state.issuedRmaNumber(),
                      state.customerId(),
                      serial(state),
                      when.at())));
    }
  }

  /** MFR-26: the customer runs normally on the loaner. */
  public record Confirm(Instant at) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      if (state.loan().confirmedAt() != null) {
        return on.alreadyDecided();
      }
      if (!state.isOpen() || state.loan().delivered() == null) {
        return on.notInThisState();
      }
      return Decision.events(
          new LoanerOperationConfirmed(
              state.caseId(), state.issuedRmaNumber(), state.customerId(), at));
    }
  }

  /**
   * MFR-30: the loaner is asked back only once normal operation is confirmed, and that records it
   * by itself; asked for by hand it comes too early or was recorded already.
   */
  public record Recall() implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      return on.state().loan().returnRequestedAt() != null
          ? on.alreadyDecided()
          : on.notInThisState();
    }
  }

  /** The customer handed it to the carrier, at the customer's cost (SHP-7). */
  public record HandOver(Carriage carriage, When when) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      return on.factOf(
          LOANING,
          state.loan().handedOver(),
          known ->
              Deciding.same(carriage, known.shipment())
                  && Deciding.same(when, known.customerShippedAt()),
          () ->
              Decision.events(
                  new LoanerDispatched(
                      state.caseId(),
                      state.issuedRmaNumber(),
                      state.customerId(),
                      serial(state),
                      Deciding.shipment(state, Leg.LOANER, Direction.TO_VENDOR, carriage),
                      when.at())));
    }
  }

  /** The vendor received it. */
  public record Receive(ReceivedUnit unit, When when) implements CaseStep.OfProcedure {

    /** One whose serial number was read. */
    public Receive(SerialNumber serialNumber, @Nullable Condition condition, When when) {
      this(new ReceivedUnit(serialNumber, condition), when);
    }

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      LoanerReturned returned = state.loan().returned();
      SerialNumber awaited = returned == null ? serial(state) : returned.serialNumber();
      SerialNumber read = unit.serialNumber();
      if (read != null && awaited != null && !Deciding.sameUnit(read, awaited)) {
        return on.factForbidden(on.follows(LOANING))
            .orElseGet(
                () ->
                    UnexpectedUnits.received(
                        state, Leg.LOANER, returned == null ? awaited : null, unit, when, null));
      }
      return on.factOf(
          LOANING,
          returned,
          known ->
              Deciding.sameOrLeftOut(unit.condition(), known.condition())
                  && Deciding.same(when, known.receivedAt()),
          () ->
              Decision.events(
                  new LoanerReturned(
                      state.caseId(),
                      state.issuedRmaNumber(),
                      state.customerId(),
                      awaited == null ? read : awaited,
                      unit.condition(),
                      when.at(),
                      unit.unreadableReasonId())));
    }
  }

  private static @Nullable SerialNumber serial(CaseState state) {
    LoanerShipped shipped = state.loan().shipped();
    return shipped == null ? null : shipped.serialNumber();
  }
}
