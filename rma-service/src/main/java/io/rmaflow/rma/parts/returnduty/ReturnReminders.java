package io.rmaflow.rma.parts.returnduty;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.ReturnReminderDue;
import io.rmaflow.rma.casefile.ProcedureState;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which reminders went out, for which due day (NOT-7); immutable. */
@Clause("NOT-7")
public record ReturnReminders(Set<Sent> sent) {

  /** None yet. */
  public static final ReturnReminders NONE = new ReturnReminders(Set.of());

  /** One that went out. */
  public record Sent(Occasion occasion, LocalDate returnDue) {}

  /** Copies the set. */
  public ReturnReminders {
    sent = Set.copyOf(sent);
  }

  /** What is known of them in a case that followed another procedure until now. */
  public static ReturnReminders before(ProcedureState before) {
    return before instanceof OwesReturn owing ? owing.reminders() : NONE;
  }

  /** The same after one more event of the case. */
  public ReturnReminders evolve(CaseEvent event) {
    return event instanceof ReturnReminderDue e
        ? new ReturnReminders(
            Stream.concat(sent.stream(), Stream.of(new Sent(e.occasion(), e.returnDue())))
                .collect(Collectors.toUnmodifiableSet()))
        : this;
  }

  boolean include(Occasion occasion, LocalDate returnDue) {
    return sent.contains(new Sent(occasion, returnDue));
  }
}
