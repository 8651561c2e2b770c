package io.rmaflow.contract.settings;

import io.rmaflow.contract.settings.rules.ChangeSetting;
import io.rmaflow.contract.settings.rules.SettingKey;
import io.rmaflow.contract.settings.rules.SettingsState;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.contract.SettingEvent;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.BackdatingLimit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The settings in force, read from their own stream: there are few, and they seldom change. */
@Component
public class Settings implements BackdatingLimit {

  private static final ScopedValue<List<SettingEvent>> HELD = ScopedValue.newInstance();

  private final StoredStreams streams;
  private final JdbcClient jdbc;

  Settings(StoredStreams streams, JdbcClient jdbc) {
    this.streams = streams;
    this.jdbc = jdbc;
  }

  /**
   * A setting of the policy.
   *
   * @param key such as {@code renewal.graceDays}
   * @param value of the kind that the key has
   * @param defaultValue what it is while nobody has changed it
   * @param version the version of the whole set that gave it this value; 1: the default
   */
  public record Setting(String key, JsonNode value, JsonNode defaultValue, int version) {}

  /**
   * Does the work under the settings of now, and reads them once. Until the present transaction has
   * ended nobody changes one: after a change everything is seen that was done under the settings
   * before it.
   */
  public <T> T held(Supplier<T> work) {
    lock("select pg_advisory_xact_lock_shared(hashtextextended(?, 0))");
    return ScopedValue.where(HELD, changes()).call(work::get);
  }

  /** Waits for whoever works under the settings of now; until this transaction ends others wait. */
  void alone() {
    lock("select pg_advisory_xact_lock(hashtextextended(?, 0))");
  }

  private void lock(String sql) {
    jdbc.sql(sql).param(ChangeSetting.STREAM).query((row, number) -> "").single();
  }

  /**
   * The settings of an instant.
   *
   * @param all every one, in the order of {@link SettingKey}
   * @param version of the whole set; 1 is all defaults
   */
  public record Edition(List<Setting> all, int version) {

    public Edition {
      all = List.copyOf(all);
    }

    /** One of them. */
    public Setting value(SettingKey key) {
      return all.stream().filter(one -> one.key().equals(key.key())).findFirst().orElseThrow();
    }
  }

  /** The settings as they were then; now, where the present is asked for. */
  public Edition at(AsOf then) {
    List<SettingEvent> changes =
        then.isPresent()
            ? changes()
            : then.known(streams, ChangeSetting.STREAM).stream()
                .map(event -> (SettingEvent) event.data())
                .toList();
    return new Edition(
        Stream.of(SettingKey.values()).map(key -> value(key, changes)).toList(),
        state(changes).version());
  }

  /** One setting. */
  public Setting value(SettingKey key) {
    return value(key, changes());
  }

  /** The version of the whole set; 1 is all defaults. */
  public int version() {
    return state(changes()).version();
  }

  /** A setting whose value is true or false. */
  public boolean isOn(SettingKey key) {
    return value(key).value().booleanValue();
  }

  /** A setting whose value is a whole number. */
  public int number(SettingKey key) {
    return value(key).value().intValue();
  }

  /** A setting whose value is a list of whole numbers. */
  public List<Integer> numbers(SettingKey key) {
    return numbers(key, changes());
  }

  /** The same as it was in this version of the whole set. */
  public List<Integer> numbersAt(SettingKey key, int version) {
    return numbers(
        key, changes().stream().filter(change -> madeVersion(change) <= version).toList());
  }

  private static int madeVersion(SettingEvent change) {
    return switch (change) {
      case SettingEvent.SettingChanged set -> set.settingsVersion();
    };
  }

  private static List<Integer> numbers(SettingKey key, List<SettingEvent> changes) {
    return value(key, changes).value().values().stream().map(JsonNode::intValue).toList();
  }

  @Override
  public int maxDays() {
    return number(SettingKey.BACKDATING);
  }

  private static Setting value(SettingKey key, List<SettingEvent> changes) {
    SettingsState state = state(changes);
    Map<String, String> changed = state.changed();
    return new Setting(
        key.key(),
        json(changed.getOrDefault(key.key(), key.defaultJson())),
        json(key.defaultJson()),
        lastChange(key, changes));
  }

  private static int lastChange(SettingKey key, List<SettingEvent> changes) {
    int version = SettingsState.INITIAL.version();
    for (SettingEvent change : changes) {
      if (change instanceof SettingEvent.SettingChanged set && set.key().equals(key.key())) {
        version = set.settingsVersion();
      }
    }
    return version;
  }

  private static SettingsState state(List<SettingEvent> changes) {
    SettingsState state = SettingsState.INITIAL;
    for (SettingEvent change : changes) {
      state = state.evolve(change);
    }
    return state;
  }

  private List<SettingEvent> changes() {
    if (HELD.isBound()) {
      return HELD.get();
    }
    return streams.events(ChangeSetting.STREAM).stream()
        .map(StoredEvent::envelope)
        .map(envelope -> (SettingEvent) envelope.data())
        .toList();
  }

  private static JsonNode json(String text) {
    return EventJson.mapper().readTree(text);
  }
}
