package io.rmaflow.rma.cases;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolution;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolved;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitShipped;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.rma.cases.CaseStep.ReceivedUnit;
import io.rmaflow.rma.cases.CaseStep.When;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Units that lie where another one was awaited. That they do is a fact and is recorded; what
 * follows from it somebody decides, and until then every duty stays as it is.
 */
public final class UnexpectedUnits {

  private UnexpectedUnits() {}

  /**
   * What comes of a unit that is not the awaited one; the same told again is no news.
   *
   * @param expected the awaited one; absent where none is
   * @param unit with its serial number
   * @param shipment of one that the vendor sent; absent for one that came in
   */
  public static Decision received(
      CaseState state,
      Leg leg,
      @Nullable SerialNumber expected,
      ReceivedUnit unit,
      When when,
      @Nullable Shipment shipment) {
    UnexpectedUnitReceived received = event(state, leg, expected, unit, when.at(), shipment);
    boolean known =
        state.unexpected().stream()
            .anyMatch(
                one ->
                    one.received().receivedId().equals(received.receivedId())
                        || (!when.stated() && isTheSameStillThere(one, received)));
    return known ? Decision.nothing() : Decision.events(received);
  }

  private static boolean isTheSameStillThere(UnexpectedUnit one, UnexpectedUnitReceived told) {
    return one.isOpen()
        && one.received().leg() == told.leg()
        && Deciding.sameUnit(one.received().received(), told.received());
  }

  /** The event of {@link #received}. */
  public static UnexpectedUnitReceived event(
      CaseState state,
      Leg leg,
      @Nullable SerialNumber expected,
      ReceivedUnit unit,
      Instant receivedAt,
      @Nullable Shipment shipment) {
    SerialNumber received = Objects.requireNonNull(unit.serialNumber(), "no serial number");
    return new UnexpectedUnitReceived(
        state.caseId(),
        state.issuedRmaNumber(),
        state.customerId(),
        idOf(state.caseId(), leg, received, receivedAt),
        expected,
        received,
        leg,
        unit.condition(),
        receivedAt,
        unit.knownAs(),
        shipment);
  }

  private static String idOf(CaseId caseId, Leg leg, SerialNumber received, Instant receivedAt) {
    String fact = caseId + " " + leg + " " + received + " " + receivedAt;
    return UUID.nameUUIDFromBytes(fact.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /**
   * Among those that nobody has decided on, the one that is this unit; a serial number that becomes
   * known or is corrected later may make it the awaited one.
   */
  static Optional<UnexpectedUnitReceived> openOn(CaseState state, Leg leg, SerialNumber unit) {
    return state.unexpected().stream()
        .filter(one -> one.isOpenOn(leg))
        .map(UnexpectedUnit::received)
        .filter(received -> Deciding.sameUnit(received.received(), unit))
        .findFirst();
  }

  /** A unit that the vendor sent comes back to it, undelivered: nobody awaits it. */
  public record ComeBack(Leg leg, ReceivedUnit unit, When when) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      // what cannot be read can only be a unit that the case is known to have sent
      return on.factForbidden(unit.serialNumber() != null)
          .orElseGet(() -> received(on.state(), leg, null, unit, when, null));
    }
  }

  /**
   * Somebody decides what becomes of a unit.
   *
   * @param belongsTo the case that it belongs to; absent otherwise
   */
  public record Resolve(
      String receivedId,
      ReceivedUnitResolution resolution,
      @Nullable CaseId belongsTo,
      @Nullable TextId reasonId,
      Instant at)
      implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      Optional<UnexpectedUnit> found =
          on.state().unexpected().stream()
              .filter(one -> one.received().receivedId().equals(receivedId))
              .findFirst();
      if (found.isEmpty()) {
        return on.conflict(
            "NO_SUCH_RECEIVED_UNIT",
            "この案件に、該当する想定外の受領品はありません。",
            "No such unit was received in this case beside the awaited ones.");
      }
      if (!found.get().isOpen()) {
        return on.alreadyDecided();
      }
      return resolution == ReceivedUnitResolution.ACCEPTED_INSTEAD
          ? accepted(on, found.get().received())
          : Decision.events(resolved(on.state(), found.get().received()));
    }

    private Decision accepted(Deciding on, UnexpectedUnitReceived unit) {
      CaseState state = on.state();
      ReceivedUnitResolved resolved = resolved(state, unit);
      if (unit.leg() == Leg.FAULTY_UNIT && on.follows(Procedure.ONSITE)) {
        return Decision.events(resolved); // collected on site, where nobody owes a return
      }
      return insteadOfTheAwaited(state, unit)
          .<Decision>map(
              fact -> {
                List<Recorded> recorded = new ArrayList<>();
                recorded.add(new Recorded(resolved, null));
                recorded.add(new Recorded(fact, unit.receivedAt()));
                return new Decision.Taken(recorded);
              })
          .orElseGet(
              () ->
                  on.conflict(
                      "NOTHING_AWAITED",
                      "この区間で待っている機器はないため、代わりに受け取ることはできません。",
                      "No unit is awaited on that leg, so none can be accepted in its place."));
    }

    private static Optional<CaseEvent> insteadOfTheAwaited(
        CaseState state, UnexpectedUnitReceived unit) {
      return switch (unit.leg()) {
        case FAULTY_UNIT ->
            state.returned() != null
                ? Optional.empty()
                : Optional.of(
                    new FaultyUnitReturned(
                        state.caseId(),
                        state.issuedRmaNumber(),
                        state.customerId(),
                        unit.received(),
                        unit.condition(),
                        unit.receivedAt()));
        case LOANER ->
            state.loan().returned() != null
                ? Optional.empty()
                : Optional.of(loanerReturned(state, unit));
        case REPAIRED_UNIT -> {
          Shipment shipment = unit.shipment();
          yield shipment == null || state.repair().shipped() != null
              ? Optional.empty()
              : Optional.of(
                  new RepairedUnitShipped(
                      state.caseId(),
                      state.issuedRmaNumber(),
                      state.customerId(),
                      unit.received(),
                      CaseDecisions.softwareToShip(state, null),
                      true,
                      shipment,
                      unit.receivedAt()));
        }
        case REPLACEMENT -> Optional.empty();
      };
    }

    private ReceivedUnitResolved resolved(CaseState state, UnexpectedUnitReceived unit) {
      return new ReceivedUnitResolved(
          state.caseId(),
          state.issuedRmaNumber(),
          state.customerId(),
          receivedId,
          unit.received(),
          unit.leg(),
          resolution,
          belongsTo,
          reasonId,
          at);
    }
  }

  static LoanerReturned loanerReturned(CaseState state, UnexpectedUnitReceived unit) {
    return new LoanerReturned(
        state.caseId(),
        state.issuedRmaNumber(),
        state.customerId(),
        unit.received(),
        unit.condition(),
        unit.receivedAt());
  }
}
