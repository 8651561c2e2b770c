package io.rmaflow.rma.parts.loan;

import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerDelivered;
import io.rmaflow.events.rma.CaseEvent.LoanerDispatched;
import io.rmaflow.events.rma.CaseEvent.LoanerOperationConfirmed;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.rma.casefile.Deciding;
import io.rmaflow.rma.casefile.Decision;
import io.rmaflow.rma.casefile.Recorded;
import io.rmaflow.rma.casefile.Step;
import io.rmaflow.rma.casefile.Step.Carriage;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import io.rmaflow.rma.casefile.Step.When;
import io.rmaflow.rma.casefile.UnexpectedUnits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of the loaner (MFR-23 to MFR-26, MFR-30). */
@Clause({"MFR-23", "MFR-24", "MFR-25", "MFR-26", "MFR-30"})
public final class LoanerSteps {

  private LoanerSteps() {}

  /**
   * A loaner left at the vendor's cost (SHP-5), at factory defaults and with the latest software
   * unless another was asked for (MFR-24, MFR-25).
   *
   * @param latestSoftwareVersion of the product on that day; absent where none is known
   * @param promisedElsewhere whether the pool has promised this loaner to another case
   */
  @Clause({"SHP-5", "MFR-24", "MFR-25"})
  public record Ship(
      SerialNumber serialNumber,
      @Nullable String softwareVersion,
      @Nullable Boolean factoryDefault,
      Carriage carriage,
      @Nullable String latestSoftwareVersion,
      boolean promisedElsewhere,
      When when)
      implements Step.Fact {

    @Override
    public Decision decide(Deciding on) {
      return on.fact(
          Lends.class,
          lends ->
              on.told(
                  lends.loan().shipped().orElse(null), this::says, () -> first(on, lends.loan())));
    }

    private boolean says(LoanerShipped known) {
      return serialNumber.equals(known.serialNumber())
          && Deciding.sameOrLeftOut(softwareVersion, known.softwareVersion())
          && Deciding.sameOrLeftOut(factoryDefault, known.factoryDefault())
          && Deciding.same(carriage, known.shipment())
          && when.agreesWith(known.dispatchedAt());
    }

    private Decision first(Deciding on, Loan loan) {
      if (on.isTheFaultyUnit(serialNumber)) {
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
                  on.caseId(),
                  on.rmaNumber(),
                  on.customerId(),
                  on.file().serialNumber(),
                  serialNumber,
                  softwareVersion != null
                      ? softwareVersion
                      : on.file().softwareToShip(latestSoftwareVersion),
                  factoryDefault == null || factoryDefault,
                  on.shipment(Leg.LOANER, Direction.TO_CUSTOMER, carriage),
                  when.at()),
              null));
      anotherCame(on, loan).ifPresent(recorded::add);
      return new Decision.Taken(recorded);
    }

    /** What was taken for the loaner while nobody had said which one had left. */
    private Optional<Recorded> anotherCame(Deciding on, Loan loan) {
      return loan.returned()
          .filter(fact -> fact.serialNumber() != null && !serialNumber.equals(fact.serialNumber()))
          .map(
              fact ->
                  new Recorded(
                      UnexpectedUnits.event(
                          on.file(),
                          Leg.LOANER,
                          serialNumber,
                          new ReceivedUnit(
                              Objects.requireNonNull(fact.serialNumber()), fact.condition()),
                          fact.receivedAt(),
                          null),
                      fact.receivedAt()));
    }
  }

  /** It arrived; no day was ever promised for that (MFR-19). */
  @Clause("MFR-19")
  public record Deliver(When when) implements Step.Fact {

    @Override
    public Decision decide(Deciding on) {
      return on.fact(
          Lends.class,
          lends ->
              on.told(
                  lends.loan().delivered().orElse(null),
                  known -> when.agreesWith(known.deliveredAt()),
                  () ->
                      Decision.events(
                          new LoanerDelivered(
                              on.caseId(),
                              on.rmaNumber(),
                              on.customerId(),
                              lends.loan().serialNumber().orElse(null),
                              when.at()))));
    }
  }

  /** MFR-26: the customer runs normally on the loaner. */
  @Clause("MFR-26")
  public record Confirm(Instant at) implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.onPart(Lends.class, lends -> confirmed(on, lends.loan()));
    }

    private Decision confirmed(Deciding on, Loan loan) {
      if (loan.confirmed().isPresent()) {
        return on.alreadyDecided();
      }
      return on.file().isOpen() && loan.delivered().isPresent()
          ? Decision.events(
              new LoanerOperationConfirmed(on.caseId(), on.rmaNumber(), on.customerId(), at))
          : on.notInThisState();
    }
  }

  /**
   * MFR-30: the loaner is asked back only once normal operation is confirmed, and that records it
   * by itself; asked for by hand it comes too early or was recorded already.
   */
  @Clause("MFR-30")
  public record Recall() implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.onPart(
          Lends.class,
          lends ->
              lends.loan().askedBackAt().isPresent() ? on.alreadyDecided() : on.notInThisState());
    }
  }

  /** The customer handed it to the carrier, at the customer's cost (SHP-7). */
  @Clause("SHP-7")
  public record HandOver(Carriage carriage, When when) implements Step.Fact {

    @Override
    public Decision decide(Deciding on) {
      return on.fact(
          Lends.class,
          lends ->
              on.told(
                  lends.loan().handedOver().orElse(null),
                  known ->
                      Deciding.same(carriage, known.shipment())
                          && when.agreesWith(known.customerShippedAt()),
                  () ->
                      Decision.events(
                          new LoanerDispatched(
                              on.caseId(),
                              on.rmaNumber(),
                              on.customerId(),
                              lends.loan().serialNumber().orElse(null),
                              on.shipment(Leg.LOANER, Direction.TO_VENDOR, carriage),
                              when.at()))));
    }
  }

  /** The vendor received it. */
  public record Receive(ReceivedUnit unit, When when) implements Step.Fact {

    /** One whose serial number was read. */
    public Receive(SerialNumber serialNumber, @Nullable Condition condition, When when) {
      this(new ReceivedUnit(serialNumber, condition), when);
    }

    @Override
    public Decision decide(Deciding on) {
      return on.fact(Lends.class, lends -> received(on, lends.loan()));
    }

    private Decision received(Deciding on, Loan loan) {
      SerialNumber awaited = loan.awaited().orElse(null);
      if (unit.isAnotherThan(awaited)) {
        return UnexpectedUnits.received(
            on.file(), Leg.LOANER, loan.returned().isPresent() ? null : awaited, unit, when, null);
      }
      return on.told(
          loan.returned().orElse(null),
          known ->
              Deciding.sameOrLeftOut(unit.condition(), known.condition())
                  && when.agreesWith(known.receivedAt()),
          () ->
              Decision.events(
                  new LoanerReturned(
                      on.caseId(),
                      on.rmaNumber(),
                      on.customerId(),
                      awaited == null ? unit.serialNumber() : awaited,
                      unit.condition(),
                      when.at(),
                      unit.unreadableReasonId())));
    }
  }
}
