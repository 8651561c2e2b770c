package io.rmaflow.rma.standing;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import java.time.LocalDate;

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
    LocalDate returnDue) {}
