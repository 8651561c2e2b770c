package io.rmaflow.rma.manufacturer;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReminderDue;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the customer was asked for the faulty unit once more (MFR-27); immutable.
 *
 * @param remindedFor the day for which the reminder went out; absent where it did not
 */
public record FaultyUnitReminder(@Nullable LocalDate remindedFor) {

  /** Not asked for yet. */
  public static final FaultyUnitReminder NONE = new FaultyUnitReminder(null);

  /** Whether it went out for this day. */
  public boolean wasSentFor(LocalDate due) {
    return due.equals(remindedFor);
  }

  /** The same after one more event of the case; of any other event it is unchanged. */
  public FaultyUnitReminder evolve(CaseEvent event) {
    return event instanceof FaultyUnitReminderDue e
        ? new FaultyUnitReminder(e.reminderDue())
        : this;
  }
}
