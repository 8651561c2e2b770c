package io.rmaflow.kit.web.reading;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.rmaflow.events.Ids;
import io.rmaflow.events.Message;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.UnusableId;
import io.rmaflow.events.values.Parsed;
import io.rmaflow.events.values.Parser;
import io.rmaflow.events.values.Values;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.fields.Given;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Language;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.MailAddress;
import io.rmaflow.kit.web.fields.Opaque;
import io.rmaflow.kit.web.fields.OrAsWritten;
import io.rmaflow.kit.web.fields.Phone;
import io.rmaflow.kit.web.fields.PostalCode;
import io.rmaflow.kit.web.fields.Scalar;
import io.rmaflow.kit.web.fields.Text;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What reads a component of a record, by its type and its annotations. */
final class Readers {

  private static final int MAX_DIGITS = 60;

  private Readers() {}

  /**
   * The reader of a type.
   *
   * @throws IllegalStateException where nobody says how it is read
   */
  static Reader of(AnnotatedType type) {
    Class<?> raw = raw(type);
    if (raw == String.class) {
      return ofText(type);
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return new Reader(new RequestShape.Value("boolean", Map.of()), Readers::bool);
    }
    if (raw == int.class || raw == Integer.class) {
      return integer(type);
    }
    if (raw == BigDecimal.class) {
      return decimal(type);
    }
    if (raw == LocalDate.class) {
      return text(RequestShape.Value.text("date"), Values.DATE);
    }
    if (raw == Instant.class) {
      return new Reader(
          RequestShape.INSTANT,
          (findings, name, node) ->
              parsed(findings, name, node, Values.INSTANT, findings.isOfQuery()));
    }
    if (raw == SoftwareVersion.class) {
      return text(RequestShape.Value.text(Ids.MAX_LENGTH), Values.SOFTWARE_VERSION);
    }
    if (raw == Given.class) {
      return given(of(argument(type)));
    }
    if (JsonNode.class.isAssignableFrom(raw)) {
      return new Reader(new RequestShape.Anything(), Readers::ofLines);
    }
    if (raw.isEnum()) {
      return constant(raw);
    }
    @Nullable Constructor<?> fromText = fromText(raw);
    if (fromText != null) {
      return id(text -> made(fromText, text));
    }
    if (raw.isRecord()) {
      return object(raw);
    }
    throw new IllegalStateException("nobody says how a " + raw.getName() + " is read");
  }

  private static Reader object(Class<?> type) {
    RecordReader record = RecordReader.of(type);
    return new Reader(
        new RequestShape.Fields(type),
        (findings, name, node) -> {
          if (node instanceof ObjectNode object) {
            return record.read(findings.in(name), object);
          }
          Faults.wrongType(findings, name, "オブジェクト", "an object");
          return null;
        });
  }

  /** What stands in a required component that is wrong; seen by nobody but {@link Checked}. */
  static @Nullable Object placeholder(AnnotatedType type) {
    Class<?> raw = raw(type);
    if (raw == String.class) {
      return "";
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return false;
    }
    if (raw == int.class || raw == Integer.class) {
      Min min = type.getAnnotation(Min.class);
      return min == null ? 0 : (int) min.value();
    }
    if (raw == BigDecimal.class) {
      return BigDecimal.ZERO;
    }
    if (raw == LocalDate.class) {
      return LocalDate.EPOCH;
    }
    if (raw == Instant.class) {
      return Instant.EPOCH;
    }
    if (raw == SoftwareVersion.class) {
      return new SoftwareVersion("0.0.0");
    }
    if (raw == Given.class) {
      Object id = placeholder(argument(type));
      return id == null ? null : new Given<>(id, null);
    }
    if (raw.isEnum()) {
      return raw.getEnumConstants()[0];
    }
    @Nullable Constructor<?> fromText = fromText(raw);
    return fromText == null ? null : made(fromText, "-");
  }

  static Class<?> raw(AnnotatedType annotated) {
    Type type = annotated.getType();
    if (type instanceof Class<?> simple) {
      return simple;
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      return raw;
    }
    throw new IllegalStateException("nobody says how a " + type + " is read");
  }

  static AnnotatedType argument(AnnotatedType annotated) {
    if (annotated instanceof AnnotatedParameterizedType generic) {
      return generic.getAnnotatedActualTypeArguments()[0];
    }
    throw new IllegalStateException(annotated + " does not say of what");
  }

  // --- texts -----------------------------------------------------------------------------------

