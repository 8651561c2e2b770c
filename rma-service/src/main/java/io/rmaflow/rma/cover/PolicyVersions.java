package io.rmaflow.rma.cover;

import io.rmaflow.time.BusinessCalendar;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Calendar and settings with every version that contract-service had told; each is put together
 * once, when it is first asked for.
 */
public final class PolicyVersions {

  /**
   * A version of the calendar.
   *
   * @param since when it was made
   * @param content as it was told
   */
  record CalendarTold(int version, Instant since, String content) {}

  /**
   * A change of a setting.
   *
   * @param version of the whole set, which it made
   * @param since when it was made
   * @param value as JSON text
   */
  record SettingTold(String key, int version, Instant since, String value) {}

  private final List<CalendarTold> calendars;
  private final List<SettingTold> settings;
  private final TreeSet<Instant> changes = new TreeSet<>();
  private final Map<Integer, BusinessCalendar> read = new HashMap<>();
  private final Map<Instant, PolicyContext> made = new HashMap<>();

  /** In the order of their versions, each. */
  PolicyVersions(List<CalendarTold> calendars, List<SettingTold> settings) {
    this.calendars = List.copyOf(calendars);
    this.settings = List.copyOf(settings);
    calendars.forEach(told -> changes.add(told.since()));
    settings.forEach(told -> changes.add(told.since()));
  }

  /** As they were made by an instant, that instant included; the defaults before any change. */
  public PolicyContext at(Instant instant) {
    Instant change = changes.floor(instant);
    return made.computeIfAbsent(change == null ? Instant.MIN : change, this::make);
  }

  /** As they were told last. */
  public PolicyContext last() {
    return made.computeIfAbsent(Instant.MAX, this::make);
  }

  /** When they changed, in order; each instant once. */
  public List<Instant> changes() {
    return List.copyOf(changes);
  }

  private PolicyContext make(Instant at) {
    BusinessCalendar calendar = BusinessCalendar.standard();
    for (CalendarTold told : calendars) {
      if (!told.since().isAfter(at)) {
        calendar = read.computeIfAbsent(told.version(), any -> CoverFacts.calendar(told.content()));
      }
    }
    int version = 1;
    Map<String, String> values = new HashMap<>();
    for (SettingTold told : settings) {
      if (!told.since().isAfter(at)) {
        version = told.version();
        values.put(told.key(), told.value());
      }
    }
    return new SettingValues(values).policy(calendar, version);
  }
}
