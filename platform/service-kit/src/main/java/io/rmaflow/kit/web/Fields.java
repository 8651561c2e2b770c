package io.rmaflow.kit.web;

import io.rmaflow.events.Message;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
  public static final int MAX_IDENTIFIER = 128;

  /** The first and the last day that anything may name. */
  static final LocalDate FIRST_DATE = LocalDate.of(1900, 1, 1);

  static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);

  /** The longest mail address that SMTP can carry. */
  private static final int MAX_EMAIL = 254;

  private static final int MAX_PHONE = 40;
  private static final int MAX_REASON = 2000;
  private static final int MAX_DIGITS = 60;

  /** The syntax that browsers accept for a mail address; no spaces, no line breaks, ASCII only. */
  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
              + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  private static final Pattern PHONE = Pattern.compile("[0-9+()\\-. #*xX内線]+");

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

  /** A text of at most {@code max} code points; may be empty. */
  public @Nullable String text(String name, int max) {
    JsonNode node = present(name);
    return node == null ? null : textOf(path(name), node, max);
  }

  /** A text that is there and not blank; an empty placeholder where it is not. */
  public String requiredText(String name, int max) {
    JsonNode node = present(name);
    if (node == null) {
      return required(name, "");
    }
    String text = textOf(path(name), node, max);
    if (text == null) {
      return "";
    }
    return text.isBlank() ? required(name, "") : text;
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
    JsonNode node = present(name);
    return node == null ? null : identifierOf(path(name), node, max);
  }

  /** As {@link #identifier(String)}, and it must be there; {@code "-"} as placeholder. */
  public String requiredIdentifier(String name) {
    JsonNode node = present(name);
    if (node == null) {
      return required(name, "-");
    }
    int before = shared.errors().size();
    String text = identifierOf(path(name), node, MAX_IDENTIFIER);
    if (text != null) {
      return text;
    }
    return shared.errors().size() > before ? "-" : required(name, "-");
  }

  /** A list of texts; empty where absent. */
  public List<String> texts(String name, int maxItems, int maxLength) {
    List<String> texts = new ArrayList<>();
    List<JsonNode> items = items(name, maxItems);
    for (int i = 0; i < items.size(); i++) {
      String text = textOf(path(name) + "[" + i + "]", items.get(i), maxLength);
      if (text != null) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  /** A list of identifiers (see {@link #identifier(String)}); empty where absent. */
  public List<String> identifiers(String name, int maxItems) {
    List<String> texts = new ArrayList<>();
    List<JsonNode> items = items(name, maxItems);
    for (int i = 0; i < items.size(); i++) {
      String text = identifierOf(path(name) + "[" + i + "]", items.get(i), MAX_IDENTIFIER);
      if (text != null) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  /** A mail address, ASCII, at most 254 characters; blank is absent. */
  public @Nullable String email(String name) {
    String text = identifier(name, MAX_EMAIL);
    if (text == null) {
      return null;
    }
    if (!EMAIL.matcher(text).matches()) {
      malformed(name, "メールアドレスの形式が正しくありません。", "This is not a mail address.");
      return null;
    }
    return text;
  }

  /** A telephone number: digits and the usual separators, at most 40 characters. */
  public @Nullable String phone(String name) {
    String text = identifier(name, MAX_PHONE);
    if (text == null) {
      return null;
    }
    if (!PHONE.matcher(text).matches()) {
      malformed(name, "電話番号の形式が正しくありません。", "This is not a telephone number.");
      return null;
    }
    return text;
  }

  /** A language in which we write: {@code ja} (also where absent) or {@code en}. */
  public String language(String name) {
    String text = identifier(name, 8);
    if (text == null || text.equals("ja") || text.equals("en")) {
      return text == null ? "ja" : text;
    }
    unknownValue(path(name), List.of("ja", "en"));
    return "ja";
  }

  /** A text, a number or a boolean, each as its text; for values whose type another field tells. */
  public @Nullable String scalar(String name, int max) {
    JsonNode node = present(name);
    if (node == null) {
      return null;
    }
    if (node.isNumber() || node.isBoolean()) {
      return node.asString();
    }
    return textOf(path(name), node, max);
  }

  /** The JSON of a field as it came, for values whose rule the caller has; may be any kind. */
  public @Nullable JsonNode json(String name) {
    return present(name);
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

  /** A date such as {@code 2026-05-01}, from 1900 to 9999. */
  public @Nullable LocalDate date(String name) {
    String text = identifier(name, 40);
    if (text == null) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE)) {
        outOfRange(path(name), FIRST_DATE.toString(), LAST_DATE.toString());
        return null;
      }
      return date;
    } catch (DateTimeException malformed) {
      malformed(name, "日付は 2026-05-01 の形式で指定してください。", "A date looks like 2026-05-01.");
      return null;
    }
  }

  /** A date that must be there; 1970-01-01 as placeholder. */
  public LocalDate requiredDate(String name) {
    if (isAbsent(name)) {
      return required(name, LocalDate.EPOCH);
    }
    LocalDate value = date(name);
    return value == null ? LocalDate.EPOCH : value;
  }

  /**
   * An instant with its offset, such as {@code 2026-05-01T10:30:00+09:00}, from 1900 to 9999, cut
   * off to microseconds.
   */
  public @Nullable Instant instant(String name) {
    String text = identifier(name, 64);
    if (text == null) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
      LocalDate date = instant.atOffset(ZoneOffset.UTC).toLocalDate();
      if (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE)) {
        outOfRange(path(name), FIRST_DATE.toString(), LAST_DATE.toString());
        return null;
      }
      return instant;
    } catch (DateTimeException malformed) {
      malformed(
          name,
          "日時は 2026-05-01T10:30:00+09:00 のように時差を付けて指定してください。",
          "An instant looks like 2026-05-01T10:30:00+09:00, with its offset.");
      return null;
    }
  }

  /** An instant that must be there; 1970-01-01T00:00Z as placeholder. */
  public Instant requiredInstant(String name) {
    if (isAbsent(name)) {
      return required(name, Instant.EPOCH);
    }
    Instant value = instant(name);
    return value == null ? Instant.EPOCH : value;
  }

  /**
   * When the fact happened: field {@code occurredAt}, default now. More than 60 s in the future is
   * an error; further back than the setting backdating.maxDays too, but for an {@link Role#ADMIN}
   * with a {@code reason}. What a {@link Role#CUSTOMER} says happens now.
   */
  public Instant occurredAt() {
    Instant stated = instant("occurredAt");
    if (stated == null || shared.caller().isCustomer()) {
      return shared.now();
    }
    if (stated.isAfter(shared.now().plus(FUTURE_TOLERANCE))) {
      reject(
          "occurredAt",
          "IN_THE_FUTURE",
          "未来の日時は指定できません。",
          "An instant in the future cannot have happened.");
      return shared.now();
    }
    int maxDays = shared.limit().maxDays();
    if (stated.isBefore(shared.now().minus(Duration.ofDays(maxDays)))) {
      checkBackdating(maxDays);
    }
    return stated;
  }

  private void checkBackdating(int maxDays) {
    if (shared.caller().role() != Role.ADMIN) {
      reject(
          "occurredAt",
          "TOO_FAR_BACK",
          maxDays + " 日より前の日時は指定できません。",
          "It must not lie more than " + maxDays + " days back.");
      return;
    }
    String reason = text("reason", MAX_REASON);
    if (reason == null || reason.isBlank()) {
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
    boolean known =
        shared.errors().stream()
            .anyMatch(error -> error.field().equals(path) && error.code().equals(code));
    if (!known) {
      shared.errors().add(new FieldError(path, code, new Message(ja, en)));
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

  private void malformed(String name, String ja, String en) {
    error(path(name), "MALFORMED", ja, en);
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

  private @Nullable String textOf(String path, JsonNode node, int max) {
    if (!node.isString()) {
      wrongType(path, "文字列", "a text");
      return null;
    }
    String text = node.stringValue();
    if (text.codePointCount(0, text.length()) > max) {
      error(
          path,
          "TOO_LONG",
          max + " 文字以内で指定してください。",
          "It must not have more than " + max + " characters.");
      return null;
    }
    return text;
  }

  private @Nullable String identifierOf(String path, JsonNode node, int max) {
    String text = textOf(path, node, max);
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      error(path, "INVALID_CHARACTER", "制御文字は使えません。", "Control characters are not allowed.");
      return null;
    }
    return text.strip();
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