  private static Reader ofText(AnnotatedElement said) {
    if (said.isAnnotationPresent(Opaque.class)) {
      return new Reader(
          new RequestShape.Value("string", Map.of()), (findings, name, node) -> node.stringValue());
    }
    @Nullable Scalar scalar = said.getAnnotation(Scalar.class);
    if (scalar != null) {
      Reader line = line(scalar.max());
      return new Reader(
          new RequestShape.AnyOf(
              List.of(
                  line.shape(),
                  new RequestShape.Value("number", Map.of()),
                  new RequestShape.Value("boolean", Map.of()))),
          (findings, name, node) ->
              node.isNumber() || node.isBoolean()
                  ? node.asString()
                  : line.read(findings, name, node));
    }
    @Nullable TextType type = textType(said);
    if (type == null) {
      throw new IllegalStateException(
          "a text needs to say how it is read: @Line, @Text, @Identifier, @MailAddress and so on");
    }
    @Nullable OrAsWritten atWorst = said.getAnnotation(OrAsWritten.class);
    if (atWorst == null) {
      return text(type.shape(), type.parser());
    }
    Parser<String> parser = type.parser();
    Parser<String> line = Values.line(atWorst.max());
    Parser<String> whatever =
        text ->
            line.parse(text) instanceof Parsed.Value<String>(String written)
                ? new Parsed.Value<>(parser.parse(written).optional().orElse(written))
                : line.parse(text);
    return text(RequestShape.Value.text(atWorst.max()), whatever);
  }

  /**
   * What a text is.
   *
   * @param shape as it is described
   * @param parser as it is read
   */
  private record TextType(RequestShape shape, Parser<String> parser) {}

  private static @Nullable TextType textType(AnnotatedElement said) {
    @Nullable Line line = said.getAnnotation(Line.class);
    if (line != null) {
      return new TextType(RequestShape.Value.text(line.max()), Values.line(line.max()));
    }
    @Nullable Text text = said.getAnnotation(Text.class);
    if (text != null) {
      return new TextType(RequestShape.Value.text(text.max()), Values.text(text.max()));
    }
    @Nullable Identifier identifier = said.getAnnotation(Identifier.class);
    if (identifier != null) {
      return new TextType(
          RequestShape.Value.text(identifier.max()), Values.identifier(identifier.max()));
    }
    if (said.isAnnotationPresent(MailAddress.class)) {
      return new TextType(
          new RequestShape.Value(
              "string", Map.of("format", "email", "maxLength", Values.LONGEST_EMAIL)),
          Values.EMAIL);
    }
    if (said.isAnnotationPresent(Phone.class)) {
      return new TextType(RequestShape.Value.text(Values.LONGEST_PHONE), Values.PHONE);
    }
    if (said.isAnnotationPresent(PostalCode.class)) {
      return new TextType(
          new RequestShape.Value(
              "string",
              Map.of("maxLength", Values.LONGEST_POSTAL_CODE, "examples", List.of("105-0013"))),
          Values.POSTAL_CODE);
    }
    return said.isAnnotationPresent(Language.class)
        ? new TextType(
            new RequestShape.Value("string", Map.of("enum", Values.LANGUAGES)), Values.LANGUAGE)
        : null;
  }

  /** A text of one line. */
  static Reader line(int max) {
    return text(RequestShape.Value.text(max), Values.line(max));
  }

  /** An instant as a body has it. */
  static Reader instant() {
    return text(RequestShape.INSTANT, Values.INSTANT);
  }

  private static Reader text(RequestShape shape, Parser<?> type) {
    return new Reader(shape, (findings, name, node) -> parsed(findings, name, node, type, false));
  }

  /**
   * A text as a value.
   *
   * @param plusMayBeLost whether a {@code +} may have become a blank as it was not encoded
   */
  private static @Nullable Object parsed(
      Findings findings, String name, JsonNode node, Parser<?> type, boolean plusMayBeLost) {
    if (!node.isString()) {
      Faults.wrongType(findings, name, "文字列", "a text");
      return null;
    }
    String text = node.stringValue();
    if (text.isBlank()) {
      return null;
    }
    return switch (type.parse(plusMayBeLost ? text.replace(' ', '+') : text)) {
      case Parsed.Value<?>(Object value) -> value;
      case Parsed.Wrong<?>(String code, Message message) -> {
        findings.reject(name, code, message.ja(), message.en());
        yield null;
      }
    };
  }

  private static Reader id(Function<String, Object> type) {
    return new Reader(RequestShape.Value.text(Ids.MAX_LENGTH), typed(type));
  }

  private static Reader.Reading typed(Function<String, Object> type) {
    return (findings, name, node) -> {
      if (!node.isString()) {
        Faults.wrongType(findings, name, "文字列", "a text");
        return null;
      }
      String text = node.stringValue();
      try {
        return Ids.typed(text, type);
      } catch (UnusableId unusable) {
        if (!unusable.isBlank()) {
          findings.reject(name, unusable.code(), unusable.reason().ja(), unusable.reason().en());
        }
        return null;
      } catch (IllegalArgumentException notAsWritten) {
        Object stripped = parsed(findings, name, node, Values.identifier(Ids.MAX_LENGTH), false);
        return stripped == null ? null : type.apply((String) stripped);
      }
    };
  }

  private static Reader given(Reader id) {
    return new Reader(
        id.shape(),
        (findings, name, node) -> {
          Object read = id.read(findings, name, node);
          if (read == null) {
            return null;
          }
          String typed = node.stringValue();
          return new Given<>(read, typed.equals(read.toString()) ? null : typed);
        });
  }

