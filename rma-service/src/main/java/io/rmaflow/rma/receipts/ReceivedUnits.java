package io.rmaflow.rma.receipts;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.KnownAs;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.rma.casefile.CaseCommands;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseIndex;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.CaseStories;
import io.rmaflow.rma.casefile.KnownUnits;
import io.rmaflow.rma.casefile.OpenCase;
import io.rmaflow.rma.casefile.Step;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import io.rmaflow.rma.casefile.Step.When;
import io.rmaflow.rma.casefile.TakeStep;
import io.rmaflow.rma.casefile.UnexpectedUnit;
import io.rmaflow.rma.casefile.UnexpectedUnits;
import io.rmaflow.rma.casefile.UnitLeg;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.rma.loaner.LoanerPool;
import io.rmaflow.rma.parts.loan.LoanerSteps;
import io.rmaflow.rma.parts.returnduty.ReturnSteps;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this service knows of a unit that lies on the bench, and where its receipt is recorded. */
@Component
class ReceivedUnits implements KnownUnits {

  private final CaseIndex cases;
  private final CaseStories stories;
  private final CaseCommands commands;
  private final LoanerPool loaners;
  private final Cover cover;
  private final BusinessClock clock;

  ReceivedUnits(
      CaseIndex cases,
      CaseStories stories,
      CaseCommands commands,
      LoanerPool loaners,
      Cover cover,
      BusinessClock clock) {
    this.cases = cases;
    this.stories = stories;
    this.commands = commands;
    this.loaners = loaners;
    this.cover = cover;
    this.clock = clock;
  }

  /**
   * Where a receipt was recorded.
   *
   * @param caseId the case that has it
   * @param leg the leg of the case
   * @param resource the resource of the case that records it, or ({@code received-unit-resolution})
   *     that it waits for
   * @param receivedId of a unit that is not the awaited one; null of one that is
   */
  public record RecordedReceipt(
      CaseId caseId, Leg leg, String resource, @Nullable String receivedId)
      implements ReceiptsResource.Received {}

  /** The open case that the unit belongs to, the oldest of several, and who has the unit. */
  @Override
  public KnownAs knownAs(SerialNumber unit) {
    Optional<CaseId> openCase =
        cases.openCases(unit).stream()
            .map(OpenCase::caseId)
            .findFirst()
            .or(() -> loaners.caseOf(unit));
    return openCase
        .map(caseId -> new KnownAs(caseId, customerOf(caseId)))
        .orElseGet(
            () ->
                new KnownAs(
                    null, cover.unit(unit, clock.now()).map(UnitCover::customerId).orElse(null)));
  }

  private @Nullable CustomerId customerOf(CaseId caseId) {
    return stories.state(caseId.value()).accepted().map(CaseFile::customerId).orElse(null);
  }

  /** Where the unit is known to go, of all cases, the oldest first. */
  public List<UnitLeg> legsOf(SerialNumber unit) {
    return legsNaming(unit.value()).stream().filter(leg -> leg.is(unit)).toList();
  }

  /** What would come under a tracking number, of all cases, the oldest first. */
  public List<UnitLeg> legsUnder(@Nullable String carrier, String trackingNumber) {
    return legsNaming(trackingNumber).stream()
        .filter(leg -> leg.comesUnder(carrier, trackingNumber))
        .toList();
  }

  private List<UnitLeg> legsNaming(String text) {
    return cases.naming(text).stream()
        .flatMap(caseId -> UnitLeg.of(stories.state(caseId.value())).stream())
        .toList();
  }

  /**
   * Where a unit goes that somebody says belongs to a case; empty where it is none of its units.
   *
   * @throws NotFound where there is no such case
   */
  Optional<Leg> legWithin(CaseId caseId, SerialNumber unit) {
    return UnitLeg.of(stories.state(caseId.value())).stream()
        .filter(leg -> leg.is(unit))
        .map(UnitLeg::leg)
        .findFirst();
  }

  /**
   * Records the receipt at a case, as the return of that leg or as a unit that nobody awaited.
   *
   * @throws NotFound where there is no such case
   * @throws io.rmaflow.kit.web.StateConflict where the case has no such leg, or has its receipt
   *     with other values
   */
  public RecordedReceipt record(
      CaseId caseId, Leg leg, ReceivedUnit unit, When when, Recording recording) {
    CaseState.Reported before = stories.state(caseId.value());
    boolean sentByTheVendor = leg == Leg.REPLACEMENT || leg == Leg.REPAIRED_UNIT;
    ReceivedUnit recorded =
        sentByTheVendor && unit.serialNumber() == null ? named(before, leg, unit) : unit;
    Step step =
        switch (leg) {
          case FAULTY_UNIT -> new ReturnSteps.ReceiveFaultyUnit(recorded, when);
          case LOANER -> new LoanerSteps.Receive(recorded, when);
          case REPLACEMENT, REPAIRED_UNIT -> new UnexpectedUnits.ComeBack(leg, recorded, when);
        };
    commands.send(new TakeStep(caseId, step), recording);
    return recordedAt(stories.state(caseId.value()), leg, recorded, when);
  }

  /** What the vendor sent says which unit it is where nobody can read it. */
  private static ReceivedUnit named(CaseState.Reported state, Leg leg, ReceivedUnit unit) {
    return UnitLeg.of(state).stream()
        .filter(known -> known.leg() == leg)
        .findFirst()
        .map(
            known ->
                new ReceivedUnit(
                    known.serialNumber(),
                    unit.unreadableReasonId(),
                    unit.condition(),
                    unit.knownAs()))
        .orElse(unit);
  }

  /** Where the receipt of this unit stands. */
  private static RecordedReceipt recordedAt(
      CaseState.Reported state, Leg leg, ReceivedUnit unit, When when) {
    String receivedId =
        state.accepted().stream()
            .flatMap(file -> file.findings().unexpected().stream())
            .map(UnexpectedUnit::received)
            .filter(one -> one.leg() == leg && isThis(one, unit, when))
            .map(UnexpectedUnitReceived::receivedId)
            .reduce((earlier, later) -> later)
            .orElse(null);
    return new RecordedReceipt(state.caseId(), leg, resource(leg, receivedId), receivedId);
  }

  private static boolean isThis(UnexpectedUnitReceived one, ReceivedUnit unit, When when) {
    SerialNumber read = unit.serialNumber();
    return read != null && one.received().equals(read) && when.agreesWith(one.receivedAt());
  }

  /** Which resource of the case tells of a receipt on this leg. */
  public static String resource(Leg leg, @Nullable String receivedId) {
    if (receivedId != null) {
      return "received-unit-resolution";
    }
    return leg == Leg.LOANER ? "loaner-return" : "faulty-unit-return";
  }
}
