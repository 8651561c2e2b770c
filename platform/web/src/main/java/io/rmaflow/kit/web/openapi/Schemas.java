package io.rmaflow.kit.web.openapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.reading.RequestField;
import io.rmaflow.kit.web.reading.RequestShape;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The schemas of one document: those of requests as they are read, those of answers as they are
 * written. A type that nobody says how to describe is an error with its name.
 */
final class Schemas {

  private static final String OBJECT = "object";
  private static final String STRING = "string";

  /** Types of Java as JSON has them: the type, and a format or nothing. */
  private static final Map<Class<?>, List<String>> SIMPLE =
      Map.ofEntries(
          Map.entry(String.class, List.of(STRING)),
          Map.entry(boolean.class, List.of("boolean")),
          Map.entry(Boolean.class, List.of("boolean")),
          Map.entry(int.class, List.of("integer", "int32")),
          Map.entry(Integer.class, List.of("integer", "int32")),
          Map.entry(long.class, List.of("integer", "int64")),
          Map.entry(Long.class, List.of("integer", "int64")),
          Map.entry(double.class, List.of("number", "double")),
          Map.entry(Double.class, List.of("number", "double")),
          Map.entry(BigDecimal.class, List.of("number")),
          Map.entry(BigInteger.class, List.of("integer")),
          Map.entry(Instant.class, List.of(STRING, "date-time")),
          Map.entry(OffsetDateTime.class, List.of(STRING, "date-time")),
          Map.entry(LocalDate.class, List.of(STRING, "date")),
          Map.entry(LocalTime.class, List.of(STRING)),
          Map.entry(YearMonth.class, List.of(STRING)),
          Map.entry(Duration.class, List.of(STRING, "duration")),
          Map.entry(UUID.class, List.of(STRING, "uuid")),
          Map.entry(URI.class, List.of(STRING, "uri")));

  /**
   * What a named schema is made of.
   *
   * @param type the class
   * @param item of a page, what its items are; else null
   * @param ofRequest whether it is read and not written
   */
  private record Key(Class<?> type, @Nullable Class<?> item, boolean ofRequest) {}

  private final boolean nullsAreLeftOut;
  private final Map<Class<?>, Class<?>> writtenAs;
  private final Map<Key, Schema<?>> made = new LinkedHashMap<>();
  private final Map<Key, List<Schema<?>>> references = new LinkedHashMap<>();

  /**
   * A document without schemas.
   *
   * @param nullsAreLeftOut whether an answer leaves out what is null where it says nothing else
   * @param writtenAs by a type that is answered, the record that is written for it
   */
  Schemas(boolean nullsAreLeftOut, Map<Class<?>, Class<?>> writtenAs) {
    this.nullsAreLeftOut = nullsAreLeftOut;
    this.writtenAs = Map.copyOf(writtenAs);
  }

  // --- as it is read -----------------------------------------------------------------------------

  /** The body of a request. */
  Schema<?> ofRequest(Class<?> record) {
    Key key = new Key(record, null, true);
    if (!made.containsKey(key)) {
      Schema<?> schema = of(OBJECT);
      made.put(key, schema);
      describe(schema, record);
      Map<String, String> said = Comments.ofComponents(record);
      addFields(schema, RequestField.of(record), record, said);
    }
    return reference(key);
  }

  /** The parts of a form. */
  Schema<?> ofForm(Class<?> record) {
    Schema<?> schema = of(OBJECT);
    describe(schema, record);
    addFields(schema, RequestField.ofForm(record), record, Comments.ofComponents(record));
    return schema;
  }

  private void addFields(
      Schema<?> schema, List<RequestField> fields, Class<?> record, Map<String, String> said) {
    schema.setProperties(new LinkedHashMap<>());
    List<String> required = new ArrayList<>();
    for (RequestField field : fields) {
      Schema<?> described = ofField(field);
      String text = said.getOrDefault(field.name(), "");
      describe(described, text.isEmpty() ? usual(record, field.name()) : text);
      describeInJapanese(described, component(record, field.name()));
      narrow(described, component(record, field.name()));
      schema.addProperty(field.name(), described);
      if (isRequired(record, field)) {
        required.add(field.name());
      }
    }
    if (!required.isEmpty()) {
      schema.setRequired(required);
    }
  }

