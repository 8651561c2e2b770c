package io.rmaflow.rma.parts.sending;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.CaseEvent.DispatchOverdue;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Consequence;
import io.rmaflow.rma.casefile.Deriving;
import io.rmaflow.rma.casefile.DueTime;
import io.rmaflow.rma.casefile.Judgement;
import java.time.Instant;
import java.util.Optional;

/** The vendor's dispatch date: set with the order, met by the shipment, missed without (CSB-2). */
@Clause("CSB-2")
public final class Dispatch {

  /** Follows from an order, a shipment, a judgement that was corrected. */
  public static final Consequence DUE = Dispatch::due;

  static final String JUDGEMENT_CORRECTED = "JUDGEMENT_CORRECTED";
  static final String ORDER_CANCELLED = "ORDER_CANCELLED";

  private Dispatch() {}

  private static void due(Deriving on) {
    Sends sends = on.file().its(Sends.class);
    sends
        .sending()
        .order()
        .ifPresentOrElse(order -> ordered(on, sends, order.leg()), () -> nothingOrdered(on, sends));
  }

  private static void nothingOrdered(Deriving on, Sends sends) {
    boolean owed =
        on.file().dueTimes().of(Deadline.Name.DISPATCH).filter(DueTime::isOwed).isPresent();
    if (owed && !sends.anythingLeft()) {
      on.record(new DeadlineCancelled(on.file().caseId(), Deadline.Name.DISPATCH, ORDER_CANCELLED));
    }
  }

  private static void ordered(Deriving on, Sends sends, Leg leg) {
    CaseFile file = on.file();
    if (!(file.judgement() instanceof Judgement.HardwareFault)) {
      return;
    }
    Deadline implied = sends.dispatchDue(file, leg, on.policy());
    Optional<Instant> dispatched = sends.dispatchedAt(leg);
    Optional<DueTime> known =
        file.dueTimes()
            .standing(Deadline.Name.DISPATCH)
            // met by what was sent before something else was ordered
            .filter(due -> due.state() != DueTime.State.MET || dispatched.isPresent());
    known.ifPresentOrElse(
        due -> on.moveIfChanged(due, implied, JUDGEMENT_CORRECTED),
        () -> on.record(new DeadlineSet(file.caseId(), implied)));
    DueTime due = on.file().dueTimes().of(Deadline.Name.DISPATCH).orElseThrow();
    dispatched.ifPresentOrElse(
        at -> on.met(Deadline.Name.DISPATCH, at, DispatchRule.inTime(at, due.dueDay())),
        () -> missed(on, leg, due));
  }

  private static void missed(Deriving on, Leg leg, DueTime due) {
    Instant overdueAt = DispatchRule.overdueAt(due.dueDay());
    if (due.state() == DueTime.State.OPEN && on.hasCome(overdueAt)) {
      on.record(
          new DispatchOverdue(on.file().caseId(), on.file().issuedRmaNumber(), leg, due.dueDay()),
          overdueAt);
    }
  }
}
