package io.rmaflow.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service's OpenAPI document, against which the calls that tests make are held: every status and
 * field of an answer stands in it, with its type, and whatever it says is always there is; and
 * every field of a request that was taken.
 */
public final class DescribedApi {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final ObjectWriter LEGIBLY =
      JSON.writer()
          .with(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  /** What any call may be answered with by the rules of HTTP alone. */
  private static final Set<Integer> OF_HTTP = Set.of(405, 406, 415);

  private static final String FIRST_ITEM = "[0]";

  /** Why a text is not taken where one of another kind would be. */
  private static final Set<String> NO_TEXT =
      Set.of("CONTROL_CHARACTER", "WRONG_TYPE", "UNKNOWN_VALUE", "NOT_ALLOWED");

  private static final Set<String> NO_RULES =
      Set.of("$ref", "default", "description", "examples", "pattern");

  /** What only shows the description to people. */
  private static final Set<String> PAGES =
      Set.of("GET /api/docs", "GET /api/openapi.json/swagger-config");

  private static final Pattern CODE = Pattern.compile("\\b[A-Z]+(?:_[A-Z]+)*\\b");

  private final JsonNode document;
  private final boolean tellsCodes;

  /**
   * The document as the service serves it.
   *
   * @param document OpenAPI 3.1
   */
  public DescribedApi(JsonNode document) {
    this(document, false);
  }

  /** The same of a service that says of each operation with which codes it refuses. */
  public static DescribedApi withCodes(JsonNode document) {
    return new DescribedApi(document, true);
  }

  private DescribedApi(JsonNode document, boolean tellsCodes) {
    if (!document.has("paths")) {
      throw new IllegalArgumentException("no description of an API: " + document);
    }
    this.document = document;
    this.tellsCodes = tellsCodes;
  }

  /** An operation with the template of its path. */
  private record Operation(String method, List<String> path, JsonNode described) {

    boolean isFor(String calledMethod, List<String> calledPath) {
      if (!method.equals(calledMethod) || path.size() != calledPath.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        if (!isVariable(path.get(i)) && !path.get(i).equals(calledPath.get(i))) {
          return false;
        }
      }
      return true;
    }

    long variables() {
      return path.stream().filter(DescribedApi::isVariable).count();
    }

    SortedSet<String> variablesOfThePath() {
      SortedSet<String> names = new TreeSet<>();
      path.stream()
          .filter(DescribedApi::isVariable)
          .forEach(part -> names.add(part.substring(1, part.length() - 1)));
      return names;
    }

    SortedSet<String> describedVariables() {
      SortedSet<String> names = new TreeSet<>();
      for (JsonNode parameter : described.path("parameters")) {
        if (parameter.path("in").asString("").equals("path")) {
          names.add(parameter.path("name").asString());
        }
      }
      return names;
    }

    @Override
    public String toString() {
      return method + " " + String.join("/", path);
    }
  }

  /** What is wrong with the document itself; empty where nothing is. */
  public List<String> flaws() {
    List<String> flaws = new ArrayList<>();
    for (String reference : references(document, new TreeSet<>())) {
      if (document.at(reference.substring(1)).isMissingNode()) {
        flaws.add(reference + " leads nowhere");
      }
    }
    Set<String> names = new TreeSet<>();
    for (Operation operation : operations()) {
      String name = operation.described().path("operationId").asString("");
      if (name.isEmpty() || !names.add(name)) {
        flaws.add(operation + " has no name of its own: '" + name + "'");
      }
      if (operation.described().path("summary").asString("").isEmpty()) {
        flaws.add(operation + " is not described in English");
      }
      if (!isJapanese(operation.described().path("description").asString(""))) {
        flaws.add(operation + " is not described in Japanese");
      }
      if (!operation.describedVariables().equals(operation.variablesOfThePath())) {
        flaws.add(operation + " has other variables: " + operation.describedVariables());
      }
    }
    return flaws;
  }

  private static boolean isJapanese(String text) {
    return text.codePoints()
        .anyMatch(character -> UnicodeScript.of(character) == UnicodeScript.HIRAGANA);
  }

  /**
   * The fields that the body of an operation may have, each by its path as errors name it: {@code
   * unit.site.address}, {@code contacts[0].name}.
   *
   * @param operation such as {@code POST /api/cases}
   */
  public SortedSet<String> requestFields(String operation) {
    SortedSet<String> found = new TreeSet<>();
    addFields("", bodySchema(known(operation)), found);
    return found;
  }

  private void addFields(String prefix, JsonNode schema, SortedSet<String> found) {
    properties(schema)
        .forEach(
            (name, schemas) -> {
              found.add(prefix + name);
              for (JsonNode said : schemas) {
                addFields(prefix + name + ".", said, found);
                addFields(prefix + name + "[0].", resolved(said).path("items"), found);
              }
            });
  }

  /**
   * The fields that the body of an operation has to have, but for those of objects in it.
   *
   * @param operation such as {@code POST /api/cases}
   */
  public SortedSet<String> requiredFields(String operation) {
    SortedSet<String> names = new TreeSet<>();
    addRequired(bodySchema(known(operation)), names);
    return names;
  }

  private void addRequired(JsonNode schema, SortedSet<String> names) {
    JsonNode whole = resolved(schema);
    whole.path("required").forEach(name -> names.add(name.asString()));
    whole.path("allOf").forEach(part -> addRequired(part, names));
  }

  /**
   * A body that says one thing only.
   *
   * @param field its path, as {@link #requestFields} gives it
   * @param value JSON
   * @param beside further members, each as JSON
   */
  public static String bodyWith(String field, String value, String... beside) {
    List<String> members = new ArrayList<>(List.of(beside));
    members.add(member(field, value));
    return "{" + String.join(", ", members) + "}";
  }

  /** Calls an operation with one field of its body. */
  public interface Probe {

    /**
     * The errors of the answer, such as {@code unit.site.address CONTROL_CHARACTER}.
     *
     * @param value JSON
     */
    Collection<String> errors(String operation, String field, String value);
  }

  /**
   * The fields of all requests, such as {@code POST /api/cases faultDescription}, in which a
   * service takes a text; a field of another kind, or one that lists its values, takes no text of
   * one's own.
   *
   * @param text as JSON
   */
  public SortedSet<String> fieldsThatTake(String text, Probe probe) {
    SortedSet<String> found = new TreeSet<>();
    for (String operation : operationsWithBody()) {
      for (String field : requestFields(operation)) {
        Collection<String> errors = probe.errors(operation, field, text);
        boolean list = errors.contains(field + " WRONG_TYPE");
        if (list) {
          errors = probe.errors(operation, field, "[" + text + "]");
        }
        String value = list && !errors.contains(field + " WRONG_TYPE") ? field + FIRST_ITEM : field;
        if (NO_TEXT.stream().map(code -> value + " " + code).noneMatch(errors::contains)) {
          found.add(operation + " " + field);
        }
      }
    }
    return found;
  }

  private static String member(String field, String value) {
    int dot = field.indexOf('.');
    if (dot >= 0) {
      return member(field.substring(0, dot), bodyWith(field.substring(dot + 1), value));
    }
    return field.endsWith(FIRST_ITEM)
        ? member(field.substring(0, field.length() - FIRST_ITEM.length()), "[" + value + "]")
        : "\"%s\": %s".formatted(field, value);
  }

  /**
   * The parameters that the query of an operation may have.
   *
   * @param operation such as {@code GET /api/cases}
   */
  public SortedSet<String> queryParameters(String operation) {
    SortedSet<String> names = new TreeSet<>();
    for (JsonNode described : known(operation).described().path("parameters")) {
      JsonNode parameter = resolved(described);
      if (parameter.path("in").asString("").equals("query")) {
        names.add(parameter.path("name").asString());
      }
    }
    return names;
  }

  private Operation known(String operation) {
    return operations().stream()
        .filter(known -> known.toString().equals(operation))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(operation));
  }