  /**
   * Whether a field has to be there: as it is read; or, where a rule of the record asks for it, as
   * its {@code @Schema(requiredMode = REQUIRED)} says.
   */
  static boolean isRequired(Class<?> record, RequestField field) {
    io.swagger.v3.oas.annotations.media.Schema said = said(component(record, field.name()));
    return field.required() || (said != null && said.requiredMode() == RequiredMode.REQUIRED);
  }

  private static io.swagger.v3.oas.annotations.media.@Nullable Schema said(
      @Nullable RecordComponent component) {
    return component == null
        ? null
        : component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
  }

  /** A text that is one of few, which no type says. */
  private static void narrow(Schema<?> schema, @Nullable RecordComponent component) {
    io.swagger.v3.oas.annotations.media.Schema said = said(component);
    if (said != null && said.allowableValues().length > 0) {
      @SuppressWarnings("unchecked")
      Schema<Object> texts = (Schema<Object>) schema;
      texts.setEnum(List.<Object>of((Object[]) said.allowableValues()));
    }
  }

  /** A field of the record of a query. */
  Schema<?> ofParameter(Class<?> record, RequestField field) {
    Schema<?> schema = ofField(field);
    narrow(schema, component(record, field.name()));
    return schema;
  }

  /** A field of a body, or a parameter of a query. */
  Schema<?> ofField(RequestField field) {
    Schema<?> schema = ofShape(field.shape());
    if (field.whereAbsent() != null) {
      schema.setDefault(written(schema, field.whereAbsent()));
    }
    return field.nullMeansMore() ? orNull(schema) : schema;
  }

  private static Object written(Schema<?> schema, String text) {
    Set<String> types = schema.getTypes();
    if (types != null && types.contains("boolean")) {
      return Boolean.valueOf(text);
    }
    return types != null && (types.contains("integer") || types.contains("number"))
        ? new BigDecimal(text)
        : text;
  }

  /** What is said of the fields of a {@link Happened}, wherever it stands. */
  private static String usual(Class<?> record, String name) {
    boolean dated =
        Arrays.stream(record.getRecordComponents())
            .anyMatch(component -> component.getType() == Happened.class);
    if (!dated) {
      return "";
    }
    RecordComponent component = component(record, name);
    if (component != null) {
      return component.getType() == Happened.class
          ? "When it happened, where that is not now: at most the setting backdating.maxDays back"
          : "";
    }
    return name.equals("reason")
        ? "Why; needed of an administrator where occurredAt lies further back than that setting"
        : "";
  }

  private Schema<?> ofShape(RequestShape shape) {
    return switch (shape) {
      case RequestShape.Value(String type, Map<String, Object> rules) -> ofValue(type, rules);
      case RequestShape.Constant(Class<?> type) -> ofEnum(type);
      case RequestShape.Fields(Class<?> record) -> ofRequest(record);
      case RequestShape.Items(RequestShape item, int least, int most) -> {
        Schema<?> list = of("array");
        list.setItems(ofShape(item));
        list.setMaxItems(most);
        if (least > 0) {
          list.setMinItems(least);
        }
        yield list;
      }
      case RequestShape.Anything() -> anything();
      case RequestShape.AnyOf(List<RequestShape> shapes) -> {
        Schema<?> any = anything();
        shapes.forEach(one -> any.addAnyOfItem(ofShape(one)));
        yield any;
      }
    };
  }

