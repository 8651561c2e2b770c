package io.rmaflow.rma.cover;

import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.CompanyHolidays;
import io.rmaflow.time.DayName;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * How settings and calendar might have been instead. It says nothing of the others, which stay as
 * they were at the time in question.
 *
 * @param settings JSON values by the names of their settings
 * @param closed days on which the company would have been closed as well
 * @param open company holidays on which it would have worked
 */
public record PolicyChange(
    Map<String, String> settings, Map<LocalDate, DayName> closed, Set<LocalDate> open) {

  /** A whole number of days or business days is at most so many. */
  private static final int MOST_DAYS = 3_660;

  /** Everything stays as it was. */
  public static final PolicyChange NONE = new PolicyChange(Map.of(), Map.of(), Set.of());

  /** Copies the collections. */
  public PolicyChange {
    settings = Map.copyOf(settings);
    closed = Map.copyOf(closed);
    open = Set.copyOf(open);
  }

  /** The names of the settings on which a decision or a due time can rest, in order. */
  public static Set<String> settingsThatDecide() {
    return SettingValues.DECIDING;
  }

  /**
   * Whether a setting can have a value.
   *
   * @param json the value
   */
  public static boolean isPossible(String setting, String json) {
    try {
      PolicyContext policy = new SettingValues(Map.of(setting, json)).over(PolicyContext.STANDARD);
      return isDays(policy.versionSpecifiedExtraBusinessDays())
          && isDays(policy.returnReminders().businessDaysBefore())
          && isDays(policy.returnReminders().businessDaysAfter())
          && isDays(policy.loanerReminderBusinessDays())
          && isDays(policy.faultyUnitReminderBusinessDays())
          && isDays(policy.waitForCustomerBusinessDays())
          && (policy.doaWindowDays() == null || isDays(policy.doaWindowDays()));
    } catch (RuntimeException notOfItsKind) {
      return false;
    }
  }

  private static boolean isDays(int number) {
    return number >= 0 && number <= MOST_DAYS;
  }

  /** What a policy would have been. */
  public PolicyContext appliedTo(PolicyContext policy) {
    PolicyContext changed = new SettingValues(settings).over(policy);
    CompanyHolidays holidays = policy.calendar().companyHolidays();
    for (Map.Entry<LocalDate, DayName> day : closed.entrySet()) {
      holidays = holidays.with(day.getKey(), day.getValue());
    }
    for (LocalDate day : open) {
      holidays = holidays.without(day);
    }
    return changed.withCalendar(new BusinessCalendar(policy.calendarVersion(), holidays));
  }
}
