package io.rmaflow.rma.parts.returnduty;

import io.rmaflow.events.Clause;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.DueTime;
import io.rmaflow.rma.casefile.Duty;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the duty to send the faulty unit back stands (CSB-4, CSB-26). */
@Clause({"CSB-4", "CSB-26"})
public sealed interface ReturnDuty {

  /** Nothing has been delivered. */
  record NotYetOwed() implements ReturnDuty {}

  /** The faulty unit is with the customer and there is time. */
  record Owed(RmaNumber rmaNumber, Deadline due) implements ReturnDuty {}

  /** The due day is over and the unit has not left (CSB-26). */
  @Clause("CSB-26")
  record Overdue(RmaNumber rmaNumber, Deadline due) implements ReturnDuty {}

  /**
   * Nothing is owed any more.
   *
   * @param at when it was settled; this decides whether it was in time
   */
  record Settled(Settlement how, Instant at) implements ReturnDuty {}

  /** What settles the duty, whichever came first. */
  enum Settlement {
    HANDED_OVER,
    /** The receipt stands for a hand-over that was never reported. */
    RECEIVED,
    BOUGHT_OUT
  }

  /** How it stands in this case; not yet owed where its procedure knows no such duty. */
  static ReturnDuty of(CaseFile file) {
    return file.part(OwesReturn.class)
        .flatMap(owing -> file.dueTimes().of(Deadline.Name.RETURN).map(due -> of(file, owing, due)))
        .orElseGet(NotYetOwed::new);
  }

  private static ReturnDuty of(CaseFile file, OwesReturn owing, DueTime due) {
    return settlement(owing)
        .<ReturnDuty>map(settled -> settled)
        .orElseGet(
            () ->
                file.dueTimes().returnOverdue()
                    ? new Overdue(file.issuedRmaNumber(), due.deadline())
                    : new Owed(file.issuedRmaNumber(), due.deadline()));
  }

  /** What settled the duty first; empty while nothing has. */
  static Optional<Settled> settlement(OwesReturn owing) {
    FaultyUnit unit = owing.faultyUnit();
    Optional<Settled> sent =
        unit.leftAt()
            .map(
                at ->
                    new Settled(
                        unit.handedOver().isPresent()
                            ? Settlement.HANDED_OVER
                            : Settlement.RECEIVED,
                        at));
    Optional<Settled> bought =
        owing.buyOut().agreedAt().map(at -> new Settled(Settlement.BOUGHT_OUT, at));
    return Stream.concat(sent.stream(), bought.stream()).min(Comparator.comparing(Settled::at));
  }

  /** What the customer has to do. */
  static List<Duty> duties(CaseFile file) {
    return switch (of(file)) {
      case Owed _, Overdue _ ->
          List.of(Duty.customer("FAULTY_UNIT_RETURN").by(file, Deadline.Name.RETURN));
      case NotYetOwed _, Settled _ -> List.of();
    };
  }
}
