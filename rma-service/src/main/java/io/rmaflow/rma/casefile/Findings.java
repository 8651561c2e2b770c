package io.rmaflow.rma.casefile;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DemandGranted;
import io.rmaflow.events.rma.CaseEvent.DemandRefused;
import io.rmaflow.events.rma.CaseEvent.ExclusionFound;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolved;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What turned up in the course of a case; immutable.
 *
 * @param exclusions found after the acceptance, oldest first
 * @param demands what was asked for beyond the service, oldest first
 * @param unexpected units that came where another was awaited, in the order in which they came
 */
public record Findings(
    List<ExclusionFound> exclusions, List<CaseEvent> demands, List<UnexpectedUnit> unexpected) {

  static final Findings NONE = new Findings(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Findings {
    exclusions = List.copyOf(exclusions);
    demands = List.copyOf(demands);
    unexpected = List.copyOf(unexpected);
  }

  /**
   * Among those that nobody has decided on, the one that is this unit; a serial number that becomes
   * known or is corrected later may make it the awaited one.
   */
  public Optional<UnexpectedUnitReceived> openOn(Leg leg, SerialNumber unit) {
    return unexpected.stream()
        .filter(one -> one.isOpenOn(leg))
        .map(UnexpectedUnit::received)
        .filter(received -> received.received().equals(unit))
        .findFirst();
  }

  Findings evolve(CaseEvent event) {
    return switch (event) {
      case ExclusionFound e -> new Findings(and(exclusions, e), demands, unexpected);
      case DemandGranted e -> new Findings(exclusions, and(demands, e), unexpected);
      case DemandRefused e -> new Findings(exclusions, and(demands, e), unexpected);
      case UnexpectedUnitReceived e ->
          with(
              Stream.concat(unexpected.stream(), Stream.of(new UnexpectedUnit(e, null)))
                  .sorted(
                      Comparator.comparing((UnexpectedUnit one) -> one.received().receivedAt())
                          .thenComparing(one -> one.received().receivedId())));
      case ReceivedUnitResolved e ->
          with(
              unexpected.stream()
                  .map(
                      one ->
                          one.received().receivedId().equals(e.receivedId())
                              ? new UnexpectedUnit(one.received(), e)
                              : one));
      // the awaited one after all: which loaner was sent became known, or was corrected
      case LoanerReturned e ->
          with(
              unexpected.stream()
                  .filter(one -> !(one.isOpenOn(Leg.LOANER) && isThis(one.received(), e))));
      default -> this;
    };
  }

  /** Whether the return tells of that unit. */
  public static boolean isThis(UnexpectedUnitReceived unit, LoanerReturned returned) {
    return unit.received().equals(returned.serialNumber())
        && returned.receivedAt().equals(unit.receivedAt());
  }

  private Findings with(Stream<UnexpectedUnit> units) {
    return new Findings(exclusions, demands, units.toList());
  }

  private static <T> List<T> and(List<T> before, T further) {
    return Stream.concat(before.stream(), Stream.of(further)).toList();
  }
}
