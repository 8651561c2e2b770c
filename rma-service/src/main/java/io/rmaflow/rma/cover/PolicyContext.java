package io.rmaflow.rma.cover;

import io.rmaflow.events.Clause;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.BusinessHours;
import io.rmaflow.time.NoonCutOff;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calendar and settings as contract-service last told them; what a decision derives from them names
 * both versions.
 *
 * @param calendar the business days; carries its own version
 * @param settingsVersion the version of the whole set of settings, 1 being all defaults
 * @param noonInclusive whether 12:00:00.000 is still by noon
 * @param cutOffClock which instant the cut-off looks at
 * @param openInclusive whether 09:00:00.000 is inside the hours
 * @param closeInclusive whether 17:00:00.000 is inside the hours
 * @param versionSpecifiedExtraBusinessDays business days added where a software version is asked
 *     for (CSB-3, A-10)
 * @param returnReminders when the customer is reminded of a return (NOT-7)
 * @param loanerReminderBusinessDays after how many business days the customer is asked for the
 *     loaner once more
 * @param faultyUnitReminderBusinessDays after how many business days a customer who runs on a
 *     loaner is asked for the faulty unit once more (MFR-27, A-54)
 * @param doaWindowDays calendar days after the purchase within which an initial failure may be
 *     reported (DOA-2, A-50); absent where a person alone decides
 * @param waitForCustomerBusinessDays business days after which the desk may think of completing an
 *     inquiry that the customer does not go on with; nothing happens by itself
 * @param designatedHypervisors what a virtual appliance may run on; none: not checked (EXC-VA-27)
 */
public record PolicyContext(
    BusinessCalendar calendar,
    int settingsVersion,
    boolean noonInclusive,
    CutOffClock cutOffClock,
    boolean openInclusive,
    boolean closeInclusive,
    int versionSpecifiedExtraBusinessDays,
    ReminderSchedule returnReminders,
    int loanerReminderBusinessDays,
    int faultyUnitReminderBusinessDays,
    @Nullable Integer doaWindowDays,
    int waitForCustomerBusinessDays,
    List<String> designatedHypervisors) {

  /** The policy before any change: calendar version 1, settings version 1. */
  public static final PolicyContext STANDARD =
      new PolicyContext(
          BusinessCalendar.standard(),
          1,
          true,
          CutOffClock.JUDGED_AT,
          true,
          true,
          1,
          ReminderSchedule.STANDARD,
          5,
          5,
          null,
          10,
          List.of());

  /** Copies the list. */
  public PolicyContext {
    designatedHypervisors = List.copyOf(designatedHypervisors);
  }

  /** The same under another calendar. */
  public PolicyContext withCalendar(BusinessCalendar other) {
    return new PolicyContext(
        other,
        settingsVersion,
        noonInclusive,
        cutOffClock,
        openInclusive,
        closeInclusive,
        versionSpecifiedExtraBusinessDays,
        returnReminders,
        loanerReminderBusinessDays,
        faultyUnitReminderBusinessDays,
        doaWindowDays,
        waitForCustomerBusinessDays,
        designatedHypervisors);
  }

  /** The version of the calendar, 1 being the one before any change. */
  public int calendarVersion() {
    return calendar.version();
  }

  /** Reception hours (CAL-1, CAL-5). */
  @Clause({"CAL-1", "CAL-5"})
  public BusinessHours hours() {
    return new BusinessHours(calendar, openInclusive, closeInclusive);
  }

  /** The dispatch cut-off (CSB-1, CSB-2). */
  @Clause({"CSB-1", "CSB-2"})
  public NoonCutOff noonCutOff() {
    return new NoonCutOff(calendar, noonInclusive);
  }

  /** Business days that a request adds to the normal dispatch day (CSB-3). */
  @Clause("CSB-3")
  public int extraBusinessDays(boolean versionSpecified) {
    return versionSpecified ? versionSpecifiedExtraBusinessDays : 0;
  }
}
