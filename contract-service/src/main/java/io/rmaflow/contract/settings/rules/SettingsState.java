package io.rmaflow.contract.settings.rules;

import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.contract.SettingEvent;
import io.rmaflow.events.contract.SettingEvent.SettingChanged;
import java.util.HashMap;
import java.util.Map;

/**
 * All settings as their events tell them.
 *
 * @param version of the whole set; 1 is all defaults
 * @param changed values that were set, as JSON text, by key
 */
public record SettingsState(int version, Map<String, String> changed) {

  /** All defaults. */
  public static final SettingsState INITIAL = new SettingsState(1, Map.of());

  public SettingsState {
    changed = Map.copyOf(changed);
  }

  /** Decides a change; the value that it has already changes nothing. */
  public Decision<SettingEvent> decide(ChangeSetting command) {
    String key = command.key().key();
    String now = changed.getOrDefault(key, command.key().defaultJson());
    return now.equals(command.valueJson())
        ? Decision.nothing()
        : Decision.happens(
            new SettingChanged(key, command.valueJson(), version + 1, command.reasonId()));
  }

  /** The state after one more event. */
  public SettingsState evolve(SettingEvent event) {
    return switch (event) {
      case SettingChanged set -> {
        Map<String, String> values = new HashMap<>(changed);
        values.put(set.key(), set.value());
        yield new SettingsState(set.settingsVersion(), values);
      }
    };
  }
}
