package io.rmaflow.contract.settings;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.calendar.rules.CalendarCommand;
import io.rmaflow.contract.calendar.rules.CalendarState;
import io.rmaflow.contract.settings.rules.ChangeSetting;
import io.rmaflow.contract.settings.rules.SettingKey;
import io.rmaflow.events.Clause;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.Message;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.CalendarEvent;
import io.rmaflow.events.contract.CalendarEvent.Holiday;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.FieldError;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.Sent;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.CompanyHolidays;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * {@code /api/settings}: every key of the policy with its value, its default and its version.
 * Company holidays are only shown here.
 */
@Tag(name = "settings")
@RestController
@RequestMapping("/api/settings")
class SettingsResource {

  private static final int LONGEST_REASON = 2000;

  /** A-07; not among {@link SettingKey}, as it is changed day by day as a calendar. */
  @Clause("A-07")
  private static final String COMPANY_HOLIDAYS = "calendar.companyHolidays";

  private static final DateTimeFormatter MONTH_AND_DAY =
      DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);

  private static final FieldError CHANGED_AS_CALENDAR =
      new FieldError(
          "value",
          "CHANGED_AS_CALENDAR",
          new Message(
              "会社休日は /api/calendar/company-holidays で追加・取消してください。",
              "Company holidays are added and withdrawn at /api/calendar/company-holidays."));

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

  /**
   * A page of the settings with the version of the whole set.
   *
   * @param items of this page
   * @param page its number, from 0
   * @param size how many items a page has at most
   * @param total how many settings there are
   * @param settingsVersion 1 is all defaults; every change makes the next one
   */
  record SettingsPage(
      List<Settings.Setting> items, int page, int size, long total, int settingsVersion) {}

  /**
   * The company's holidays as a setting.
   *
   * @param yearly closed every year
   * @param added single days closed in addition
   * @param withdrawn single days of the yearly ones on which the company works after all
   */
  record Holidays(List<Yearly> yearly, List<Holiday> added, List<LocalDate> withdrawn) {}

  /** Days of every year, both inclusive, as {@code MM-dd}. */
  record Yearly(String from, String to, String ja, String en) {}

  /**
   * The settings of the policy: as they are, as recorded by an instant, or as they were at one by
   * all that is known.
   */
  @InJapanese("ポリシーの設定値の一覧。過去の時点(asOf・trueAt)でも取得できます。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping
  SettingsPage settings(@Valid @ModelAttribute AsOf then, PageRequest request) {
    Settings.Edition set = settings.at(then);
    Page<Settings.Setting> page =
        Page.of(
            Stream.concat(Stream.of(companyHolidays(then)), set.all().stream()).toList(), request);
    return new SettingsPage(page.items(), page.page(), page.size(), page.total(), set.version());
  }

  /**
   * A setting: as it is, as recorded by an instant, or as it was at one by all that is known.
   *
   * @param key such as {@code renewal.graceDays}
   */
  @InJapanese("設定値と、その初期値。過去の時点(asOf・trueAt)でも取得できます。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/{key}")
  Settings.Setting setting(@PathVariable("key") String key, @Valid @ModelAttribute AsOf then) {
    return key.equals(COMPANY_HOLIDAYS)
        ? companyHolidays(then)
        : settings.at(then).value(known(key));
  }

  /**
   * What a setting becomes.
   *
   * @param value of the kind that the key has; {@code null} where that is one of its values
   * @param reason why; kept apart from the events
   */
  record NewValue(
      @Schema(requiredMode = RequiredMode.REQUIRED) Sent<JsonNode> value,
      @Line(max = LONGEST_REASON) @Nullable String reason) {}

  /**
   * Change a setting. The value that it has already changes nothing.
   *
   * @param key such as {@code renewal.graceDays}
   */
  @InJapanese("設定値を変更します。")
  @Allowed(ADMIN)
  @Refuses(
      status = 400,
      codes = {"NOT_ALLOWED", "CHANGED_AS_CALENDAR"})
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Example(
      """
          {"value": 14, "reason": "更新手続きの遅れに対応するため"}
          """)
  @PutMapping("/{key}")
  @AdministrativeAct
  ResponseEntity<Settings.Setting> changeSetting(
      @PathVariable("key") String key, @Valid @RequestBody NewValue body, WriteRequest call) {
    if (key.equals(COMPANY_HOLIDAYS)) {
      throw new InvalidRequest(List.of(CHANGED_AS_CALENDAR));
    }
    SettingKey setting = known(key);
    return writes.performChecking(
        call.continuing(ChangeSetting.STREAM),
        findings -> {
          String value = value(setting, body.value(), findings);
          findings.check();
          settings.alone();
          call.requireVersion(streams.lastSequence(ChangeSetting.STREAM).orElse(-1));
          String reason = body.reason();
          @Nullable TextId reasonId = reason == null ? null : personal.addText(reason);
          commands.send(
              new ChangeSetting(setting, value, reasonId),
              Recording.of(call.caller().subject(), call.receivedAt()));
          return Answer.ok(settings.value(setting))
              .withVersion(
                  ChangeSetting.STREAM, streams.lastSequence(ChangeSetting.STREAM).orElse(-1));
        });
  }

  /** The value as canonical JSON text; wrong ones are named with what is allowed. */
  private static String value(SettingKey setting, Sent<JsonNode> said, Findings findings) {
    if (!said.mentioned()) {
      findings.required("value");
      return setting.defaultJson();
    }
    JsonNode sent = said.value();
    @Nullable Object value =
        sent == null ? null : EventJson.mapper().treeToValue(sent, Object.class);
    if (!setting.rule().allowed().test(value)) {
      findings.reject("value", "NOT_ALLOWED", setting.rule().ja(), setting.rule().en());
      return setting.defaultJson();
    }
    return EventJson.mapper()
        .writeValueAsString(value instanceof Map<?, ?> map ? new TreeMap<>(map) : value);
  }

  /** Its version is that of the calendar, which every change makes anew. */
  private Settings.Setting companyHolidays(AsOf then) {
    BusinessCalendar calendar =
        CalendarState.of(
                then.known(streams, CalendarCommand.STREAM).stream()
                    .map(event -> (CalendarEvent) event.data())
                    .toList())
            .calendar();
    return new Settings.Setting(
        COMPANY_HOLIDAYS,
        json(calendar.companyHolidays()),
        json(CompanyHolidays.STANDARD),
        calendar.version());
  }

  private static JsonNode json(CompanyHolidays holidays) {
    return EventJson.mapper()
        .valueToTree(
            new Holidays(
                holidays.yearly().stream()
                    .map(
                        days ->
                            new Yearly(
                                MONTH_AND_DAY.format(days.first()),
                                MONTH_AND_DAY.format(days.last()),
                                days.name().ja(),
                                days.name().en()))
                    .toList(),
                holidays.added().entrySet().stream()
                    .map(day -> new Holiday(day.getKey(), day.getValue().ja(), day.getValue().en()))
                    .toList(),
                List.copyOf(holidays.withdrawn())));
  }

  private static SettingKey known(String key) {
    return SettingKey.of(key).orElseThrow(() -> new NotFound("setting", key));
  }
}
