package io.rmaflow.testkit.calls;

import static io.rmaflow.testkit.calls.Nonsense.any;

import io.rmaflow.testkit.calls.GeneratedCall.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes calls from a document. */
final class CallMaker {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int BODIES_OF_EACH = 20;
  private static final String BOUNDARY = "generated";

  /** Stands in a JSON tree for what no JSON tree can hold. */
  private static final String HOLE = "\"-hole-\"";

  private static final String SERIAL_NUMBER = "serialNumber";

  private static final Set<String> MADE_BY_CALLERS =
      Set.of(SERIAL_NUMBER, "productCode", "trackingNumber", "alias");

  private static final List<String> FILES =
      List.of("unit.log", "点検表.pdf", "../../x", "a.exe", "", "x".repeat(300), "a\u202Egpj.log");

  /** An operation of the document. */
  record Operation(String method, String path, JsonNode described) {

    String name() {
      return method + " " + path;
    }
  }

  private final Random random;
  private final KnownThings known;
  private final SchemaValues values;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, List<JsonNode>> taken = new HashMap<>();
  private final Map<String, List<String>> etags = new HashMap<>();
  private final List<String> consistencyTokens = new ArrayList<>();
  private int keys;

  CallMaker(JsonNode document, KnownThings known, Random random) {
    this.random = random;
    this.known = known;
    this.values = new SchemaValues(document, known, random);
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
                                    path.getKey(),
                                    method.getValue()))));
    operations.forEach(this::takeExamples);
  }

  List<Operation> operations() {
    return List.copyOf(operations);
  }

  private void takeExamples(Operation operation) {
    JsonNode json = operation.described().at("/requestBody/content").path("application/json");
    json.path("examples")
        .forEach(example -> took(operation.name(), values.resolved(example).path("value")));
    took(operation.name(), json.path("example"));
  }

  /** Remembers a body that an operation has taken: the next ones are like it. */
  void took(String operation, JsonNode body) {
    if (body.isObject()) {
      List<JsonNode> all = taken.computeIfAbsent(operation, unknown -> new ArrayList<>());
      all.add(body);
      if (all.size() > BODIES_OF_EACH) {
        all.remove(BODIES_OF_EACH / 2);
      }
    }
  }

  /** Remembers the version that a thing has. */
  void sawVersion(String target, String etag) {
    List<String> all = etags.computeIfAbsent(withoutQuery(target), unknown -> new ArrayList<>());
    all.add(etag);
  }

  /** Remembers what a write has told. */
  void sawConsistencyToken(String token) {
    consistencyTokens.add(token);
    if (consistencyTokens.size() > BODIES_OF_EACH) {
      consistencyTokens.removeFirst();
    }
  }

  GeneratedCall call(int number, Operation operation, String role) {
    int lot = random.nextInt(100);
    Kind kind = lot < 55 ? Kind.VALID : lot < 85 ? Kind.NEARLY_VALID : Kind.NONSENSE;
    String path = path(operation, kind);
    List<String> headers = new ArrayList<>();
    byte[] body = body(operation, kind, headers);
    headers(operation, path, kind, headers);
    String method = operation.method();
    if (kind == Kind.NONSENSE && random.nextInt(20) == 0) {
      method = any(List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"), random);
    }
    return new GeneratedCall(
        number, kind, role, operation.name(), method, path + query(operation, kind), headers, body);
  }

  // --- where it goes

  private String path(Operation operation, Kind kind) {
    StringBuilder path = new StringBuilder();
    String before = "";
    for (String part : operation.path().substring(1).split("/", -1)) {
      path.append('/').append(part.startsWith("{") ? variable(part, before, kind) : part);
      before = part;
    }
    return path.toString();
  }

  private String variable(String part, String before, Kind kind) {
    String name = part.substring(1, part.length() - 1);
    if (kind == Kind.NONSENSE && random.nextInt(3) == 0) {
      return Nonsense.segment(random);
    }
    if (random.nextInt(25) == 0) {
      return "GEN-%05d".formatted(random.nextInt(100_000));
    }
    Optional<String> one =
        name.equals("id") ? known.anyOf(before, random) : known.any(name, random);
    return one.map(CallMaker::encoded).orElseGet(() -> Nonsense.segment(random));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String query(Operation operation, Kind kind) {
    List<String> pairs = new ArrayList<>();
    for (JsonNode described : operation.described().path("parameters")) {
      JsonNode parameter = values.resolved(described);
      boolean wanted = parameter.path("required").asBoolean(false) || random.nextInt(3) == 0;
      if (parameter.path("in").asString("").equals("query") && wanted) {
        String name = parameter.path("name").asString();
        boolean bad = kind != Kind.VALID && random.nextInt(3) == 0;
        JsonNode value =
            bad ? JSON.readTree(nonsenseText()) : values.valid(name, parameter.path("schema"));
        for (JsonNode one : value.isArray() ? value : JSON.createArrayNode().add(value)) {
          pairs.add(name + "=" + encoded(one.asString()));
        }
      }
    }
    if (kind == Kind.NONSENSE && random.nextInt(4) == 0) {
      pairs.add(
          any(
              List.of("page=-1", "size=0", "size=99999999999", "page=x", "%00=1", "a=%FF", "x"),
              random));
    }
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  /** A text that can stand in an address: half a surrogate pair has no bytes. */
  private String nonsenseText() {
    String text = Nonsense.text(random);
    return text.contains("\\ud8") || text.contains("\\udc") ? "\"?\"" : text;
  }

  // --- what it says

  private byte[] body(Operation operation, Kind kind, List<String> headers) {
    JsonNode content = values.resolved(operation.described().path("requestBody")).path("content");
    if (content.isEmpty()) {
      if (kind != Kind.NONSENSE || operation.method().equals("GET")) {
        return new byte[0];
      }
      headers.addAll(List.of("Content-Type", "application/json"));
      return bytes(Nonsense.body(random));
    }
    List<String> types = new ArrayList<>(content.propertyNames());
    String type = any(types, random);
    if (!type.equals("application/json")) {
      return otherBody(content.path(type).path("schema"), type, kind, headers);
    }
    if (kind == Kind.NONSENSE && random.nextInt(3) > 0) {
      headers.addAll(
          List.of(
              "Content-Type",
              any(
                  List.of(
                      "application/json",
                      "application/json",
                      "application/json; charset=utf-16",
                      "text/plain",
                      "application/xml",
                      "multipart/form-data; boundary=x",
                      "nonsense"),
                  random)));
      return bytes(Nonsense.body(random));
    }
    headers.addAll(List.of("Content-Type", "application/json"));
    ObjectNode body = validBody(operation, content.path(type).path("schema"));
    if (kind == Kind.VALID) {
      return bytes(JSON.writeValueAsString(body));
    }
    String text = "";
    for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
      text = changed(body);
    }
    return random.nextInt(25) == 0 ? damaged(bytes(text)) : bytes(text);
  }

  private ObjectNode validBody(Operation operation, JsonNode schema) {
    List<JsonNode> before = taken.getOrDefault(operation.name(), List.of());
    if (before.isEmpty() || random.nextInt(3) == 0) {
      return values.valid("", schema) instanceof ObjectNode made ? made : JSON.createObjectNode();
    }
    ObjectNode like = (ObjectNode) any(before, random).deepCopy();
    if (random.nextBoolean()) {
      giveNewNumbers(like, MADE_BY_CALLERS);
    }
    Map<String, JsonNode> properties = values.properties(schema);
    for (int i = random.nextInt(3); i > 0 && !properties.isEmpty(); i--) {
      String name = any(new ArrayList<>(properties.keySet()), random);
      JsonNode property = properties.getOrDefault(name, JsonNodeFactory.instance.missingNode());
      like.set(name, values.valid(name, property));
    }
    return like;
  }

  /** What has been made once cannot be made again under the same number. */
  private void giveNewNumbers(ObjectNode body, Set<String> made) {
    for (String name : List.copyOf(body.propertyNames())) {
      JsonNode value = body.get(name);
      if (value instanceof ObjectNode inside) {
        giveNewNumbers(inside, Set.of(SERIAL_NUMBER));
      } else if (value.isString() && made.contains(name)) {
        body.put(name, "gen-%06d".formatted(random.nextInt(1_000_000)));
      }
    }
  }

  /** Changes one place of the body into something else; gives its JSON. */
  private String changed(ObjectNode body) {
    ObjectNode where = somewhereIn(body);
    List<String> names = new ArrayList<>(where.propertyNames());
    if (names.isEmpty()) {
      where.put("unknown", "x");
      return JSON.writeValueAsString(body);
    }
    String name = any(names, random);
    switch (random.nextInt(6)) {
      case 0 -> where.remove(name);
      case 1 -> where.putNull(name);
      case 2 -> where.set("unknown" + name, where.get(name));
      case 3 -> {
        // the same name twice
        JsonNode value = where.get(name);
        where.set("-twin-", value);
        String json = JSON.writeValueAsString(body).replace("\"-twin-\"", "\"" + name + "\"");
        where.remove("-twin-");
        return json;
      }
      default -> {
        JsonNode value = where.get(name);
        where.put(name, "-hole-");
        String json = JSON.writeValueAsString(body).replace(HOLE, Nonsense.json(random));
        where.set(name, value);
        return json;
      }
    }
    return JSON.writeValueAsString(body);
  }

  private ObjectNode somewhereIn(ObjectNode body) {
    List<ObjectNode> inside = new ArrayList<>();
    for (JsonNode child : body) {
      if (child instanceof ObjectNode object) {
        inside.add(object);
      } else if (child instanceof ArrayNode list && list.path(0) instanceof ObjectNode first) {
        inside.add(first);
      }
    }
    return inside.isEmpty() || random.nextBoolean() ? body : somewhereIn(any(inside, random));
  }

  private byte[] damaged(byte[] json) {
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(json, json.length / 2);
      case 1 -> {
        byte[] broken = json.clone();
        broken[random.nextInt(broken.length)] = (byte) 0xFF;
        yield broken;
      }
      case 2 -> new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
      default -> bytes("\uFEFF" + new String(json, StandardCharsets.UTF_8));
    };
  }

  /** A form with files, or a file. */
  private byte[] otherBody(JsonNode schema, String type, Kind kind, List<String> headers) {
    if (!type.startsWith("multipart/")) {
      headers.addAll(List.of("Content-Type", type));
      return bytes(kind == Kind.VALID ? "owner,serialNumber\nA,B-1\n" : Nonsense.body(random));
    }
    headers.addAll(List.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
    StringBuilder form = new StringBuilder();
    values
        .properties(schema)
        .forEach(
            (name, property) -> {
              if (kind == Kind.NONSENSE && random.nextInt(3) == 0) {
                return;
              }
              boolean file = name.equals("file");
              form.append("--")
                  .append(BOUNDARY)
                  .append("\r\nContent-Disposition: form-data; name=\"");
              form.append(name).append('"');
              if (file) {
                form.append("; filename=\"").append(any(FILES, random)).append('"');
              }
              String value = values.valid(name, property).asString();
              form.append("\r\n\r\n")
                  .append(file && kind != Kind.VALID ? Nonsense.body(random) : value)
                  .append("\r\n");
            });
    return bytes(form + "--" + BOUNDARY + (kind == Kind.NONSENSE ? "" : "--\r\n"));
  }

  // --- its headers

  private void headers(Operation operation, String path, Kind kind, List<String> headers) {
    for (JsonNode described : operation.described().path("parameters")) {
      JsonNode parameter = values.resolved(described);
      if (parameter.path("in").asString("").equals("header")) {
        String value = header(parameter.path("name").asString(), path, kind);
        if (value != null) {
          headers.addAll(List.of(parameter.path("name").asString(), value));
        }
      }
    }
    if (kind == Kind.NONSENSE && random.nextInt(8) == 0) {
      headers.addAll(
          List.of("Accept", any(List.of("text/html", "image/png", "nonsense", "*/*;q=x"), random)));
    }
  }

  private @Nullable String header(String name, String path, Kind kind) {
    boolean bad = kind == Kind.NONSENSE && random.nextInt(3) == 0;
    return switch (name) {
      case "Idempotency-Key" ->
          bad
              ? any(List.of("", "k".repeat(256), "k\tk"), random)
              : random.nextInt(3) == 0 ? "generated-" + keys++ : null;
      case "If-Match" -> bad ? "nonsense" : random.nextInt(4) == 0 ? version(path) : null;
      case "Consistency-Token" ->
          bad
              ? "nonsense"
              : random.nextInt(8) == 0 && !consistencyTokens.isEmpty()
                  ? any(consistencyTokens, random)
                  : null;
      default -> null;
    };
  }

  /** What a thing, or the one that a step is of, had when it was last seen. */
  private @Nullable String version(String path) {
    String thing = etags.containsKey(path) ? path : path.substring(0, path.lastIndexOf('/'));
    List<String> seen = etags.getOrDefault(thing, List.of());
    if (seen.isEmpty()) {
      return null;
    }
    return random.nextInt(4) == 0 ? any(seen, random) : seen.getLast();
  }

  private static String withoutQuery(String target) {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
