package io.rmaflow.rma.parts.visit;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent.EngineerArrived;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Consequence;
import io.rmaflow.rma.casefile.Deriving;
import io.rmaflow.rma.casefile.DueTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A case in which an engineer comes (ONS-10 to ONS-18). */
@Clause({"ONS-10", "ONS-11", "ONS-12", "ONS-13", "ONS-14", "ONS-15", "ONS-16", "ONS-17", "ONS-18"})
public interface Visited {

  /** What is known of the visits. */
  Visits visits();

  /** ONS-2, ONS-7: the arrival that is aimed at, and whether the engineer met it. */
  @Clause({"ONS-2", "ONS-7"})
  Consequence ARRIVAL_TARGET = Visited::arrivalTarget;

  private static void arrivalTarget(Deriving on) {
    CaseFile file = on.file();
    on.setOnce(
        ArrivalTargetRule.deadline(
            file.begunAt(),
            ArrivalTargetRule.isWeekdayPlan(file.entitlement()),
            Optional.ofNullable(file.acceptance().arrivalTargetHours())
                .orElse(ArrivalTargetRule.HOURS),
            on.policy()));
    // an arrival that becomes known after the end still counts, although nothing was due any more
    file.its(Visited.class)
        .visits()
        .arrival(1)
        .map(EngineerArrived::arrivedAt)
        .ifPresent(at -> arrived(on, at));
  }

  private static void arrived(Deriving on, Instant at) {
    DueTime due = on.file().dueTimes().of(Deadline.Name.ARRIVAL_TARGET).orElseThrow();
    on.metEvenIfCancelled(due, at, !at.isAfter(Objects.requireNonNull(due.deadline().dueAt())));
  }
}
