package io.rmaflow.contract.settings.rules;

import io.rmaflow.contract.decision.StreamCommand;
import io.rmaflow.events.TextId;
import org.jspecify.annotations.Nullable;

/**
 * An operator gives a setting another value.
 *
 * @param valueJson canonical JSON text that the setting's rule allows
 */
public record ChangeSetting(SettingKey key, String valueJson, @Nullable TextId reasonId)
    implements StreamCommand {

  /** The stream of all settings. */
  public static final String STREAM = "settings";

  @Override
  public String streamId() {
    return STREAM;
  }
}