  private static Schema<?> ofValue(String type, Map<String, Object> rules) {
    Schema<Object> schema = of(type);
    rules.forEach(
        (rule, said) -> {
          switch (rule) {
            case "format" -> schema.setFormat((String) said);
            case "maxLength" -> schema.setMaxLength((Integer) said);
            case "minimum" -> schema.setMinimum((BigDecimal) said);
            case "maximum" -> schema.setMaximum((BigDecimal) said);
            case "enum" -> schema.setEnum(List.copyOf((Collection<?>) said));
            case "examples" -> schema.setExamples(List.copyOf((Collection<?>) said));
            default -> throw new IllegalStateException(rule + " is not understood here");
          }
        });
    return schema;
  }

  // --- as it is written --------------------------------------------------------------------------

  /**
   * What an operation answers.
   *
   * @throws IllegalStateException where nobody says how a type of it is described
   */
  Schema<?> ofAnswer(AnnotatedType type) {
    return ofAnswer(type, Map.of());
  }

  /** The same of a class. */
  Schema<?> ofAnswer(Class<?> type) {
    return ofClass(type, null, Map.of());
  }

  private Schema<?> ofAnswer(AnnotatedType annotated, Map<String, AnnotatedType> variables) {
    Type type = annotated.getType();
    if (type instanceof TypeVariable<?> variable) {
      AnnotatedType bound = variables.get(variable.getName());
      if (bound == null) {
        throw new IllegalStateException("nobody says what " + variable + " is");
      }
      return ofAnswer(bound, variables);
    }
    if (type instanceof WildcardType wildcard) {
      throw new IllegalStateException("nobody says what " + wildcard + " is");
    }
    return ofClass(
        raw(type),
        annotated instanceof AnnotatedParameterizedType generic ? generic : null,
        variables);
  }

  private Schema<?> ofClass(
      Class<?> type,
      @Nullable AnnotatedParameterizedType generic,
      Map<String, AnnotatedType> variables) {
    List<String> simple = SIMPLE.get(type);
    if (simple != null) {
      Schema<?> schema = of(simple.getFirst());
      if (simple.size() > 1) {
        schema.setFormat(simple.getLast());
      }
      return schema;
    }
    if (type == Object.class || JsonNode.class.isAssignableFrom(type)) {
      return anything();
    }
    if (type.isEnum()) {
      return ofEnum(type);
    }
    if (Collection.class.isAssignableFrom(type)) {
      Schema<?> list = of("array");
      list.setItems(ofAnswer(argument(type, generic, 0), variables));
      return list;
    }
    if (Map.class.isAssignableFrom(type)) {
      Schema<?> map = of(OBJECT);
      map.setAdditionalProperties(ofAnswer(argument(type, generic, 1), variables));
      return map;
    }
    if (type.isInterface() && DomainEvent.class.isAssignableFrom(type)) {
      Schema<?> event = of(OBJECT);
      event.setDescription("As in the AsyncAPI document");
      return event;
    }
    AnnotatedType value = valueOf(type);
    if (value != null) {
      return ofAnswer(value, arguments(type, generic));
    }
    if (type.isRecord()) {
      return type == Page.class ? ofPage(argument(type, generic, 0)) : ofRecord(type, generic);
    }
    if (type.isSealed() && !type.isAnnotationPresent(JsonTypeInfo.class)) {
      Schema<?> any = anything();
      for (Class<?> one : type.getPermittedSubclasses()) {
        any.addAnyOfItem(ofClass(one, null, Map.of()));
      }
      return any;
    }
    throw new IllegalStateException("nobody says how a " + type.getName() + " is described");
  }

  private Schema<?> ofPage(AnnotatedType item) {
    Class<?> of = raw(item.getType());
    Key key = new Key(Page.class, of, false);
    if (!made.containsKey(key)) {
      Schema<?> page = of(OBJECT);
      made.put(key, page);
      describe(page, Page.class);
      addComponents(page, Page.class, Map.of("T", item));
    }
    return reference(key);
  }