  /**
   * What has to be described of all that a service answers: its calls, without the page that shows
   * them and without what is served beside them.
   *
   * @param mapped such as {@code GET /api/cases}
   */
  public static NavigableSet<String> callsAmong(Collection<String> mapped) {
    NavigableSet<String> calls = new TreeSet<>();
    mapped.stream()
        .filter(operation -> operation.contains(" /api/") && !PAGES.contains(operation))
        .forEach(calls::add);
    return calls;
  }

  /**
   * Whether the document stands in this file as it is, byte for byte; it does after this call where
   * the system property {@code write.docs} is set.
   */
  public boolean isKeptIn(Path file) {
    String present = LEGIBLY.writeValueAsString(document) + "\n";
    try {
      if (Boolean.getBoolean("write.docs")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, present);
      }
      return Files.exists(file) && Files.readString(file).equals(present);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bodies that the document gives as examples, each with its operation. */
  public SortedMap<String, List<String>> examples() {
    SortedMap<String, List<String>> found = new TreeMap<>();
    for (Operation operation : operations()) {
      JsonNode json = operation.described().at("/requestBody/content").path("application/json");
      List<String> bodies = new ArrayList<>();
      if (json.has("example")) {
        bodies.add(json.get("example").toString());
      }
      json.path("examples").forEach(example -> bodies.add(example.path("value").toString()));
      if (!bodies.isEmpty()) {
        found.put(operation.toString(), List.copyOf(bodies));
      }
    }
    return found;
  }

  /**
   * What the document gives as examples for the parameters of an operation's query, by their names.
   *
   * @param operation such as {@code GET /api/cases}
   */
  public SortedMap<String, String> queryExamples(String operation) {
    SortedMap<String, String> found = new TreeMap<>();
    for (JsonNode described : known(operation).described().path("parameters")) {
      JsonNode parameter = resolved(described);
      if (parameter.path("in").asString("").equals("query") && parameter.has("example")) {
        found.put(parameter.path("name").asString(), parameter.path("example").asString());
      }
    }
    return found;
  }

  /** All operations, such as {@code GET /api/cases}. */
  public SortedSet<String> operationNames() {
    SortedSet<String> names = new TreeSet<>();
    operations().forEach(operation -> names.add(operation.toString()));
    return names;
  }

  /** The operations that take a body of JSON, such as {@code POST /api/cases}. */
  public SortedSet<String> operationsWithBody() {
    SortedSet<String> found = new TreeSet<>();
    operations().stream()
        .filter(operation -> !properties(bodySchema(operation)).isEmpty())
        .forEach(operation -> found.add(operation.toString()));
    return found;
  }

  /**
   * Holds a call against the document.
   *
   * @param sent the JSON of the request; blank or null where it had none
   * @param answer its body as text
   * @throws AssertionError naming everything that the document does not say
   */
  public void check(HttpResponse<?> response, @Nullable String sent, String answer) {
    String method = response.request().method();
    String path = response.request().uri().getRawPath();
    if (!path.startsWith("/api/")) {
      return;
    }
    int status = response.statusCode();
    List<String> parts = List.of(path.split("/", -1));
    Operation operation =
        operations().stream()
            .filter(known -> known.isFor(method, parts))
            .min(Comparator.comparing(Operation::variables))
            .orElse(null);
    if (operation == null) {
      if (status != 404 && status != 405) {
        throw new AssertionError(
            "%s %s is answered with %d and not described".formatted(method, path, status));
      }
      return;
    }
    List<String> wrong = new ArrayList<>();
    checkAnswer(operation, status, mediaType(response), answer, wrong);
    if (sent != null && !sent.isBlank() && status < 300) {
      new Reading(false, wrong).hold(bodySchema(operation), JSON.readTree(sent), "request");
    }
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          "%s, answered with %d, is described otherwise: %s".formatted(operation, status, wrong));
    }
  }

  private void checkAnswer(
      Operation operation, int status, String mediaType, String answer, List<String> wrong) {
    JsonNode described =
        resolved(operation.described().path("responses").path(Integer.toString(status)));
    if (described.isMissingNode()) {
      if (!OF_HTTP.contains(status)) {
        wrong.add("the status is not described");
      }
      return;
    }
    JsonNode content = described.path("content");
    if (content.isEmpty()) {
      if (!answer.isEmpty()) {
        wrong.add("a body is not described");
      }
      return;
    }
    JsonNode body = content.has("*/*") ? content.path("*/*") : content.path(mediaType);
    if (body.isMissingNode()) {
      wrong.add(mediaType + " is not described");
    } else if (mediaType.endsWith("json")) {
      JsonNode read = JSON.readTree(answer);
      new Reading(true, wrong).hold(body.path("schema"), read, "answer");
      if (tellsCodes && status >= 400) {
        checkCodes(described, status, read, wrong);
      }
    }
  }

  /** Each reason that is told is one of those that are described. */
  private void checkCodes(JsonNode described, int status, JsonNode problem, List<String> wrong) {
    Set<String> known = new TreeSet<>();
    described.path("x-codes").forEach(code -> known.add(code.asString()));
    JsonNode reasons =
        switch (status) {
          case 400 -> problem.path("errors");
          case 422 -> problem.path("refusals");
          default -> JSON.createArrayNode();
        };
    if (status == 400 && !reasons.isEmpty()) {
      // what can be wrong with any field is told with the field
      CODE.matcher(
              document
                  .at("/components/schemas/FieldError/properties/code/description")
                  .asString(""))
          .results()
          .forEach(found -> known.add(found.group()));
    }
    for (JsonNode reason : reasons.isEmpty() ? JSON.createArrayNode().add(problem) : reasons) {
      String code = reason.path("code").asString("");
      if (!known.contains(code)) {
        wrong.add("the code " + code + " is not described");
      }
    }
  }

  private static String mediaType(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("").split(";", -1)[0].strip();
  }

  private JsonNode bodySchema(Operation operation) {
    return operation.described().at("/requestBody/content").path("application/json").path("schema");
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.add(
                                new Operation(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    List.of(path.getKey().split("/", -1)),
                                    method.getValue()))));
    return operations;
  }

  private static boolean isVariable(String part) {
    return part.startsWith("{");
  }

  private static SortedSet<String> references(JsonNode node, SortedSet<String> found) {
    if (node.path("$ref").isString()) {
      found.add(node.path("$ref").asString());
    }
    node.forEach(child -> references(child, found));
    return found;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
  }

  /** The fields of an object, those of all its parts together, each with what they say of it. */
  private Map<String, List<JsonNode>> properties(JsonNode schema) {
    Map<String, List<JsonNode>> found = new LinkedHashMap<>();
    JsonNode whole = resolved(schema);
    whole
        .path("properties")
        .properties()
        .forEach(
            property ->
                found
                    .computeIfAbsent(property.getKey(), name -> new ArrayList<>())
                    .add(property.getValue()));
    for (JsonNode part : whole.path("allOf")) {
      properties(part)
          .forEach(
              (name, schemas) ->
                  found.computeIfAbsent(name, unknown -> new ArrayList<>()).addAll(schemas));
    }
    return found;
  }

  /** Holds a value against its schema. An object whose fields are described has no others. */
  private final class Reading {

    private final boolean answered;
    private final List<String> wrong;

    /**
     * @param answered whether it is an answer; in a request null counts as left out
     */
    Reading(boolean answered, List<String> wrong) {
      this.answered = answered;
      this.wrong = wrong;
    }

    void hold(JsonNode described, JsonNode value, String where) {
      JsonNode schema = resolved(described);
      properties(schema).forEach((name, schemas) -> field(schemas, value, name, where));
      if (value instanceof ObjectNode && !properties(schema).isEmpty()) {
        Set<String> known = properties(schema).keySet();
        value.propertyNames().stream()
            .filter(name -> !known.contains(name))
            .forEach(name -> wrong.add(where + "." + name + " is not described"));
      }
      rules(schema, value, where);
    }

    private void field(List<JsonNode> schemas, JsonNode value, String name, String where) {
      JsonNode field = value.path(name);
      if (!field.isMissingNode() && (answered || !field.isNull())) {
        schemas.forEach(schema -> hold(schema, field, where + "." + name));
      }
    }

    private void rules(JsonNode schema, JsonNode value, String where) {
      schema
          .properties()
          .forEach(
              rule -> {
                JsonNode said = rule.getValue();
                switch (rule.getKey()) {
                  case "properties" -> {
                    // held above, together with those of the other parts
                  }
                  case "type" -> type(said, value, where);
                  case "enum" -> require(contains(said, value), where + " is " + value);
                  case "format" -> format(said.asString(), value, where);
                  case "required" ->
                      said.forEach(
                          name ->
                              require(
                                  !value.isObject() || value.has(name.asString()),
                                  where + " has no " + name.asString()));
                  case "maxLength" ->
                      require(
                          !value.isString() || length(value) <= said.asInt(),
                          where + " is longer than " + said);
                  case "maxItems" ->
                      require(
                          !value.isArray() || value.size() <= said.asInt(),
                          where + " has more items than " + said);
                  case "minItems" ->
                      require(
                          !value.isArray() || value.size() >= said.asInt(),
                          where + " has fewer items than " + said);
                  case "additionalProperties" ->
                      value.forEach(member -> hold(said, member, where + ".*"));
                  case "items" -> value.forEach(item -> item(said, item, value, where));
                  case "allOf" -> said.forEach(part -> rules(resolved(part), value, where));
                  case "anyOf" -> anyOf(said, value, where);
                  case "minimum" ->
                      require(
                          !value.isNumber() || value.asDouble() >= said.asDouble(),
                          where + " is " + value);
                  case "maximum" ->
                      require(
                          !value.isNumber() || value.asDouble() <= said.asDouble(),
                          where + " is " + value);
                  default -> {
                    if (!NO_RULES.contains(rule.getKey())) {
                      throw new IllegalStateException(rule.getKey() + " is not understood here");
                    }
                  }
                }
              });
    }

    private static int length(JsonNode text) {
      return text.asString().codePointCount(0, text.asString().length());
    }

    private void item(JsonNode schema, JsonNode item, JsonNode list, String where) {
      if (list.isArray()) {
        hold(schema, item, where + "[]");
      }
    }

    private void anyOf(JsonNode schemas, JsonNode value, String where) {
      List<String> reasons = new ArrayList<>();
      for (JsonNode schema : schemas) {
        List<String> ofThisOne = new ArrayList<>();
        new Reading(answered, ofThisOne).hold(schema, value, where);
        if (ofThisOne.isEmpty()) {
          return;
        }
        reasons.addAll(ofThisOne);
      }
      wrong.add(where + " is none of what it may be: " + reasons);
    }

    private void type(JsonNode types, JsonNode value, String where) {
      boolean fits = false;
      for (JsonNode type : types.isArray() ? types : JSON.createArrayNode().add(types)) {
        fits |= isOf(type.asString(), value);
      }
      require(fits, where + " is no " + types + ": " + value);
    }

    private static boolean isOf(String type, JsonNode value) {
      return switch (type) {
        case "string" -> value.isString();
        case "integer" -> value.isIntegralNumber();
        case "number" -> value.isNumber();
        case "boolean" -> value.isBoolean();
        case "object" -> value.isObject();
        case "array" -> value.isArray();
        case "null" -> value.isNull();
        default -> throw new IllegalStateException(type + " is no type");
      };
    }

    private static boolean contains(JsonNode values, JsonNode value) {
      for (JsonNode one : values) {
        if (one.equals(value)) {
          return true;
        }
      }
      return false;
    }

    private void format(String format, JsonNode value, String where) {
      if (!value.isString()) {
        return;
      }
      try {
        switch (format) {
          case "date" -> LocalDate.parse(value.asString());
          case "date-time" -> OffsetDateTime.parse(value.asString());
          case "duration" -> Duration.parse(value.asString());
          case "uuid" -> UUID.fromString(value.asString());
          case "uri" -> URI.create(value.asString());
          case "email" -> require(value.asString().contains("@"), where + " is no " + format);
          default -> throw new IllegalStateException(format + " is not understood here");
        }
      } catch (DateTimeException | IllegalArgumentException malformed) {
        wrong.add(where + " is no " + format + ": " + value);
      }
    }

    private void require(boolean holds, String otherwise) {
      if (!holds) {
        wrong.add(otherwise);
      }
    }
  }
}
