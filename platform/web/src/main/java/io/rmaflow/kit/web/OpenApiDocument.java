package io.rmaflow.kit.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of a service as an OpenAPI document: what the service says of its own ({@code
 * openapi/service.json}), and what the modules of the platform say of those that it has from them
 * ({@code openapi/kit.json}).
 */
public final class OpenApiDocument {

  /** Where a service describes its own calls. */
  public static final String OF_THE_SERVICE = "openapi/service.json";

  private static final String OF_THE_KIT = "openapi/kit.json";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ObjectNode document;
  private final SortedSet<String> mapped;

  private OpenApiDocument(ObjectNode document, SortedSet<String> mapped) {
    this.document = document;
    this.mapped = mapped;
  }

  /** The document of the service that has these mappings. */
  public static OpenApiDocument of(RequestMappingHandlerMapping mappings) {
    SortedSet<String> mapped = new TreeSet<>();
    for (RequestMappingInfo mapping : mappings.getHandlerMethods().keySet()) {
      for (String path : mapping.getPatternValues()) {
        mapping
            .getMethodsCondition()
            .getMethods()
            .forEach(method -> mapped.add(operation(method.name(), path)));
      }
    }
    ObjectNode document = read(new ClassPathResource(OF_THE_SERVICE));
    ObjectNode components = document.withObject("/components");
    for (ObjectNode kit : ofTheKit()) {
      addMapped(kit.withObject("/paths"), document.withObject("/paths"), mapped);
      kit.withObject("/components")
          .properties()
          .forEach(
              kind ->
                  components
                      .withObjectProperty(kind.getKey())
                      .setAll((ObjectNode) kind.getValue()));
    }
    document.withObject("/paths").properties().forEach(OpenApiDocument::addWhatHoldsForAnyCall);
    return new OpenApiDocument(document, mapped);
  }

  /** Any path, query or header may be unreadable, and any read may wait for a token. */
  private static void addWhatHoldsForAnyCall(Map.Entry<String, JsonNode> path) {
    if (path.getKey().startsWith("/api/")) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        ObjectNode operation = (ObjectNode) method.getValue();
        ObjectNode responses = operation.withObjectProperty("responses");
        addIfAbsent(responses, "400", "#/components/responses/BadRequest");
        if (method.getKey().equals("get")) {
          operation
              .withArrayProperty("parameters")
              .addObject()
              .put("$ref", "#/components/parameters/ConsistencyToken");
          addIfAbsent(responses, "503", "#/components/responses/Unavailable");
        }
      }
    }
  }

  private static void addIfAbsent(ObjectNode responses, String status, String reference) {
    if (!responses.has(status)) {
      responses.withObjectProperty(status).put("$ref", reference);
    }
  }

  /** The document itself. */
  public JsonNode json() {
    return document;
  }

  /** What it describes, such as {@code GET /api/units/{serial}}. */
  public SortedSet<String> documented() {
    SortedSet<String> operations = new TreeSet<>();
    document
        .withObject("/paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(method -> operations.add(operation(method, path.getKey()))));
    return operations;
  }

  /** What the service answers, written in the same way. */
  public SortedSet<String> mapped() {
    return mapped;
  }

  /** A service has what it asks for: the sandbox clock only in a sandbox, and so on. */
  private static void addMapped(ObjectNode from, ObjectNode to, SortedSet<String> mapped) {
    from.properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (mapped.contains(operation(method.getKey(), path.getKey()))) {
                            to.withObjectProperty(path.getKey())
                                .set(method.getKey(), method.getValue());
                          }
                        }));
  }

  private static String operation(String method, String path) {
    return method.toUpperCase(Locale.ROOT) + " " + path;
  }

  /** What each module of the platform that the service has says of its calls. */
  private static List<ObjectNode> ofTheKit() {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver().getResources("classpath*:" + OF_THE_KIT))
          .map(OpenApiDocument::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(OF_THE_KIT + " cannot be read", e);
    }
  }

  private static ObjectNode read(Resource resource) {
    try (InputStream file = resource.getInputStream()) {
      return (ObjectNode) JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
