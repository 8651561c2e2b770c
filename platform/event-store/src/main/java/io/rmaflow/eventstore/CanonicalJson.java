package io.rmaflow.eventstore;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The canonical form of a JSON value (RFC 8785): the same bytes for the same value, however its
 * keys were ordered and its numbers written, and so also after a round through {@code jsonb}.
 */
public final class CanonicalJson {

  /** Numbers keep every digit on their way in, or a digit too many would go unseen. */
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final long LARGEST_EXACT = 1L << 53;

  /** Places before the point up to which a number is written without an exponent. */
  private static final int LONGEST_PLAIN = 21;

  /** And zeros behind the point, counted below zero, from which it has one. */
  private static final int SMALLEST_PLAIN = -6;

  private CanonicalJson() {}

  /**
   * The canonical form of JSON text.
   *
   * @param json UTF-8
   * @throws UnstorableEvent where it holds what the database cannot hold or what the canonical form
   *     cannot tell from another value
   */
  public static byte[] of(byte[] json) {
    StringBuilder out = new StringBuilder(json.length + 16);
    append(out, parse(json));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  static JsonNode parse(byte[] json) {
    return EXACT.readTree(json);
  }

  static void append(StringBuilder out, JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> appendObject(out, value);
      case ARRAY -> appendArray(out, value);
      case STRING -> appendText(out, value.stringValue());
      case NUMBER -> appendNumber(out, value);
      case BOOLEAN -> out.append(value.booleanValue());
      case NULL -> out.append("null");
      default -> throw new UnstorableEvent("not JSON: " + value.getNodeType());
    }
  }

  private static void appendObject(StringBuilder out, JsonNode object) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
    // by UTF-16 code units, as the RFC has it, which is the order of Java's strings
    fields.sort(Comparator.comparing(Map.Entry::getKey));
    out.append('{');
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      appendText(out, fields.get(i).getKey());
      out.append(':');
      append(out, fields.get(i).getValue());
    }
    out.append('}');
  }

  private static void appendArray(StringBuilder out, JsonNode array) {
    out.append('[');
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      append(out, array.get(i));
    }
    out.append(']');
  }

  private static void appendNumber(StringBuilder out, JsonNode number) {
    if (number.isIntegralNumber() && number.canConvertToLong()) {
      long value = number.longValue();
      if (value >= -LARGEST_EXACT && value <= LARGEST_EXACT) {
        out.append(value);
        return;
      }
    }
    BigDecimal exact = number.decimalValue();
    String canonical = ofDouble(exact.doubleValue());
    // two numbers with one canonical form could be exchanged without the hash's noticing
    if (new BigDecimal(canonical).compareTo(exact) != 0) {
      throw new UnstorableEvent(
          "the number " + exact + " has more digits than RFC 8785 keeps: store it as text");
    }
    out.append(canonical);
  }

  static String ofDouble(double value) {
    if (Double.isInfinite(value) || Double.isNaN(value)) {
      throw new UnstorableEvent("a number is too large: store it as text");
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    // as ECMAScript has it: the value is 0.digits times ten to the power of point
    int point = digits.length() - shortest.scale();
    StringBuilder out = new StringBuilder(value < 0 ? "-" : "");
    if (point > LONGEST_PLAIN || point <= SMALLEST_PLAIN) {
      out.append(digits.charAt(0));
      if (digits.length() > 1) {
        out.append('.').append(digits, 1, digits.length());
      }
      return out.append(point > 0 ? "e+" : "e").append(point - 1).toString();
    }
    if (point <= 0) {
      return out.append("0.").append("0".repeat(-point)).append(digits).toString();
    }
    if (digits.length() <= point) {
      return out.append(digits).append("0".repeat(point - digits.length())).toString();
    }
    return out.append(digits, 0, point).append('.').append(digits.substring(point)).toString();
  }

  /** The fewest digits that tell the double from its neighbours, and of those the closest to it. */
  private static BigDecimal shortest(double value) {
    BigDecimal found = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (found.precision() == 2) {
      // Java writes no number with less than two digits, such as 4.9E-324
      BigDecimal oneDigit = new BigDecimal(value).round(new MathContext(1));
      if (oneDigit.doubleValue() == value) {
        return oneDigit.stripTrailingZeros();
      }
    }
    return found;
  }

  static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= ' ') {
        if (Character.isSurrogate(c)) {
          i = appendPair(out, text, i);
        } else {
          out.append(c);
        }
      } else {
        appendControl(out, c);
      }
    }
    out.append('"');
  }

  private static int appendPair(StringBuilder out, String text, int at) {
    if (Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1))) {
      out.append(text, at, at + 2);
      return at + 1;
    }
    throw new UnstorableEvent("a text holds half a character (a lone surrogate)");
  }

  private static void appendControl(StringBuilder out, char c) {
    switch (c) {
      case '\0' -> throw new UnstorableEvent("a text holds the character U+0000");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> out.append(String.format("\\u%04x", (int) c));
    }
  }
}
