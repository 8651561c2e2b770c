package io.rmaflow.contract.settings;

import io.rmaflow.events.EventJson;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/settings}. */
@RestController
@RequestMapping("/api/settings")
class SettingsResource {

  private static final int LONGEST_REASON = 2000;

  private final Settings settings;
  private final Writes writes;
  private final Commands commands;
  private final StoredStreams streams;
  private final PersonalStore personal;

  SettingsResource(
      Settings settings,
      Writes writes,
      Commands commands,
      StoredStreams streams,
      PersonalStore personal) {
    this.settings = settings;
    this.writes = writes;
    this.commands = commands;
    this.streams = streams;
    this.personal = personal;
  }

  /** All settings with the version of the whole set. */
  record All(List<Settings.Value> items, int page, int size, long total, int settingsVersion) {}

  @GetMapping
  All all() {
    List<Settings.Value> items = settings.all();
    return new All(items, 0, items.size(), items.size(), settings.version());
  }

  @GetMapping("/{key}")
  Settings.Value one(@PathVariable("key") String key) {
    return settings.value(known(key));
  }

  @PutMapping("/{key}")
  ResponseEntity<?> change(@PathVariable("key") String key, WriteRequest request) {
    SettingKey setting = known(key);
    return writes.perform(
        request,
        fields -> {
          String value = value(setting, fields);
          String reason = fields.text("reason", LONGEST_REASON);
          fields.check();
          request.requireVersion(streams.lastSequence(ChangeSetting.STREAM).orElse(-1));
          @Nullable TextId reasonId =
              reason == null || reason.isBlank() ? null : personal.addText(reason);
          commands.send(
              new ChangeSetting(setting, value, reasonId),
              Recording.of(request.caller().subject(), fields.now()));
          return Answer.ok(settings.value(setting))
              .withVersion(
                  ChangeSetting.STREAM, streams.lastSequence(ChangeSetting.STREAM).orElse(-1));
        });
  }

  /** The value as canonical JSON text; wrong ones are named with what is allowed. */
  private static String value(SettingKey setting, Fields fields) {
    if (!fields.mentions("value")) {
      fields.reject("value", "REQUIRED", "必須項目です。", "This field is required.");
      return setting.defaultJson();
    }
    JsonNode sent = fields.json("value");
    @Nullable Object value =
        sent == null ? null : EventJson.mapper().treeToValue(sent, Object.class);
    if (!setting.rule().allowed().test(value)) {
      fields.reject("value", "NOT_ALLOWED", setting.rule().ja(), setting.rule().en());
      return setting.defaultJson();
    }
    return EventJson.mapper()
        .writeValueAsString(value instanceof Map<?, ?> map ? new TreeMap<>(map) : value);
  }

  private static SettingKey known(String key) {
    return SettingKey.of(key).orElseThrow(() -> new NotFound("setting", key));
  }
}
