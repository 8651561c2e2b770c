package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.CaseEvent.DispatchOverdue;
import io.rmaflow.events.rma.CaseEvent.FirstContactOverdue;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdue;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdueWithdrawn;
import io.rmaflow.events.rma.Deadline;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The due times of one case; immutable.
 *
 * @param all that were ever set, in order; the last of a name is the present one
 * @param returnOverdue whether the customer's return was said to be overdue and that was not
 *     withdrawn (CSB-26)
 */
public record DueTimes(List<DueTime> all, boolean returnOverdue) {

  /** None was set. */
  static final DueTimes NONE = new DueTimes(List.of(), false);

  /** Copies the list. */
  public DueTimes {
    all = List.copyOf(all);
  }

  /** The present due time of this name; empty where none was set. */
  public Optional<DueTime> of(Deadline.Name name) {
    return all.reversed().stream().filter(due -> due.deadline().name() == name).findFirst();
  }

  /** The same, unless it was cancelled. */
  public Optional<DueTime> standing(Deadline.Name name) {
    return of(name).filter(due -> due.state() != DueTime.State.CANCELLED);
  }

  /** The day of the present due time, JST inclusive; empty where none stands. */
  public Optional<LocalDate> dueDay(Deadline.Name name) {
    return standing(name).flatMap(due -> Optional.ofNullable(due.deadline().dueDate()));
  }

  /** Whether this very day is still owed. */
  public boolean isOwed(Deadline.Name name, LocalDate day) {
    return of(name).filter(due -> due.isOwed() && due.dueDay().equals(day)).isPresent();
  }

  DueTimes evolve(CaseEvent event) {
    return switch (event) {
      case DeadlineSet e -> and(DueTime.open(e.deadline()));
      case DeadlineMoved e -> moved(e);
      case DeadlineMet e -> present(e.name(), due -> due.met(e.metAt(), e.inTime()));
      case DeadlineCancelled e -> present(e.name(), due -> due.in(DueTime.State.CANCELLED));
      case DispatchOverdue _ -> overdue(Deadline.Name.DISPATCH);
      case FirstContactOverdue _ -> overdue(Deadline.Name.FIRST_CONTACT);
      case ReturnOverdue _ -> new DueTimes(overdue(Deadline.Name.RETURN).all, true);
      case ReturnOverdueWithdrawn _ ->
          new DueTimes(
              present(
                      Deadline.Name.RETURN,
                      due ->
                          due.state() == DueTime.State.OVERDUE ? due.in(DueTime.State.OPEN) : due)
                  .all,
              false);
      default -> this;
    };
  }

  private DueTimes overdue(Deadline.Name name) {
    return present(name, due -> due.in(DueTime.State.OVERDUE));
  }

  private DueTimes moved(DeadlineMoved event) {
    DueTime moved = DueTime.open(event.after());
    boolean stillOverdue = returnOverdue && event.after().name() == Deadline.Name.RETURN;
    return present(event.before().name(), due -> due.in(DueTime.State.MOVED))
        .and(stillOverdue ? moved.in(DueTime.State.OVERDUE) : moved);
  }

  private DueTimes and(DueTime further) {
    List<DueTime> more = new ArrayList<>(all);
    more.add(further);
    return new DueTimes(more, returnOverdue);
  }

  private DueTimes present(Deadline.Name name, UnaryOperator<DueTime> replacement) {
    List<DueTime> changed = new ArrayList<>(all);
    for (int i = changed.size() - 1; i >= 0; i--) {
      if (changed.get(i).deadline().name() == name) {
        changed.set(i, replacement.apply(changed.get(i)));
        break;
      }
    }
    return new DueTimes(changed, returnOverdue);
  }
}
