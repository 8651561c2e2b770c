package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.rma.cover.EarlierCover;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Many cases as they had been recorded, or were true, at an instant: each from its own events. */
@Component
public class EarlierCases {

  private final RecordedCases recorded;
  private final CaseTables tables;
  private final EarlierCover cover;
  private final UnplacedUnits unplaced;

  EarlierCases(
      RecordedCases recorded, CaseTables tables, EarlierCover cover, UnplacedUnits unplaced) {
    this.recorded = recorded;
    this.tables = tables;
    this.cover = cover;
    this.unplaced = unplaced;
  }

  /**
   * The accepted cases of a company, open or not, by their age.
   *
   * @param company all its IDs, as they were known then
   */
  public List<CaseFile> ofCompany(Set<CustomerId> company, AsOf then) {
    List<CaseState.Reported> cases =
        states(tables.casesOf(company).stream(), then)
            .sorted(
                Comparator.comparing((CaseState.Reported one) -> one.reported().submittedAt())
                    .thenComparing(one -> one.caseId().value()))
            .toList();
    Map<CustomerId, CustomerId> meant = meant(cases, then.asOf());
    return cases.stream()
        .flatMap(state -> state.accepted().stream())
        .filter(file -> company.contains(meant.getOrDefault(file.customerId(), file.customerId())))
        .toList();
  }

  /** What the customer had to do in each of these cases. */
  public List<CustomerDuties.CustomerDuty> duties(List<CaseFile> cases) {
    return cases.stream().filter(CaseFile::isOpen).flatMap(CustomerDuties::of).toList();
  }

  /**
   * What was still to be done then: what was due first, the earliest first, then what nothing said
   * by when to do, the oldest case first.
   *
   * @param dueBefore only what was too late at this instant; null for all
   * @param who only this party's; null for all
   */
  List<OpenWork> openWork(@Nullable Instant dueBefore, Duty.@Nullable Who who, AsOf then) {
    List<CaseState.Reported> cases = states(tables.notSettledBefore(earliest(then)), then).toList();
    Map<CustomerId, CustomerId> meant = meant(cases, then.asOf());
    return Stream.concat(
            cases.stream().flatMap(state -> OpenWork.of(state, meant)),
            unplaced.at(then.asOf(), then.trueAt()).stream().map(OpenWork::of))
        .filter(work -> who == null || work.who() == who)
        .filter(
            work ->
                dueBefore == null
                    || Optional.ofNullable(work.dueBy())
                        .filter(by -> !by.isAfter(dueBefore))
                        .isPresent())
        .sorted(OpenWork.FIRST_TO_LAST)
        .toList();
  }

  /** Whoever had nothing to do by then, and has not since, had nothing to do then. */
  private static Instant earliest(AsOf then) {
    return Stream.of(Optional.ofNullable(then.asOf()), Optional.ofNullable(then.trueAt()))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Stream<CaseState.Reported> states(Stream<CaseId> cases, AsOf then) {
    return cases.flatMap(
        caseId -> {
          try {
            return Stream.of(recorded.state(caseId.value(), then));
          } catch (NotFound notYet) {
            return Stream.empty();
          }
        });
  }

  private Map<CustomerId, CustomerId> meant(
      List<CaseState.Reported> cases, @Nullable Instant asOf) {
    return cover.presentIds(
        cases.stream()
            .flatMap(state -> CommonView.customerId(state).stream())
            .collect(Collectors.toSet()),
        asOf);
  }
}
