package io.rmaflow.rma.cases;

import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.Deadline;
import java.time.Instant;

/** Where the duty to send the faulty unit back stands (CSB-4). */
public sealed interface ReturnDuty {

  /** Nothing has been delivered, or the procedure knows no such duty. */
  record NotYetOwed() implements ReturnDuty {}

  /** The faulty unit is with the customer and there is time. */
  record Owed(RmaNumber rmaNumber, Deadline due) implements ReturnDuty {}

  /** The due day is over and the unit has not left (CSB-26). */
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
}
