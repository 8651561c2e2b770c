package io.rmaflow.rma.cover;

import io.rmaflow.time.BusinessCalendar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The settings that this service reads, out of the JSON texts in which they are told. */
final class SettingValues {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String NOON_INCLUSIVE = "cutoff.noon.inclusive";
  private static final String CUT_OFF_CLOCK = "cutoff.clock";
  private static final String OPEN_INCLUSIVE = "hours.open.inclusive";
  private static final String CLOSE_INCLUSIVE = "hours.close.inclusive";
  private static final String VERSION_EXTRA_DAYS = "versionSpecified.extraBusinessDays";
  private static final String RETURN_REMINDERS = "notify.return.schedule";
  private static final String LOANER_REMINDER = "mfr.loanerReturn.reminderBusinessDays";
  private static final String FAULTY_UNIT_REMINDER = "mfr.faultyReturn.reminderBusinessDays";
  private static final String DOA_WINDOW = "doa.windowDays";
  private static final String WAIT_FOR_CUSTOMER = "tec.waitForCustomer.businessDays";
  private static final String HYPERVISORS = "va.designatedHypervisors";
  private static final String BACKDATING = "backdating.maxDays";

  /** The settings on which a decision or a due time can rest. */
  static final Set<String> DECIDING =
      Collections.unmodifiableSet(
          new TreeSet<>(
              Set.of(
                  NOON_INCLUSIVE,
                  CUT_OFF_CLOCK,
                  OPEN_INCLUSIVE,
                  CLOSE_INCLUSIVE,
                  VERSION_EXTRA_DAYS,
                  RETURN_REMINDERS,
                  LOANER_REMINDER,
                  FAULTY_UNIT_REMINDER,
                  DOA_WINDOW,
                  WAIT_FOR_CUSTOMER,
                  HYPERVISORS)));

  private final Map<String, String> values;

  SettingValues(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Whether the setting says when customers are reminded (NOT-7). */
  static boolean isReminderSchedule(String key) {
    return key.equals(RETURN_REMINDERS);
  }

  /** Whether the setting says by when something is asked for that is due on a day. */
  static boolean isReminderDay(String key) {
    return key.equals(LOANER_REMINDER) || key.equals(FAULTY_UNIT_REMINDER);
  }

  /** How far back a fact may be dated, in days of 24 hours. */
  int backdatingMaxDays(int whereUnset) {
    return integer(BACKDATING, whereUnset);
  }

  /**
   * The policy with these settings.
   *
   * @throws IllegalArgumentException where a value is not of the kind that its setting has
   */
  PolicyContext policy(BusinessCalendar calendar, int settingsVersion) {
    return over(PolicyContext.STANDARD, calendar, settingsVersion);
  }

  /**
   * A policy with these settings instead of its own; those that are not among these stay.
   *
   * @throws IllegalArgumentException where a value is not of the kind that its setting has
   */
  PolicyContext over(PolicyContext others) {
    return over(others, others.calendar(), others.settingsVersion());
  }

  private PolicyContext over(PolicyContext others, BusinessCalendar calendar, int version) {
    return new PolicyContext(
        calendar,
        version,
        bool(NOON_INCLUSIVE, others.noonInclusive()),
        cutOffClock(others.cutOffClock()),
        bool(OPEN_INCLUSIVE, others.openInclusive()),
        bool(CLOSE_INCLUSIVE, others.closeInclusive()),
        integer(VERSION_EXTRA_DAYS, others.versionSpecifiedExtraBusinessDays()),
        returnReminders(others.returnReminders()),
        integer(LOANER_REMINDER, others.loanerReminderBusinessDays()),
        integer(FAULTY_UNIT_REMINDER, others.faultyUnitReminderBusinessDays()),
        integerOrNone(DOA_WINDOW, others.doaWindowDays()),
        integer(WAIT_FOR_CUSTOMER, others.waitForCustomerBusinessDays()),
        texts(HYPERVISORS, others.designatedHypervisors()));
  }

  /** These settings and one more; both stay as they were. */
  SettingValues with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(key, value);
    return new SettingValues(more);
  }

  private CutOffClock cutOffClock(CutOffClock whereUnset) {
    String value = values.get(CUT_OFF_CLOCK);
    return value == null ? whereUnset : CutOffClock.valueOf(JSON.readTree(value).asString(""));
  }

  private ReminderSchedule returnReminders(ReminderSchedule whereUnset) {
    String value = values.get(RETURN_REMINDERS);
    if (value == null) {
      return whereUnset;
    }
    JsonNode schedule = JSON.readTree(value);
    return new ReminderSchedule(
        wholeNumber(RETURN_REMINDERS, schedule.path("businessDaysBefore")),
        wholeNumber(RETURN_REMINDERS, schedule.path("businessDaysAfter")),
        whereUnset.at());
  }

  private List<String> texts(String key, List<String> whereUnset) {
    String value = values.get(key);
    if (value == null) {
      return whereUnset;
    }
    JsonNode list = JSON.readTree(value);
    if (!list.isArray()) {
      throw new IllegalArgumentException(key + " holds no list: " + value);
    }
    return list.valueStream().map(JsonNode::stringValue).toList();
  }

  private boolean bool(String key, boolean whereUnset) {
    String value = values.get(key);
    if (value == null) {
      return whereUnset;
    }
    JsonNode node = JSON.readTree(value);
    if (!node.isBoolean()) {
      throw new IllegalArgumentException(key + " is neither true nor false: " + value);
    }
    return node.booleanValue();
  }

  private int integer(String key, int whereUnset) {
    String value = values.get(key);
    return value == null ? whereUnset : wholeNumber(key, JSON.readTree(value));
  }

  private @Nullable Integer integerOrNone(String key, @Nullable Integer whereUnset) {
    String value = values.get(key);
    if (value == null) {
      return whereUnset;
    }
    JsonNode node = JSON.readTree(value);
    return node.isNull() ? null : Integer.valueOf(wholeNumber(key, node));
  }

  private static int wholeNumber(String key, JsonNode node) {
    if (!node.isInt()) {
      throw new IllegalArgumentException(key + " holds no whole number: " + node);
    }
    return node.intValue();
  }
}
