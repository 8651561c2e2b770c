package io.rmaflow.rma.onsite;

import io.rmaflow.events.TextId;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the visits of one case; immutable. There are two at most (ONS-16); what happened
 * at or after the decision on the second belongs to that one, whenever it becomes known.
 *
 * @param plans every plan, the last of a visit being the one that counts
 * @param arrivals at most one of each visit, in the order of the visits
 * @param unit the exchange of the whole unit: one at most, for the unit brought is another case's
 *     if it fails in its turn
 * @param parts exchanges of parts, at most one of each visit, in the order of the visits
 */
public record OnSite(
    List<VisitPlanned> plans,
    List<EngineerArrived> arrivals,
    @Nullable UnitExchanged unit,
    List<PartExchanged> parts,
    @Nullable SecondVisitRequired secondVisit,
    @Nullable ServiceRestored restored,
    @Nullable RestorationReported reported) {

  /** ONS-16: one more than usual, once. */
  public static final int MAX_VISITS = 2;

  /** Nobody has been there. */
  public static final OnSite NONE =
      new OnSite(List.of(), List.of(), null, List.of(), null, null, null);

  /** Copies the lists. */
  public OnSite {
    plans = List.copyOf(plans);
    arrivals = List.copyOf(arrivals);
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

  /** The exchange of parts in that visit. */
  public Optional<PartExchanged> part(int visit) {
    return parts.stream().filter(part -> part.visit() == visit).findFirst();
  }

  /** Whether anything was exchanged in that visit. */
  public boolean exchangedIn(int visit) {
    return (unit != null && visitAt(unit.exchangedAt()) == visit) || part(visit).isPresent();
  }

  /** The visit that is the present one. */
  public int presentVisit() {
    return secondVisit == null ? 1 : 2;
  }

  /** The plan of the present visit that counts; the decision on a second may have set it. */
  public Optional<Instant> plannedFor() {
    return plannedFor(presentVisit());
  }

  /** The plan of that visit that counts. */
  public Optional<Instant> plannedFor(int visit) {
    return plan(visit)
        .map(VisitPlanned::plannedFor)
        .or(
            () ->
                visit == 2
                    ? Optional.ofNullable(secondVisit)
                        .flatMap(v -> Optional.ofNullable(v.plannedFor()))
                    : Optional.empty());
  }

  /** Who is to come, by the plan of the present visit that counts. */
  public Optional<TextId> engineer() {
    return plan(presentVisit()).flatMap(plan -> Optional.ofNullable(plan.engineerId()));
  }

  private Optional<VisitPlanned> plan(int visit) {
    return plans.stream()
        .filter(plan -> visitAt(plan.plannedAt()) == visit)
        .reduce((earlier, later) -> later);
  }

  /** Whether the customer holds a unit or a part that the engineer brought. */
  public boolean anythingWasExchanged() {
    return unit != null || !parts.isEmpty();
  }

  /** The same after one more event of the case; of any other event it is unchanged. */
  public OnSite evolve(CaseEvent event) {
    return switch (event) {
      case VisitPlanned e ->
          new OnSite(with(plans, e), arrivals, unit, parts, secondVisit, restored, reported);
      case EngineerArrived e -> with(e);
      case UnitExchanged e -> with(e);
      case PartExchanged e -> with(e);
      case SecondVisitRequired e -> new OnSite(plans, arrivals, unit, parts, e, restored, reported);
      case ServiceRestored e -> with(e);
      case RestorationReported e ->
          new OnSite(plans, arrivals, unit, parts, secondVisit, restored, e);
      default -> this;
    };
  }

  /** The same with this arrival in place of any other of its visit. */
  public OnSite with(EngineerArrived fact) {
    List<EngineerArrived> facts =
        new ArrayList<>(arrivals.stream().filter(e -> e.visit() != fact.visit()).toList());
    facts.add(fact);
    facts.sort(Comparator.comparingInt(EngineerArrived::visit));
    return new OnSite(plans, facts, unit, parts, secondVisit, restored, reported);
  }

  /** The same with this exchange of the unit. */
  public OnSite with(UnitExchanged fact) {
    return new OnSite(plans, arrivals, fact, parts, secondVisit, restored, reported);
  }

  /** The same with this exchange of parts in place of any other of its visit. */
  public OnSite with(PartExchanged fact) {
    List<PartExchanged> facts =
        new ArrayList<>(parts.stream().filter(e -> e.visit() != fact.visit()).toList());
    facts.add(fact);
    facts.sort(Comparator.comparingInt(PartExchanged::visit));
    return new OnSite(plans, arrivals, unit, facts, secondVisit, restored, reported);
  }

  /** The same with this restoration. */
  public OnSite with(ServiceRestored fact) {
    return new OnSite(plans, arrivals, unit, parts, secondVisit, fact, reported);
  }

  private static <T> List<T> with(List<T> before, T further) {
    List<T> all = new ArrayList<>(before);
    all.add(further);
    return all;
  }
}
