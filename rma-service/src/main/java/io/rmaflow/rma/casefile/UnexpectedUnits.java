package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolution;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolved;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import io.rmaflow.rma.casefile.Step.When;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
      CaseFile file,
      Leg leg,
      @Nullable SerialNumber expected,
      ReceivedUnit unit,
      When when,
      @Nullable Shipment shipment) {
    UnexpectedUnitReceived received = event(file, leg, expected, unit, when.at(), shipment);
    boolean known =
        file.findings().unexpected().stream()
            .anyMatch(
                one ->
                    one.received().receivedId().equals(received.receivedId())
                        || (!when.stated() && isTheSameStillThere(one, received)));
    return known ? Decision.nothing() : Decision.events(received);
  }

  private static boolean isTheSameStillThere(UnexpectedUnit one, UnexpectedUnitReceived told) {
    return one.isOpen()
        && one.received().leg() == told.leg()
        && one.received().received().equals(told.received());
  }

  /** The event of {@link #received}. */
  public static UnexpectedUnitReceived event(
      CaseFile file,
      Leg leg,
      @Nullable SerialNumber expected,
      ReceivedUnit unit,
      Instant receivedAt,
      @Nullable Shipment shipment) {
    SerialNumber received = Objects.requireNonNull(unit.serialNumber(), "no serial number");
    return new UnexpectedUnitReceived(
        file.caseId(),
        file.issuedRmaNumber(),
        file.customerId(),
        idOf(file.caseId(), leg, received, receivedAt),
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

  /** A unit that the vendor sent comes back to it, undelivered: nobody awaits it. */
  public record ComeBack(Leg leg, ReceivedUnit unit, When when) implements Step.Fact {

    @Override
    public Decision decide(Deciding on) {
      // what cannot be read can only be a unit that the case is known to have sent
      return on.factForbidden(unit.serialNumber() != null)
          .orElseGet(() -> received(on.file(), leg, null, unit, when, null));
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
      implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.file().findings().unexpected().stream()
          .filter(one -> one.received().receivedId().equals(receivedId))
          .findFirst()
          .map(found -> found.isOpen() ? resolve(on, found.received()) : on.alreadyDecided())
          .orElseGet(
              () ->
                  on.conflict(
                      "NO_SUCH_RECEIVED_UNIT",
                      "この案件に、該当する想定外の受領品はありません。",
                      "No such unit was received in this case beside the awaited ones."));
    }

    private Decision resolve(Deciding on, UnexpectedUnitReceived unit) {
      ReceivedUnitResolved resolved =
          new ReceivedUnitResolved(
              on.caseId(),
              on.rmaNumber(),
              on.customerId(),
              receivedId,
              unit.received(),
              unit.leg(),
              resolution,
              belongsTo,
              reasonId,
              at);
      if (resolution != ReceivedUnitResolution.ACCEPTED_INSTEAD
          || !on.file().procedure().awaitsReturn(unit.leg())) {
        return Decision.events(resolved);
      }
      return on.file()
          .procedure()
          .insteadOfTheAwaited(on.file(), unit)
          .<Decision>map(
              fact ->
                  new Decision.Taken(
                      List.of(new Recorded(resolved, null), new Recorded(fact, unit.receivedAt()))))
          .orElseGet(
              () ->
                  on.conflict(
                      "NOTHING_AWAITED",
                      "この区間で待っている機器はないため、代わりに受け取ることはできません。",
                      "No unit is awaited on that leg, so none can be accepted in its place."));
    }
  }
}
