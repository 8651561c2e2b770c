package io.rmaflow.kit.web;

import io.rmaflow.events.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as RFC 8259 writes it and as PostgreSQL can keep it: no key twice in one object, nothing
 * behind the value, no U+0000 and no lone surrogate in any text.
 */
public final class StrictJson {

  private static final int LONGEST_PATH = 200;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // looked for by ourselves, to say it in words of our own
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();

  private StrictJson() {}

  static ObjectNode empty() {
    return MAPPER.createObjectNode();
  }

  /**
   * The object that a text holds.
   *
   * @throws InvalidRequest naming line and column, or the fields with characters that cannot be
   */
  public static ObjectNode object(String json) {
    JsonNode root = parse(json);
    if (!(root instanceof ObjectNode object)) {
      throw InvalidRequest.of(
          "", "WRONG_TYPE", "リクエスト本文は JSON オブジェクトにしてください。", "The body must be a JSON object.");
    }
    List<FieldError> errors = new ArrayList<>();
    checkCharacters("", object, errors);
    if (!errors.isEmpty()) {
      throw new InvalidRequest(errors);
    }
    return object;
  }

  /** The same text for equal objects, whatever the order of their fields. */
  static String canonical(ObjectNode object) {
    return MAPPER.writeValueAsString(object);
  }

  private static JsonNode parse(String json) {
    try (JsonParser parser = MAPPER.createParser(json)) {
      try {
        JsonNode root = MAPPER.readTree(parser);
        if (parser.nextToken() != null) {
          TokenStreamLocation at = parser.currentTokenLocation();
          throw malformed(at, "", "There is something behind the object");
        }
        return root;
      } catch (JacksonException malformed) {
        throw malformed(
            malformed.getLocation(),
            cut(path(parser.streamReadContext())),
            firstLine(malformed.getOriginalMessage()));
      }
    }
  }

  private static InvalidRequest malformed(
      @Nullable TokenStreamLocation at, String path, String what) {
    int line = at == null ? 1 : Math.max(1, at.getLineNr());
    int column = at == null ? 1 : Math.max(1, at.getColumnNr());
    return InvalidRequest.of(
        path,
        "MALFORMED_JSON",
        "JSON として読み取れません (" + line + " 行 " + column + " 桁)。",
        "This is not JSON (line " + line + ", column " + column + "): " + what);
  }

  /** The parser's own words, up to where they begin to speak of Java. */
  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return printable(line);
  }

  /** A body of nothing but brackets has a path as long as itself. */
  private static String cut(String path) {
    return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
  }

  private static String path(TokenStreamContext context) {
    StringBuilder path = new StringBuilder();
    for (TokenStreamContext at = context; at != null && !at.inRoot(); at = at.getParent()) {
      if (at.inArray()) {
        path.insert(0, "[" + at.getCurrentIndex() + "]");
      } else if (at.currentName() != null) {
        String separator = path.isEmpty() || path.charAt(0) == '[' ? "" : ".";
        path.insert(0, at.currentName() + separator);
      }
    }
    return printable(path.toString());
  }

  private static void checkCharacters(String path, JsonNode node, List<FieldError> errors) {
    if (node.isString()) {
      checkText(path, node.stringValue(), errors);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        checkCharacters(path + "[" + i + "]", node.get(i), errors);
      }
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> property : node.properties()) {
        String child = (path.isEmpty() ? "" : path + ".") + property.getKey();
        checkText(child, property.getKey(), errors);
        checkCharacters(child, property.getValue(), errors);
      }
    }
  }

  private static void checkText(String path, String text, List<FieldError> errors) {
    if (text.indexOf('\0') >= 0) {
      errors.add(
          new FieldError(
              printable(path),
              "CONTROL_CHARACTER",
              new Message("U+0000 は使えません。", "U+0000 is not allowed.")));
    } else if (text.codePoints().anyMatch(StrictJson::isSurrogate)) {
      errors.add(
          new FieldError(
              printable(path),
              "INVALID_CHARACTER",
              new Message("不正なサロゲートが含まれています。", "It has a lone surrogate.")));
    }
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** A path of moderate length without the characters that it is reported for. */
  private static String printable(String path) {
    StringBuilder printable = new StringBuilder();
    path.codePoints()
        .limit(200)
        .forEach(
            codePoint ->
                printable.appendCodePoint(
                    Character.isISOControl(codePoint) || isSurrogate(codePoint)
                        ? '\uFFFD'
                        : codePoint));
    return printable.toString();
  }
}
