package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which work a procedure refuses, and in which words; the rest it grants. */
public final class WorkLimits {

  private final Map<RequestedWork, Refusal> refused;

  private WorkLimits(Map<RequestedWork, Refusal> refused) {
    this.refused = refused;
  }

  /** Refuses nothing. */
  public static final WorkLimits NONE = new WorkLimits(Map.of());

  /** What a list of exclusions refuses. */
  public static WorkLimits of(Collection<ExcludedItem> exclusions) {
    WorkLimits limits = NONE;
    for (ExcludedItem item : exclusions) {
      for (RequestedWork work : item.works()) {
        limits = limits.refusing(item.words(), work);
      }
    }
    return limits;
  }

  /**
   * Refuses this work, too.
   *
   * @throws IllegalArgumentException where it is refused already
   */
  public WorkLimits refusing(Refusal refusal, RequestedWork... works) {
    Map<RequestedWork, Refusal> more = new EnumMap<>(RequestedWork.class);
    more.putAll(refused);
    for (RequestedWork work : works) {
      if (more.put(work, refusal) != null) {
        throw new IllegalArgumentException(work + " is refused twice");
      }
    }
    return new WorkLimits(more);
  }

  /**
   * That these works, and no others, are granted.
   *
   * @throws IllegalArgumentException where one of them is refused or another one is not
   */
  public WorkLimits granting(RequestedWork first, RequestedWork... further) {
    Set<RequestedWork> undecided = EnumSet.allOf(RequestedWork.class);
    undecided.removeAll(refused.keySet());
    if (!undecided.equals(EnumSet.of(first, further))) {
      throw new IllegalArgumentException("granted besides: " + undecided);
    }
    return this;
  }

  /** Why the work is no part of the service; empty where it is granted. */
  public Optional<Refusal> refusal(RequestedWork work) {
    return Optional.ofNullable(refused.get(work));
  }

  private static final Question WITHIN_THE_SERVICE =
      Question.of(
          "サービスに含まれない作業が求められていないこと",
          "no work beyond the service is asked for",
          List.of("GEN-1"),
          Input.REQUESTED_WORK);

  /** One refusal for each reason, with the works that it stands against, in the order asked. */
  public IntakeRule rule() {
    return IntakeRule.ofRequest(
        IntakeRule.Step.EXCLUSIONS,
        WITHIN_THE_SERVICE,
        asked -> refusals(asked.declarations().requestedWork()));
  }

  private List<Refusal> refusals(Collection<RequestedWork> asked) {
    Map<Refusal, Set<String>> works = new LinkedHashMap<>();
    for (RequestedWork work : asked) {
      refusal(work)
          .ifPresent(
              reason ->
                  works.computeIfAbsent(reason, key -> new LinkedHashSet<>()).add(work.name()));
    }
    return works.entrySet().stream()
        .map(
            each ->
                Refusals.detailed(
                    each.getKey(), Map.of("requestedWork", List.copyOf(each.getValue()))))
        .toList();
  }
}
