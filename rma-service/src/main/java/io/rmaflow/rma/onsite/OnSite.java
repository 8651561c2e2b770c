package io.rmaflow.rma.onsite;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.EngineerArrived;
import io.rmaflow.events.rma.CaseEvent.PartExchanged;
import io.rmaflow.events.rma.CaseEvent.RestorationReported;
import io.rmaflow.events.rma.CaseEvent.SecondVisitRequired;
import io.rmaflow.events.rma.CaseEvent.ServiceRestored;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import io.rmaflow.events.rma.CaseEvent.VisitPlanned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the visits of one case; immutable. There are two at most (ONS-16); what happened
 * at or after the decision on the second belongs to that one, whenever it becomes known.
 *
 * @param plans every plan, the last of a visit being the one that counts
 * @param arrivals at most one of each visit
 * @param units exchanges of the whole unit, at most one of each visit
 * @param parts exchanges of parts, in the order in which they became known
 */
public record OnSite(
    List<VisitPlanned> plans,
    List<EngineerArrived> arrivals,
    List<UnitExchanged> units,
    List<PartExchanged> parts,
    @Nullable SecondVisitRequired secondVisit,
    @Nullable ServiceRestored restored,
    @Nullable RestorationReported reported) {

  /** Nobody has been there. */
  public static final OnSite NONE =
      new OnSite(List.of(), List.of(), List.of(), List.of(), null, null, null);

  /** Copies the lists. */
  public OnSite {
    plans = List.copyOf(plans);
    arrivals = List.copyOf(arrivals);
    units = List.copyOf(units);
    parts = List.copyOf(parts);
  }

  /** Which visit something at this instant belongs to: 1, or 2. */
  public int visitAt(Instant at) {
    return secondVisit != null && !at.isBefore(secondVisit.requiredAt()) ? 2 : 1;
  }

  /** The arrival of that visit. */
  public Optional<EngineerArrived> arrival(int visit) {
    return arrivals.stream().filter(arrival -> arrival.visit() == visit).findFirst();
  }

  /** The exchange of the whole unit in that visit. */
  public Optional<UnitExchanged> unitExchange(int visit) {
    return units.stream().filter(unit -> visitAt(unit.exchangedAt()) == visit).findFirst();
  }

  /** Whether anything was exchanged in that visit. */
  public boolean exchangedIn(int visit) {
    return unitExchange(visit).isPresent()
        || parts.stream().anyMatch(part -> part.visit() == visit);
  }

  /** The visit that is the present one. */
  public int presentVisit() {
    return secondVisit == null ? 1 : 2;
  }

  /** The plan of the present visit that counts; the decision on a second may have set it. */
  public Optional<Instant> plannedFor() {
    Optional<Instant> planned =
        plans.stream()
            .filter(plan -> visitAt(plan.plannedAt()) == presentVisit())
            .reduce((earlier, later) -> later)
            .map(VisitPlanned::plannedFor);
    return planned.or(
        () -> Optional.ofNullable(secondVisit).flatMap(v -> Optional.ofNullable(v.plannedFor())));
  }

  /** Whether the customer holds a unit that the engineer brought. */
  public boolean unitWasExchanged() {
    return !units.isEmpty();
  }

  /** The same after one more event of the case; of any other event it is unchanged. */
  public OnSite evolve(CaseEvent event) {
    return switch (event) {
      case VisitPlanned e ->
          new OnSite(with(plans, e), arrivals, units, parts, secondVisit, restored, reported);
      case EngineerArrived e ->
          arrivals(with(without(arrivals, arrival -> arrival.visit() == e.visit()), e));
      case UnitExchanged e -> units(with(units, e));
      case PartExchanged e ->
          new OnSite(plans, arrivals, units, with(parts, e), secondVisit, restored, reported);
      case SecondVisitRequired e ->
          new OnSite(plans, arrivals, units, parts, e, restored, reported);
      case ServiceRestored e -> restored(e);
      case RestorationReported e ->
          new OnSite(plans, arrivals, units, parts, secondVisit, restored, e);
      default -> this;
    };
  }

  /** The same with these arrivals. */
  public OnSite arrivals(List<EngineerArrived> facts) {
    return new OnSite(plans, facts, units, parts, secondVisit, restored, reported);
  }

  /** The same with these exchanges. */
  public OnSite units(List<UnitExchanged> facts) {
    return new OnSite(plans, arrivals, facts, parts, secondVisit, restored, reported);
  }

  /** The same with this restoration. */
  public OnSite restored(ServiceRestored fact) {
    return new OnSite(plans, arrivals, units, parts, secondVisit, fact, reported);
  }

  private static <T> List<T> with(List<T> before, T further) {
    List<T> all = new ArrayList<>(before);
    all.add(further);
    return all;
  }

  private static <T> List<T> without(List<T> before, Predicate<T> left) {
    return before.stream().filter(left.negate()).toList();
  }
}