  private Schema<?> ofRecord(Class<?> type, @Nullable AnnotatedParameterizedType generic) {
    if (generic != null) {
      Schema<?> inline = of(OBJECT);
      describe(inline, type);
      addComponents(inline, type, arguments(type, generic));
      return inline;
    }
    Key key = new Key(type, null, false);
    if (!made.containsKey(key)) {
      Schema<?> schema = of(OBJECT);
      made.put(key, schema);
      describe(schema, type);
      addComponents(schema, type, Map.of());
    }
    return reference(key);
  }

  private void addComponents(
      Schema<?> schema, Class<?> record, Map<String, AnnotatedType> variables) {
    if (schema.getProperties() == null) {
      schema.setProperties(new LinkedHashMap<>());
    }
    Map<String, String> said = Comments.ofComponents(record);
    for (RecordComponent component : record.getRecordComponents()) {
      try {
        addComponent(schema, component, said.getOrDefault(component.getName(), ""), variables);
      } catch (IllegalStateException unsaid) {
        throw new IllegalStateException(
            record.getName() + "." + component.getName() + ": " + unsaid.getMessage(), unsaid);
      }
    }
  }

  private void addComponent(
      Schema<?> schema,
      RecordComponent component,
      String said,
      Map<String, AnnotatedType> variables) {
    Method written = component.getAccessor();
    AnnotatedType type = component.getAnnotatedType();
    if (written.isAnnotationPresent(JsonIgnore.class)) {
      return;
    }
    if (written.isAnnotationPresent(JsonUnwrapped.class)) {
      addComponents(schema, component.getType(), Map.of());
      return;
    }
    boolean mayBeNull = type.isAnnotationPresent(Nullable.class);
    boolean leftOut = mayBeNull && leavesNullsOut(component);
    Schema<?> described = ofAnswer(type, variables);
    narrow(described, component);
    Schema<?> whole = mayBeNull && !leftOut ? orNull(described) : described;
    if (!said.isEmpty()) {
      describe(whole, said);
    }
    describeInJapanese(whole, component);
    JsonProperty renamed = written.getAnnotation(JsonProperty.class);
    String name =
        renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
    schema.addProperty(name, whole);
    if (!leftOut) {
      schema.addRequiredItem(name);
    }
  }

  private boolean leavesNullsOut(RecordComponent component) {
    JsonInclude said = component.getAccessor().getAnnotation(JsonInclude.class);
    if (said == null) {
      said = component.getDeclaringRecord().getAnnotation(JsonInclude.class);
    }
    return said == null ? nullsAreLeftOut : said.value() != JsonInclude.Include.ALWAYS;
  }

  private Schema<?> ofEnum(Class<?> type) {
    Key key = new Key(type, null, false);
    if (!made.containsKey(key)) {
      Schema<Object> schema = of(STRING);
      made.put(key, schema);
      schema.setEnum(
          Arrays.stream(type.getEnumConstants())
              .<Object>map(constant -> ((Enum<?>) constant).name())
              .toList());
      describe(schema, type);
      StringBuilder constants = new StringBuilder();
      Comments.ofConstants(type)
          .forEach(
              (name, said) ->
                  constants.append("\n- `%s`: %s".formatted(name, said.replace("\n\n", " "))));
      if (!constants.isEmpty()) {
        String text = schema.getDescription();
        schema.setDescription(((text == null ? "" : text + "\n") + constants).strip());
      }
    }
    return reference(key);
  }