  /** Any kind of JSON, whose texts are all of one line. */
  private static @Nullable Object ofLines(Findings findings, String name, JsonNode node) {
    if (node.isString()) {
      Object line = parsed(findings, name, node, Values.line(Integer.MAX_VALUE), false);
      return line == null ? node : StringNode.valueOf((String) line);
    }
    if (node.isArray()) {
      ArrayNode lines = JsonMapper.shared().createArrayNode();
      for (int i = 0; i < node.size(); i++) {
        lines.add((JsonNode) ofLines(findings, name + "[" + i + "]", node.get(i)));
      }
      return lines;
    }
    return node;
  }

  // --- numbers, marks and names ----------------------------------------------------------------

  private static @Nullable Object bool(Findings findings, String name, JsonNode node) {
    boolean written =
        findings.isOfQuery()
            && (node.stringValue().equals("true") || node.stringValue().equals("false"));
    if (!written && !node.isBoolean()) {
      Faults.wrongType(findings, name, "true / false ", "true or false");
      return null;
    }
    return written ? node.stringValue().equals("true") : node.booleanValue();
  }

  private static Reader integer(AnnotatedElement said) {
    @Nullable Min min = said.getAnnotation(Min.class);
    @Nullable Max max = said.getAnnotation(Max.class);
    long least = min == null ? Integer.MIN_VALUE : min.value();
    long most = max == null ? Integer.MAX_VALUE : max.value();
    Map<String, Object> rules = new LinkedHashMap<>();
    rules.put("format", "int32");
    if (min != null) {
      rules.put("minimum", BigDecimal.valueOf(least));
    }
    if (max != null) {
      rules.put("maximum", BigDecimal.valueOf(most));
    }
    return new Reader(new RequestShape.Value("integer", rules), integer(least, most));
  }

  private static Reader.Reading integer(long least, long most) {
    return (findings, name, node) -> {
      boolean written = findings.isOfQuery() && isInteger(node.stringValue());
      if (!written && !node.isIntegralNumber()) {
        Faults.wrongType(findings, name, "整数", "a whole number");
        return null;
      }
      if (!written && !node.canConvertToInt()) {
        Faults.outOfRange(findings, name, Long.toString(least), Long.toString(most));
        return null;
      }
      int value = written ? Integer.parseInt(node.stringValue()) : node.intValue();
      if (value < least || value > most) {
        Faults.outOfRange(findings, name, Long.toString(least), Long.toString(most));
        return null;
      }
      return value;
    };
  }

  private static boolean isInteger(String text) {
    try {
      Integer.parseInt(text);
      return true;
    } catch (NumberFormatException notOne) {
      return false;
    }
  }

  private static Reader decimal(AnnotatedElement said) {
    @Nullable DecimalMin min = said.getAnnotation(DecimalMin.class);
    @Nullable DecimalMax max = said.getAnnotation(DecimalMax.class);
    if (min == null || max == null) {
      throw new IllegalStateException("a decimal number needs @DecimalMin and @DecimalMax");
    }
    BigDecimal least = new BigDecimal(min.value());
    BigDecimal most = new BigDecimal(max.value());
    return new Reader(
        new RequestShape.Value("number", Map.of("minimum", least, "maximum", most)),
        decimal(least, most));
  }

  private static Reader.Reading decimal(BigDecimal least, BigDecimal most) {
    return (findings, name, node) -> {
      if (!node.isNumber()) {
        Faults.wrongType(findings, name, "数値", "a number");
        return null;
      }
      BigDecimal value = node.decimalValue();
      boolean unwieldy =
          value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS;
      if (unwieldy || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        Faults.outOfRange(findings, name, least.toPlainString(), most.toPlainString());
        return null;
      }
      return value;
    };
  }

  private static Reader constant(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    return new Reader(new RequestShape.Constant(type), constant(constants));
  }

  private static Reader.Reading constant(Map<String, Object> constants) {
    List<String> names = List.copyOf(constants.keySet());
    return (findings, name, node) -> {
      if (!node.isString()) {
        Faults.wrongType(findings, name, "文字列", "a text");
        return null;
      }
      Object constant = constants.get(node.stringValue());
      if (constant == null) {
        Faults.unknownValue(findings, name, names);
      }
      return constant;
    };
  }

  // --- types that are made of a text -----------------------------------------------------------

  private static @Nullable Constructor<?> fromText(Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors())
        .filter(
            constructor ->
                constructor.isAnnotationPresent(JsonCreator.class)
                    && constructor.getParameterCount() == 1
                    && constructor.getParameterTypes()[0] == String.class)
        .findFirst()
        .orElse(null);
  }

  private static Object made(Constructor<?> constructor, String text) {
    try {
      return constructor.newInstance(text);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof RuntimeException why) {
        throw why;
      }
      throw new IllegalStateException(refused);
    } catch (ReflectiveOperationException unreachable) {
      throw new IllegalStateException(unreachable);
    }
  }
}
