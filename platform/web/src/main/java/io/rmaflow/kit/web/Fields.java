package io.rmaflow.kit.web;

import io.rmaflow.events.Ids;
import io.rmaflow.events.Message;
import io.rmaflow.events.UnusableId;
import io.rmaflow.events.values.Parsed;
import io.rmaflow.events.values.Parser;
import io.rmaflow.events.values.Values;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads a JSON object field by field and collects every error, so that one {@code 400} names them
 * all: read what is needed, then {@link #check()}, then act.
 *
 * <p>A field that is absent or {@code null} reads as {@code null}. A field that is wrong reads as
 * {@code null} too, and a required one as a placeholder: neither is seen by anybody who calls
 * {@link #check()} first. Unknown fields are passed over. Lengths count Unicode code points.
 */
public final class Fields {

  /** How far a clock of somebody else may be ahead of ours. */
  static final Duration FUTURE_TOLERANCE = Duration.ofSeconds(60);

  /** The longest identifier of any kind. */
  public static final int MAX_IDENTIFIER = Ids.MAX_LENGTH;

  private static final int MAX_REASON = 2000;
  private static final int MAX_DIGITS = 60;

  /** What all objects of one body share. */
  private record Shared(
      Caller caller, Instant now, BackdatingLimit limit, List<FieldError> errors) {}

  private final ObjectNode object;
  private final String prefix;
  private final Shared shared;

  private Fields(ObjectNode object, String prefix, Shared shared) {
    this.object = object;
    this.prefix = prefix;
    this.shared = shared;
  }

  static Fields of(ObjectNode body, Caller caller, Instant now, BackdatingLimit limit) {
    return new Fields(body, "", new Shared(caller, now, limit, new ArrayList<>()));
  }

  /**
   * The fields of a JSON text, as they would be read from a request; for tests and for JSON that
   * has not come as a request.
   *
   * @param now the present instant of the business clock
   * @throws InvalidRequest where the text is not a JSON object
   */
  public static Fields parse(String json, Caller caller, Instant now, BackdatingLimit limit) {
    return of(StrictJson.object(json), caller, now, limit);
  }

  // --- texts ---------------------------------------------------------------------------------

  /** A value of one of the types of {@link Values}; blank is absent. */
  public <T> @Nullable T value(String name, Parser<T> type) {
    JsonNode node = present(name);
    return node == null ? null : valueOf(path(name), node, type);
  }

  /** A value that must be there. */
  public <T> T requiredValue(String name, Parser<T> type, T placeholder) {
    if (isAbsent(name)) {
      return required(name, placeholder);
    }
    T value = value(name, type);
    return value == null ? placeholder : value;
  }

  /**
   * A value where it is one of that type, else what was written, in one line of at most {@code max}
   * code points: for what is not turned away although it cannot be used.
   */
  public @Nullable String valueOrAsWritten(String name, Parser<String> type, int max) {
    String written = line(name, max);
    return written == null ? null : type.parse(written).optional().orElse(written);
  }

  /**
   * A text that is shown in one line, in NFC without white space around it, of at most {@code max}
   * code points; blank is absent.
   */
  public @Nullable String line(String name, int max) {
    return value(name, Values.line(max));
  }

  /** As {@link #line}, and it must be there; an empty placeholder where it is not. */
  public String requiredLine(String name, int max) {
    return requiredValue(name, Values.line(max), "");
  }

  /**
   * A text that somebody writes, in as many lines as he likes, of at most {@code max} code points;
   * blank is absent.
   */
  public @Nullable String text(String name, int max) {
    return value(name, Values.text(max));
  }

  /** As {@link #text}, and it must be there; an empty placeholder where it is not. */
  public String requiredText(String name, int max) {
    return requiredValue(name, Values.text(max), "");
  }

  /**
   * An identifier such as a serial number: surrounding white space is cut off, blank is absent, at
   * most {@value #MAX_IDENTIFIER} code points, no control characters.
   */
  public @Nullable String identifier(String name) {
    return identifier(name, MAX_IDENTIFIER);
  }

  /** As {@link #identifier(String)} with another length. */
  public @Nullable String identifier(String name, int max) {
    return value(name, Values.identifier(max));
  }

  /** As {@link #identifier(String)}, and it must be there; {@code "-"} as placeholder. */
  public String requiredIdentifier(String name) {
    return requiredValue(name, Values.identifier(MAX_IDENTIFIER), "-");
  }

  /** A list of texts of one line (see {@link #line}), none of them blank; empty where absent. */
  public List<String> lines(String name, int maxItems, int maxLength) {
    List<JsonNode> items = items(name, maxItems);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).isString() && items.get(i).stringValue().isBlank()) {
        required(name + "[" + i + "]", "");
      }
    }
    return values(name, items, Values.line(maxLength));
  }

  /** A list of identifiers (see {@link #identifier(String)}); empty where absent. */
  public List<String> identifiers(String name, int maxItems) {
    return values(name, items(name, maxItems), Values.identifier(MAX_IDENTIFIER));
  }

  private <T> List<T> values(String name, List<JsonNode> items, Parser<T> type) {
    List<T> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      T value = valueOf(path(name) + "[" + i + "]", items.get(i), type);
      if (value != null) {
        values.add(value);
      }
    }
    return List.copyOf(values);
  }

  /**
   * A number or an ID of the business in its one spelling, such as {@code id("serialNumber",
   * SerialNumber::new)}; blank is absent.
   */
  public <I> @Nullable I id(String name, Function<String, I> type) {
    JsonNode node = present(name);
    return node == null ? null : idOf(path(name), node, type);
  }

  /** As {@link #id}, and it must be there; that of {@code "-"} as placeholder. */
  public <I> I requiredId(String name, Function<String, I> type) {
    int before = shared.errors().size();
    I id = id(name, type);
    if (id != null) {
      return id;
    }
    I placeholder = type.apply("-");
    return shared.errors().size() > before ? placeholder : required(name, placeholder);
  }

  /** A list of IDs (see {@link #id}); empty where absent. */
  public <I> List<I> ids(String name, int maxItems, Function<String, I> type) {
    List<I> ids = new ArrayList<>();
    List<JsonNode> items = items(name, maxItems);
    for (int i = 0; i < items.size(); i++) {
      I id = idOf(path(name) + "[" + i + "]", items.get(i), type);
      if (id != null) {
        ids.add(id);
      }
    }
    return List.copyOf(ids);
  }

  /** What was typed for an ID, for display; absent where it is the spelling that we use. */
  public @Nullable String asGiven(String name, Object id) {
    JsonNode node = present(name);
    if (node == null || !node.isString() || node.stringValue().equals(id.toString())) {
      return null;
    }
    return node.stringValue();
  }

  /** A mail address (see {@link Values#EMAIL}). */
  public @Nullable String email(String name) {
    return value(name, Values.EMAIL);
  }

  /** A telephone number (see {@link Values#PHONE}). */
  public @Nullable String phone(String name) {
    return value(name, Values.PHONE);
  }

  /** A language in which we write: {@code ja} (also where absent) or {@code en}. */
  public String language(String name) {
    String language = value(name, Values.LANGUAGE);
    return language == null ? "ja" : language;
  }

  /**
   * A text of one line, a number or a boolean, each as its text; for values whose type another
   * field tells.
   */
  public @Nullable String scalar(String name, int max) {
    JsonNode node = present(name);
    return node != null && (node.isNumber() || node.isBoolean())
        ? node.asString()
        : line(name, max);
  }

  /**
   * The JSON of a field, for values whose rule the caller has; may be any kind. Every text in it is
   * of one line, in NFC without white space around it.
   */
  public @Nullable JsonNode json(String name) {
    JsonNode node = present(name);
    return node == null ? null : ofLines(path(name), node);
  }

  private JsonNode ofLines(String path, JsonNode node) {
    if (node.isString()) {
      String line = parsed(path, node.stringValue(), Values.line(Integer.MAX_VALUE));
      return line == null ? node : StringNode.valueOf(line);
    }
    if (node.isArray()) {
      ArrayNode lines = JsonMapper.shared().createArrayNode();
      for (int i = 0; i < node.size(); i++) {
        lines.add(ofLines(path + "[" + i + "]", node.get(i)));
      }
      return lines;
    }
    return node;
  }

  // --- numbers and marks -----------------------------------------------------------------------

  /** A boolean. */
  public @Nullable Boolean bool(String name) {
    JsonNode node = present(name);
    if (node == null) {
      return null;
    }
    if (!node.isBoolean()) {
      wrongType(path(name), "true / false ", "true or false");
      return null;
    }
    return node.booleanValue();
  }

  /** A boolean, or what it is where absent. */
  public boolean bool(String name, boolean whereAbsent) {
    Boolean value = bool(name);
    return value == null ? whereAbsent : value;
  }

  /** A boolean that must be there. */
  public boolean requiredBool(String name) {
    return present(name) == null ? required(name, false) : bool(name, false);
  }

  /** A whole number between two bounds, both inclusive. */
  public @Nullable Integer integer(String name, int min, int max) {
    JsonNode node = present(name);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber()) {
      wrongType(path(name), "整数", "a whole number");
      return null;
    }
    if (!node.canConvertToInt() || node.intValue() < min || node.intValue() > max) {
      outOfRange(path(name), Integer.toString(min), Integer.toString(max));
      return null;
    }
    return node.intValue();
  }

  /** A whole number that must be there; {@code min} as placeholder. */
  public int requiredInteger(String name, int min, int max) {
    if (present(name) == null) {
      return required(name, min);
    }
    Integer value = integer(name, min, max);
    return value == null ? min : value;
  }

  /** A decimal number between two bounds, both inclusive, of at most 60 digits. */
  public @Nullable BigDecimal decimal(String name, BigDecimal min, BigDecimal max) {
    JsonNode node = present(name);
    if (node == null) {
      return null;
    }
    if (!node.isNumber()) {
      wrongType(path(name), "数値", "a number");
      return null;
    }
    BigDecimal value = node.decimalValue();
    boolean unwieldy =
        value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS;
    if (unwieldy || value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      outOfRange(path(name), min.toPlainString(), max.toPlainString());
      return null;
    }
    return value;
  }

  // --- dates -----------------------------------------------------------------------------------

  /** A date (see {@link Values#DATE}). */
  public @Nullable LocalDate date(String name) {
    return value(name, Values.DATE);
  }

  /** A date that must be there; 1970-01-01 as placeholder. */
  public LocalDate requiredDate(String name) {
    return requiredValue(name, Values.DATE, LocalDate.EPOCH);
  }

  /** An instant (see {@link Values#INSTANT}). */
  public @Nullable Instant instant(String name) {
    return value(name, Values.INSTANT);
  }

  /** An instant that must be there; 1970-01-01T00:00Z as placeholder. */
  public Instant requiredInstant(String name) {
    return requiredValue(name, Values.INSTANT, Instant.EPOCH);
  }

  /**
   * When the fact happened: field {@code occurredAt}, default now. More than 60 s in the future is
   * an error; further back than the setting backdating.maxDays too, but for an {@link Role#ADMIN}
   * with a {@code reason}. What a {@link Role#CUSTOMER} says happens now.
   */
  public Instant occurredAt() {
    return happenedAt("occurredAt");
  }

  /** The same for a fact whose instant has a field of its own. */
  public Instant happenedAt(String name) {
    Instant stated = instant(name);
    if (stated == null || shared.caller().isCustomer()) {
      return shared.now();
    }
    if (stated.isAfter(shared.now().plus(FUTURE_TOLERANCE))) {
      reject(
          name,
          "IN_THE_FUTURE",
          "未来の日時は指定できません。",
          "An instant in the future cannot have happened.");
      return shared.now();
    }
    int maxDays = shared.limit().maxDays();
    if (stated.isBefore(shared.now().minus(Duration.ofDays(maxDays)))) {
      checkBackdating(name, maxDays);
    }
    return stated;
  }

  private void checkBackdating(String name, int maxDays) {
    if (shared.caller().role() != Role.ADMIN) {
      reject(
          name,
          "TOO_FAR_BACK",
          maxDays + " 日より前の日時は指定できません。",
          "It must not lie more than " + maxDays + " days back.");
      return;
    }
    if (line("reason", MAX_REASON) == null) {
      reject(
          "reason",
          "REQUIRED",
          maxDays + " 日より前の日時を記録するには理由が必要です。",
          "A reason is needed for what lies more than " + maxDays + " days back.");
    }
  }

  // --- enums -----------------------------------------------------------------------------------

  /** One of the names of an enum, exactly as written there. */
  public <E extends Enum<E>> @Nullable E enumValue(String name, Class<E> type) {
    JsonNode node = present(name);
    return node == null ? null : enumOf(path(name), node, type);
  }

  /** One of the names of an enum that must be there; its first constant as placeholder. */
  public <E extends Enum<E>> E requiredEnum(String name, Class<E> type) {
    E placeholder = type.getEnumConstants()[0];
    JsonNode node = present(name);
    if (node == null) {
      return required(name, placeholder);
    }
    E value = enumOf(path(name), node, type);
    return value == null ? placeholder : value;
  }

  /** A list of names of an enum, each once; empty where absent. */
  public <E extends Enum<E>> Set<E> enumSet(String name, Class<E> type) {
    Set<E> values = EnumSet.noneOf(type);
    List<JsonNode> items = items(name, 200);
    for (int i = 0; i < items.size(); i++) {
      E value = enumOf(path(name) + "[" + i + "]", items.get(i), type);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  // --- objects ---------------------------------------------------------------------------------

  /** An object in this one. */
  public @Nullable Fields object(String name) {
    JsonNode node = present(name);
    return node == null ? null : objectOf(path(name), node);
  }

  /** An object that must be there; one without fields as placeholder. */
  public Fields requiredObject(String name) {
    JsonNode node = present(name);
    Fields found = node == null ? null : objectOf(path(name), node);
    if (node == null) {
      required(name, "");
    }
    return found == null
        ? new Fields(JsonMapper.shared().createObjectNode(), path(name) + ".", shared)
        : found;
  }

  /** A list of objects; empty where absent. */
  public List<Fields> objects(String name, int maxItems) {
    List<Fields> objects = new ArrayList<>();
    List<JsonNode> items = items(name, maxItems);
    for (int i = 0; i < items.size(); i++) {
      Fields item = objectOf(path(name) + "[" + i + "]", items.get(i));
      if (item != null) {
        objects.add(item);
      }
    }
    return List.copyOf(objects);
  }

  /** A list of objects, at most 100. */
  public List<Fields> objects(String name) {
    return objects(name, 100);
  }

  /** Whether the field is there and not {@code null}. */
  public boolean has(String name) {
    return present(name) != null;
  }

  /** Whether the field is there, be it {@code null}: a change to "nothing" in a PATCH. */
  public boolean mentions(String name) {
    return object.has(name);
  }

  /** The names of the fields, known or not, in their order. */
  public Set<String> names() {
    return new LinkedHashSet<>(object.propertyNames());
  }

  /** The present instant of the business clock, the same for the whole request. */
  public Instant now() {
    return shared.now();
  }

  /** The path of a field of this object from the root of the body. */
  public String path(String name) {
    return prefix + name;
  }

  // --- errors ----------------------------------------------------------------------------------

  /** Notes that a field is wrong by a rule of the caller's own. */
  public void reject(String field, String messageJa, String messageEn) {
    reject(field, "INVALID", messageJa, messageEn);
  }

  /** As above with a code of its own. */
  public void reject(String field, String code, String messageJa, String messageEn) {
    error(path(field), code, messageJa, messageEn);
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidRequest where anything that was read, here or in an object of this body, was
   *     wrong
   */
  public void check() {
    if (!shared.errors().isEmpty()) {
      throw new InvalidRequest(shared.errors());
    }
  }

  private void error(String path, String code, String ja, String en) {
    error(path, code, new Message(ja, en));
  }

  private void error(String path, String code, Message message) {
    boolean known =
        shared.errors().stream()
            .anyMatch(error -> error.field().equals(path) && error.code().equals(code));
    if (!known) {
      shared.errors().add(new FieldError(path, code, message));
    }
  }

  private <T> T required(String name, T placeholder) {
    error(path(name), "REQUIRED", "必須項目です。", "This field is required.");
    return placeholder;
  }

  private void wrongType(String path, String ja, String en) {
    error(path, "WRONG_TYPE", ja + "を指定してください。", "It must be " + en + ".");
  }

  private void outOfRange(String path, String min, String max) {
    error(
        path,
        "OUT_OF_RANGE",
        min + " から " + max + " の範囲で指定してください。",
        "It must lie between " + min + " and " + max + ".");
  }

  private void unknownValue(String path, List<String> allowed) {
    String list = String.join(", ", allowed);
    error(path, "UNKNOWN_VALUE", "次のいずれかを指定してください: " + list, "It must be one of " + list + ".");
  }

  // --- nodes -----------------------------------------------------------------------------------

  private @Nullable JsonNode present(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private boolean isAbsent(String name) {
    JsonNode node = present(name);
    return node == null || (node.isString() && node.stringValue().isBlank());
  }

  private <T> @Nullable T valueOf(String path, JsonNode node, Parser<T> type) {
    if (!node.isString()) {
      wrongType(path, "文字列", "a text");
      return null;
    }
    return node.stringValue().isBlank() ? null : parsed(path, node.stringValue(), type);
  }

  private <T> @Nullable T parsed(String path, String text, Parser<T> type) {
    return switch (type.parse(text)) {
      case Parsed.Value<T>(T value) -> value;
      case Parsed.Wrong<T>(String code, Message message) -> {
        error(path, code, message);
        yield null;
      }
    };
  }

  private <I> @Nullable I idOf(String path, JsonNode node, Function<String, I> type) {
    if (!node.isString()) {
      wrongType(path, "文字列", "a text");
      return null;
    }
    try {
      return Ids.typed(node.stringValue(), type);
    } catch (UnusableId unusable) {
      if (!unusable.isBlank()) {
        error(path, unusable.code(), unusable.reason().ja(), unusable.reason().en());
      }
      return null;
    }
  }

  private <E extends Enum<E>> @Nullable E enumOf(String path, JsonNode node, Class<E> type) {
    if (!node.isString()) {
      wrongType(path, "文字列", "a text");
      return null;
    }
    String text = node.stringValue();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    unknownValue(
        path, Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.toList()));
    return null;
  }

  private @Nullable Fields objectOf(String path, JsonNode node) {
    if (node instanceof ObjectNode child) {
      return new Fields(child, path + ".", shared);
    }
    wrongType(path, "オブジェクト", "an object");
    return null;
  }

  private List<JsonNode> items(String name, int maxItems) {
    JsonNode node = present(name);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      wrongType(path(name), "配列", "a list");
      return List.of();
    }
    if (node.size() > maxItems) {
      error(
          path(name),
          "TOO_MANY",
          maxItems + " 件以内で指定してください。",
          "It must not have more than " + maxItems + " items.");
      return List.of();
    }
    return List.copyOf(node.values());
  }
}
