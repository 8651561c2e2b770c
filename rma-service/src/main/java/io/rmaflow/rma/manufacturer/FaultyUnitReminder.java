package io.rmaflow.rma.manufacturer;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReminderDue;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReminderSet;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the reminder to send the faulty unit (MFR-27); immutable.
 *
 * @param set the day it is set for, with its derivation; absent while it is not
 * @param remindedFor the day for which it went out; absent where it did not
 */
public record FaultyUnitReminder(
    @Nullable FaultyUnitReminderSet set, @Nullable LocalDate remindedFor) {

  /** Not set yet. */
  public static final FaultyUnitReminder NONE = new FaultyUnitReminder(null, null);

  /** Whether it went out for the day that it is set for. */
  public boolean wasSent() {
    return set != null && set.reminderDue().equals(remindedFor);
  }

  /** The same after one more event of the case; of any other event it is unchanged. */
  public FaultyUnitReminder evolve(CaseEvent event) {
    return switch (event) {
      case FaultyUnitReminderSet e -> new FaultyUnitReminder(e, remindedFor);
      case FaultyUnitReminderDue e -> new FaultyUnitReminder(set, e.reminderDue());
      default -> this;
    };
  }
}
