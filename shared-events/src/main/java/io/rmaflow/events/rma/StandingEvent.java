package io.rmaflow.events.rma;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Derived;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.Wire;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A customer's standing; stream {@code standing/<customer ID>}, one for each linked ID. */
public sealed interface StandingEvent extends DomainEvent {

  CustomerId customerId();

  /**
   * Cross-send-back service is refused from now on (CSB-26, EXC-CSB-14, A-61).
   *
   * @param heldBy the ID under which the overdue unit is held; the same or a linked one
   */
  @Clause({"CSB-26", "EXC-CSB-14", "A-61"})
  @Wire("CustomerServiceSuspended")
  record CustomerServiceSuspended(
      CustomerId customerId,
      CustomerId heldBy,
      CaseId caseId,
      RmaNumber rmaNumber,
      SerialNumber serialNumber,
      LocalDate returnDue)
      implements StandingEvent, Derived {}

  /**
   * No overdue unit of the linked IDs is left.
   *
   * @param caseId the case whose settlement lifted it, absent where a link was what changed
   */
  @Clause("A-61")
  @Wire("CustomerServiceResumed")
  record CustomerServiceResumed(
      CustomerId customerId, @Nullable CaseId caseId, @Nullable RmaNumber rmaNumber)
      implements StandingEvent, Derived {}
}
