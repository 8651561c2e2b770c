package io.rmaflow.rma.parts.visit;

import io.rmaflow.events.Clause;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.EngineerArrived;
import io.rmaflow.events.rma.CaseEvent.PartExchanged;
import io.rmaflow.events.rma.CaseEvent.RestorationReported;
import io.rmaflow.events.rma.CaseEvent.SecondVisitRequired;
import io.rmaflow.events.rma.CaseEvent.ServiceRestored;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import io.rmaflow.events.rma.CaseEvent.VisitPlanned;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Duty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

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
@Clause("ONS-16")
public record Visits(
    List<VisitPlanned> plans,
    List<EngineerArrived> arrivals,
    Optional<UnitExchanged> unit,
    List<PartExchanged> parts,
    Optional<SecondVisitRequired> secondVisit,
    Optional<ServiceRestored> restored,
    Optional<RestorationReported> reported) {

  /** ONS-16: one more than usual, once. */
  @Clause("ONS-16")
  public static final int MAX_VISITS = 2;

  /** Nobody has been there. */
  public static final Visits NONE =
      new Visits(
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Copies the lists. */
  public Visits {
    plans = List.copyOf(plans);
    arrivals = List.copyOf(arrivals);
    parts = List.copyOf(parts);
  }

  /** Which visit something at this instant belongs to: 1, or 2. */
  public int visitAt(Instant at) {
    return secondVisit.filter(second -> !at.isBefore(second.requiredAt())).isPresent() ? 2 : 1;
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
    return unit.filter(fact -> visitAt(fact.exchangedAt()) == visit).isPresent()
        || part(visit).isPresent();
  }

  /** The visit that is the present one. */
  public int presentVisit() {
    return secondVisit.isPresent() ? 2 : 1;
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
                secondVisit
                    .filter(_ -> visit == 2)
                    .flatMap(second -> Optional.ofNullable(second.plannedFor())));
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
    return unit.isPresent() || !parts.isEmpty();
  }

  /** The same after one more event of the case. */
  public Visits evolve(CaseEvent event) {
    return switch (event) {
      case VisitPlanned e ->
          new Visits(with(plans, e), arrivals, unit, parts, secondVisit, restored, reported);
      case EngineerArrived e ->
          new Visits(
              plans,
              inPlaceOfAnother(arrivals, e, EngineerArrived::visit),
              unit,
              parts,
              secondVisit,
              restored,
              reported);
      case UnitExchanged e ->
          new Visits(plans, arrivals, Optional.of(e), parts, secondVisit, restored, reported);
      case PartExchanged e ->
          new Visits(
              plans,
              arrivals,
              unit,
              inPlaceOfAnother(parts, e, PartExchanged::visit),
              secondVisit,
              restored,
              reported);
      case SecondVisitRequired e ->
          new Visits(plans, arrivals, unit, parts, Optional.of(e), restored, reported);
      case ServiceRestored e ->
          new Visits(plans, arrivals, unit, parts, secondVisit, Optional.of(e), reported);
      case RestorationReported e ->
          new Visits(plans, arrivals, unit, parts, secondVisit, restored, Optional.of(e));
      default -> this;
    };
  }

  /** The facts that can be corrected. */
  public Stream<CorrectableFact<?>> facts() {
    return Stream.of(arrivals.stream(), unit.stream(), parts.stream(), restored.stream())
        .flatMap(facts -> facts);
  }

  /** The furthest step reached; empty before anything was planned. */
  public Optional<CaseStatus> progress() {
    if (restored.isPresent()) {
      return Optional.of(CaseStatus.RESTORED);
    }
    int visit = presentVisit();
    if (exchangedIn(visit)) {
      return Optional.of(CaseStatus.EXCHANGED);
    }
    if (arrival(visit).isPresent()) {
      return Optional.of(CaseStatus.ARRIVED);
    }
    return visit == 2 ? Optional.of(CaseStatus.AWAITING_SECOND_VISIT) : Optional.empty();
  }

  /** What the vendor has to do next. */
  public Duty duty() {
    int visit = presentVisit();
    if (restored.isPresent()) {
      return Duty.vendor("RESTORATION_REPORT");
    }
    if (exchangedIn(visit)) {
      return Duty.vendor("RESTORATION");
    }
    if (arrival(visit).isPresent()) {
      return Duty.vendor("EXCHANGE");
    }
    return Duty.vendor(plannedFor().isPresent() ? "ARRIVAL" : "VISIT");
  }

  private static <T> List<T> inPlaceOfAnother(List<T> before, T fact, ToIntFunction<T> visit) {
    return Stream.concat(
            before.stream().filter(other -> visit.applyAsInt(other) != visit.applyAsInt(fact)),
            Stream.of(fact))
        .sorted(Comparator.comparingInt(visit))
        .toList();
  }

  private static <T> List<T> with(List<T> before, T further) {
    List<T> all = new ArrayList<>(before);
    all.add(further);
    return all;
  }
}