  /** What a type is written as where it is written as one of its parts. */
  private static @Nullable AnnotatedType valueOf(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(JsonValue.class)
          && !Modifier.isStatic(method.getModifiers())) {
        return method.getAnnotatedReturnType();
      }
    }
    return null;
  }

  // --- names -------------------------------------------------------------------------------------

  /** All schemas by their names; references lead to them from now on. */
  SortedMap<String, Schema<?>> named() {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Key key : made.keySet()) {
      Class<?> item = key.item();
      if (item == null) {
        types.add(key.type());
      } else if (made.containsKey(new Key(item, null, false))) {
        types.add(item);
      }
    }
    Map<Class<?>, String> names = SchemaNames.of(types);
    SortedMap<String, Schema<?>> named = new TreeMap<>();
    made.forEach(
        (key, schema) -> {
          String name = name(key, names);
          if (named.put(name, schema) != null) {
            throw new IllegalStateException("Two schemas would be called " + name);
          }
          references
              .getOrDefault(key, List.of())
              .forEach(reference -> reference.set$ref("#/components/schemas/" + name));
        });
    return named;
  }

  private String name(Key key, Map<Class<?>, String> names) {
    Class<?> item = key.item();
    if (item != null) {
      return "PageOf" + names.getOrDefault(item, item.getSimpleName());
    }
    String name = names.get(key.type());
    boolean bothWays = key.ofRequest() && made.containsKey(new Key(key.type(), null, false));
    return bothWays ? name + "Request" : String.valueOf(name);
  }

  private Schema<?> reference(Key key) {
    Schema<?> reference = anything();
    references.computeIfAbsent(key, none -> new ArrayList<>()).add(reference);
    reference.set$ref("#/components/schemas/" + key.type().getSimpleName());
    return reference;
  }

  // --- pieces ------------------------------------------------------------------------------------

  /** The bytes of a file, as they are. */
  static Schema<?> ofFile() {
    Schema<Object> file = of(STRING);
    file.setFormat("binary");
    return file;
  }

  static Schema<Object> of(String type) {
    Schema<Object> schema = anything();
    // springdoc changes them
    schema.setTypes(new LinkedHashSet<>(Set.of(type)));
    return schema;
  }

  private static Schema<Object> anything() {
    return new Schema<>(SpecVersion.V31);
  }

  private static Schema<?> orNull(Schema<?> schema) {
    if (schema.get$ref() == null && schema.getTypes() != null) {
      Set<String> types = new LinkedHashSet<>(schema.getTypes());
      types.add("null");
      schema.setTypes(types);
      return schema;
    }
    if (schema.get$ref() == null && schema.getAnyOf() == null) {
      return schema;
    }
    Schema<?> any = anything();
    any.addAnyOfItem(schema);
    any.addAnyOfItem(of("null"));
    return any;
  }

  private static void describe(Schema<?> schema, Class<?> type) {
    describe(schema, Comments.of(type));
    describeInJapanese(schema, type);
  }

  private static void describe(Schema<?> schema, String text) {
    if (!text.isEmpty()) {
      schema.setDescription(text);
    }
  }

  private static void describeInJapanese(Schema<?> schema, @Nullable AnnotatedElement said) {
    InJapanese japanese = said == null ? null : said.getAnnotation(InJapanese.class);
    if (japanese != null) {
      String english = schema.getDescription();
      schema.setDescription((english == null ? "" : english + " / ") + japanese.value());
    }
  }

  private static @Nullable RecordComponent component(Class<?> record, String name) {
    return Arrays.stream(record.getRecordComponents())
        .filter(component -> component.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private Class<?> raw(Type type) {
    if (type instanceof Class<?> simple) {
      return writtenAs.getOrDefault(simple, simple);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      return raw;
    }
    throw new IllegalStateException("nobody says how a " + type + " is described");
  }

  private static AnnotatedType argument(
      Class<?> type, @Nullable AnnotatedParameterizedType generic, int index) {
    if (generic == null) {
      throw new IllegalStateException(type.getName() + " does not say of what");
    }
    return generic.getAnnotatedActualTypeArguments()[index];
  }

  private static Map<String, AnnotatedType> arguments(
      Class<?> type, @Nullable AnnotatedParameterizedType generic) {
    Map<String, AnnotatedType> arguments = new LinkedHashMap<>();
    for (int i = 0; i < type.getTypeParameters().length; i++) {
      arguments.put(type.getTypeParameters()[i].getName(), argument(type, generic, i));
    }
    return arguments;
  }
}
