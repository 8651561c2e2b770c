package io.rmaflow.rma.standing;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Who still owes a faulty unit, computed from the due dates and not from fired deadlines. */
public interface StandingReader {

  /**
   * The overdue units of these customers at {@code at} (EXC-CSB-14, A-61): those whose {@code
   * returnDue} lies on a day in Japan before {@code at} and that were by then neither handed to the
   * carrier nor received nor bought out. 00:00 JST of the day after {@code returnDue} is overdue.
   *
   * @param customerIds all linked IDs of the company
   * @return by due date, then RMA number; each unit once
   */
  @Clause({"EXC-CSB-14", "A-61"})
  List<OverdueUnit> overdueUnits(Set<CustomerId> customerIds, Instant at);
}
