package io.rmaflow.kit.web.reading;

import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.Sent;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes one type of record of JSON objects, in the order of its components: found out once, then
 * kept. A component that is not {@code @Nullable} has to be there, unless it is a list, which is
 * empty then, or has a {@link Default}; fields that are no components are passed over.
 */
final class RecordReader {

  /** How far a clock of somebody else may be ahead of ours. */
  private static final Duration FUTURE_TOLERANCE = Duration.ofSeconds(60);

  private static final Reader INSTANT = Readers.instant();
  private static final String REASON_FIELD = "reason";
  private static final Reader REASON = Readers.line(2000);

  /** Items of a list that says nothing else; an enum has never as many constants. */
  private static final int MOST_ITEMS = 100;

  private static final int MOST_NAMES = 200;

  private static final ClassValue<RecordReader> KNOWN =
      new ClassValue<>() {
        @Override
        protected RecordReader computeValue(Class<?> type) {
          return new RecordReader(type);
        }
      };

  /** How a component is read of the object that it stands in. */
  @FunctionalInterface
  private interface Reading {
    @Nullable Object read(Findings findings, ObjectNode object);
  }

  /** One component of the record. */
  private record Part(RequestField field, Reading reading) {}

  private final Part[] parts;
  private final List<String> names;
  private final boolean dated;
  private final MethodHandle constructor;

  private RecordReader(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    this.names = Arrays.stream(components).map(RecordComponent::getName).toList();
    this.dated =
        Arrays.stream(components).anyMatch(component -> component.getType() == Happened.class);
    this.parts = Arrays.stream(components).map(RecordReader::part).toArray(Part[]::new);
    this.constructor = constructor(type, components);
  }

  /**
   * The reader of a record.
   *
   * @throws IllegalStateException where a component does not say how it is read
   */
  static RecordReader of(Class<?> type) {
    return KNOWN.get(type);
  }

  /** The names of the components. */
  List<String> names() {
    return names;
  }

  /** The components as a caller sends them, in order; beside an instant, why it lies far back. */
  List<RequestField> fields() {
    List<RequestField> fields = new ArrayList<>();
    for (Part part : parts) {
      fields.add(part.field());
    }
    if (dated && !names.contains(REASON_FIELD)) {
      fields.add(new RequestField(REASON_FIELD, REASON.shape(), false, false, null));
    }
    return fields;
  }

