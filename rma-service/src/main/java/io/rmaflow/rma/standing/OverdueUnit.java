package io.rmaflow.rma.standing;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.DueTime;
import io.rmaflow.rma.parts.returnduty.OwesReturn;
import io.rmaflow.rma.parts.returnduty.ReturnDuty;
import io.rmaflow.rma.parts.returnduty.ReturnRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A faulty unit that its holder should have sent back (CSB-26).
 *
 * @param customerId the ID under which it is held
 * @param serialNumber the faulty unit
 * @param returnDue the last day in time, JST, inclusive
 */
@Clause("CSB-26")
public record OverdueUnit(
    CustomerId customerId,
    CaseId caseId,
    RmaNumber rmaNumber,
    SerialNumber serialNumber,
    LocalDate returnDue) {

  /**
   * The overdue units of these cases at an instant, by what is known of them.
   *
   * @return by due date, then RMA number
   */
  static List<OverdueUnit> among(List<CaseFile> cases, Instant at) {
    return cases.stream()
        .flatMap(file -> of(file, at).stream())
        .sorted(
            Comparator.comparing(OverdueUnit::returnDue)
                .thenComparing(unit -> unit.rmaNumber().value()))
        .toList();
  }

  private static Optional<OverdueUnit> of(CaseFile file, Instant at) {
    return file.dueTimes()
        .of(Deadline.Name.RETURN)
        .map(DueTime::dueDay)
        .filter(due -> !ReturnRule.overdueAt(due).isAfter(at))
        .filter(due -> isOutstanding(file, at))
        .map(
            due ->
                new OverdueUnit(
                    file.customerId(),
                    file.caseId(),
                    file.issuedRmaNumber(),
                    file.serialNumber(),
                    due));
  }

  private static boolean isOutstanding(CaseFile file, Instant at) {
    return file.part(OwesReturn.class)
        .filter(
            owing -> ReturnDuty.settlement(owing).filter(done -> !done.at().isAfter(at)).isEmpty())
        .isPresent();
  }
}
