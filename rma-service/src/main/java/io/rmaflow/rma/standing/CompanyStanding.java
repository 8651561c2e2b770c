package io.rmaflow.rma.standing;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseFollower;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.cover.LinkListener;
import io.rmaflow.rma.parts.returnduty.ReturnDuty;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * A company's standing is that of all its linked IDs: one overdue unit suspends all of them,
 * and they are served again when none is left.
 */
@Clause("A-61")
@Component
class CompanyStanding implements CaseFollower, LinkListener {

  private final StandingTables tables;
  private final Cover cover;
  private final Commands commands;
  private final BusinessClock clock;

  CompanyStanding(StandingTables tables, Cover cover, Commands commands, BusinessClock clock) {
    this.tables = tables;
    this.cover = cover;
    this.commands = commands;
    this.clock = clock;
  }

  @Override
  public void follow(CaseFile file, Instant since) {
    switch (ReturnDuty.of(file)) {
      case ReturnDuty.NotYetOwed _ -> {
        // nothing is owed that could suspend or lift a suspension
      }
      case ReturnDuty.Overdue _ -> overdue(file);
      case ReturnDuty.Owed _, ReturnDuty.Settled _ -> notOverdue(file);
    }
  }

  /** The return is recorded as overdue: service is refused to all linked IDs from now on. */
  @Clause("A-61")
  private void overdue(CaseFile file) {
    Set<CustomerId> company = company(file.customerId());
    List<OverdueUnit> units = tables.unsettledUnits(company, clock.now());
    OverdueUnit unit =
        units.stream()
            .filter(overdue -> overdue.caseId().equals(file.caseId()))
            .findFirst()
            .orElseThrow();
    for (CustomerId customerId : notSuspended(company)) {
      commands.sendConsequence(
          new SuspendService(StandingAggregate.streamOf(customerId), customerId, unit));
    }
  }

  /**
   * The return is owed and not overdue, or settled: service is resumed where this was the last
   * overdue unit of the linked IDs.
   */
  @Clause("A-61")
  private void notOverdue(CaseFile file) {
    Set<CustomerId> company = company(file.customerId());
    List<CustomerId> suspended = tables.suspended(company);
    if (suspended.isEmpty() || !tables.unsettledUnits(company, clock.now()).isEmpty()) {
      return;
    }
    for (CustomerId customerId : suspended) {
      commands.sendConsequence(
          new ResumeService(
              StandingAggregate.streamOf(customerId),
              customerId,
              file.caseId(),
              file.issuedRmaNumber()));
    }
  }

  @Override
  public void onLinked(CustomerId one, CustomerId other) {
    Instant now = clock.now();
    Set<CustomerId> company = company(one);
    company.addAll(cover.linkedIds(other));
    tables.unsettledUnits(company, now).stream()
        .findFirst()
        .ifPresent(
            unit -> {
              for (CustomerId customerId : notSuspended(company)) {
                commands.send(
                    new SuspendService(StandingAggregate.streamOf(customerId), customerId, unit),
                    Recording.byService(now));
              }
            });
  }

  private Set<CustomerId> company(CustomerId customerId) {
    Set<CustomerId> company = new TreeSet<>(Comparator.comparing(CustomerId::value));
    company.addAll(cover.linkedIds(customerId));
    company.add(customerId);
    return company;
  }

  private Set<CustomerId> notSuspended(Set<CustomerId> company) {
    Set<CustomerId> served = new TreeSet<>(Comparator.comparing(CustomerId::value));
    served.addAll(company);
    served.removeAll(Set.copyOf(tables.suspended(company)));
    return served;
  }
}