  /** The record; where anything is noted as wrong, it has placeholders and is not for use. */
  Object read(Findings findings, ObjectNode object) {
    @Nullable Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = parts[i].reading().read(findings, object);
    }
    Object made = construct(values);
    if (made instanceof Checked checked) {
      checked.check(findings);
    }
    return made;
  }

  private Object construct(@Nullable Object[] values) {
    try {
      return constructor.invokeExact(values);
    } catch (RuntimeException | Error refused) {
      throw refused;
    } catch (Throwable checked) {
      throw new IllegalStateException(checked);
    }
  }

  private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
    try {
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, components.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException unreachable) {
      throw new IllegalStateException(unreachable);
    }
  }

  // --- components ------------------------------------------------------------------------------

  private static Part part(RecordComponent component) {
    String name = component.getName();
    AnnotatedType type = component.getAnnotatedType();
    Class<?> raw = Readers.raw(type);
    try {
      if (raw == Happened.class) {
        return new Part(
            new RequestField(name, INSTANT.shape(), false, false, null),
            (findings, object) -> happened(findings, object, name));
      }
      if (raw == Sent.class) {
        return sent(name, Readers.of(Readers.argument(type)));
      }
      if (raw == List.class || raw == Set.class) {
        return many(name, type, raw == Set.class);
      }
      return one(name, type, raw);
    } catch (IllegalStateException unsaid) {
      throw new IllegalStateException(
          component.getDeclaringRecord().getName() + "." + name + ": " + unsaid.getMessage(),
          unsaid);
    }
  }

  private static @Nullable JsonNode present(ObjectNode object, String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private static Part one(String name, AnnotatedType type, Class<?> raw) {
    Reader reader = Readers.of(type);
    boolean optional = type.isAnnotationPresent(Nullable.class);
    @Nullable Object whereAbsent = whereAbsent(name, type, reader);
    @Nullable Object placeholder = Readers.placeholder(type);
    @Nullable Default said = type.getAnnotation(Default.class);
    RequestField field =
        new RequestField(
            name,
            reader.shape(),
            !optional && whereAbsent == null,
            false,
            said == null ? null : said.value());
    Reading reading =
        (findings, object) -> {
          JsonNode node = present(object, name);
          int before = findings.errors().size();
          Object value = node == null ? null : reader.read(findings, name, node);
          if (value != null || whereAbsent != null || optional) {
            return value == null ? whereAbsent : value;
          }
          if (findings.errors().size() == before) {
            findings.required(name);
          }
          // what an object that is missing has to consist of is told at once
          return placeholder == null && raw.isRecord()
              ? of(raw).read(findings.in(name), JsonNodeFactory.instance.objectNode())
              : placeholder;
        };
    return new Part(field, reading);
  }

  private static @Nullable Object whereAbsent(String name, AnnotatedType type, Reader reader) {
    @Nullable Default said = type.getAnnotation(Default.class);
    if (said == null) {
      return null;
    }
    Findings none =
        Findings.ofQuery(new Caller("", Role.SERVICE, Set.of()), Instant.EPOCH, () -> 0);
    Object value = reader.read(none, name, StringNode.valueOf(said.value()));
    if (value == null || !none.errors().isEmpty()) {
      throw new IllegalStateException("its @Default is not as it has to be: " + none.errors());
    }
    return value;
  }

  private static Part sent(String name, Reader reader) {
    Reading reading =
        (findings, object) -> {
          JsonNode node = present(object, name);
          boolean mentioned = object.has(name);
          return new Sent<>(
              mentioned,
              mentioned && node == null,
              node == null ? null : reader.read(findings, name, node));
        };
    return new Part(new RequestField(name, reader.shape(), false, true, null), reading);
  }

  // --- lists -----------------------------------------------------------------------------------

  private static Part many(String name, AnnotatedType type, boolean distinct) {
    AnnotatedType of = Readers.argument(type);
    Reader reader = Readers.of(of);
    boolean lines = of.isAnnotationPresent(Line.class);
    boolean someNeeded = type.isAnnotationPresent(NotEmpty.class);
    boolean names = Readers.raw(of).isEnum();
    @Nullable Size size = type.getAnnotation(Size.class);
    int most = size == null ? (names ? MOST_NAMES : MOST_ITEMS) : size.max();
    int least = Math.max(someNeeded ? 1 : 0, size == null ? 0 : size.min());
    RequestField field =
        new RequestField(
            name, new RequestShape.Items(reader.shape(), least, most), someNeeded, false, null);
    Reading reading =
        (findings, object) -> {
          Collection<Object> values =
              !distinct ? new ArrayList<>() : names ? new TreeSet<>() : new LinkedHashSet<>();
          JsonNode list = items(findings, name, present(object, name), most);
          for (int i = 0; list != null && i < list.size(); i++) {
            String item = name + "[" + i + "]";
            Object value = reader.read(findings, item, list.get(i));
            if (value != null) {
              values.add(value);
            } else if (lines && list.get(i).isString() && list.get(i).stringValue().isBlank()) {
              findings.required(item);
            }
          }
          if (someNeeded && values.isEmpty()) {
            findings.required(name);
          }
          return distinct ? Collections.unmodifiableSet((Set<?>) values) : List.copyOf(values);
        };
    return new Part(field, reading);
  }

  private static @Nullable JsonNode items(
      Findings findings, String name, @Nullable JsonNode node, int most) {
    if (node == null) {
      return null;
    }
    if (!node.isArray()) {
      Faults.wrongType(findings, name, "配列", "a list");
      return null;
    }
    if (node.size() > most) {
      Faults.tooMany(findings, name, most);
      return null;
    }
    return node;
  }

  // --- when it happened ------------------------------------------------------------------------

  private static Happened happened(Findings findings, ObjectNode object, String name) {
    JsonNode node = present(object, name);
    Happened now = new Happened(findings.now(), false);
    @Nullable Instant stated = node == null ? null : (Instant) INSTANT.read(findings, name, node);
    if (stated == null || findings.caller().isCustomer()) {
      return now;
    }
    if (stated.isAfter(findings.now().plus(FUTURE_TOLERANCE))) {
      findings.reject(
          name,
          "IN_THE_FUTURE",
          "未来の日時は指定できません。",
          "An instant in the future cannot have happened.");
      return now;
    }
    int maxDays = findings.limit().maxDays();
    if (stated.isBefore(findings.now().minus(Duration.ofDays(maxDays)))) {
      checkBackdating(findings, object, name, maxDays);
    }
    return new Happened(stated, true);
  }

  private static void checkBackdating(
      Findings findings, ObjectNode object, String name, int maxDays) {
    if (findings.caller().role() != Role.ADMIN) {
      findings.reject(
          name,
          "TOO_FAR_BACK",
          maxDays + " 日より前の日時は指定できません。",
          "It must not lie more than " + maxDays + " days back.");
      return;
    }
    JsonNode reason = present(object, REASON_FIELD);
    if (reason == null || REASON.read(findings, REASON_FIELD, reason) == null) {
      findings.reject(
          REASON_FIELD,
          "REQUIRED",
          maxDays + " 日より前の日時を記録するには理由が必要です。",
          "A reason is needed for what lies more than " + maxDays + " days back.");
    }
  }
}
