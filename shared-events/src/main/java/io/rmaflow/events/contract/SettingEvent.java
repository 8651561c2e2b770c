package io.rmaflow.events.contract;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.TextId;
import io.rmaflow.events.Wire;
import org.jspecify.annotations.Nullable;

/** What can happen to the policy's settings; stream {@code settings}. */
public sealed interface SettingEvent extends DomainEvent {

  /**
   * A setting got another value.
   *
   * @param settingsVersion the version of the whole set that this change made; 1 is all defaults
   * @param value the new value as JSON text, such as {@code true}, {@code 7} or {@code "…"}
   */
  @Wire("SettingChanged")
  record SettingChanged(String key, String value, int settingsVersion, @Nullable TextId reasonId)
      implements SettingEvent {}
}
