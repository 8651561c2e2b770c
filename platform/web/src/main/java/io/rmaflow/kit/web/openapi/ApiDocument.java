package io.rmaflow.kit.web.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.kit.web.FieldError;
import io.rmaflow.kit.web.api.InJapanese;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;

/**
 * Completes the document when all operations are described: whose it is, and what they share, in an
 * order that depends on nothing but their names.
 */
final class ApiDocument implements GlobalOpenApiCustomizer {

  private static final String COMMON = "io/rmaflow/kit/web/openapi/components.json";
  private static final String VERSION = "1.0.0";

  /** The records that problems are written with. */
  private static final List<Class<?>> OF_PROBLEMS =
      List.of(Message.class, FieldError.class, Refusal.class);

  private final String title;
  private final Class<?> application;
  private final Schemas schemas;

  /**
   * @param title the name of the service
   * @param application whose comment says what the service is for
   */
  ApiDocument(String title, Class<?> application, Schemas schemas) {
    this.title = title;
    this.application = application;
    this.schemas = schemas;
  }

  /** The problems, headers and parameters that all services have. */
  static Components common() {
    try (InputStream file = new ClassPathResource(COMMON).getInputStream()) {
      return Json31.mapper().readValue(file, Components.class);
    } catch (IOException e) {
      throw new UncheckedIOException(COMMON + " cannot be read", e);
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // as the library has it
  public void customise(OpenAPI document) {
    InJapanese japanese = application.getAnnotation(InJapanese.class);
    document.setInfo(
        new Info()
            .title(title)
            .version(VERSION)
            .description(
                Comments.of(application) + (japanese == null ? "" : " / " + japanese.value())));
    // wherever it was fetched
    document.setServers(List.of(new Server().url("/")));
    document.setTags(null);
    document.setExtensions(null);
    Paths paths = new Paths();
    new TreeMap<>(document.getPaths()).forEach(paths::addPathItem);
    document.setPaths(paths);
    Components components = common();
    OF_PROBLEMS.forEach(schemas::ofAnswer);
    Map<String, Schema> all = new TreeMap<>(components.getSchemas());
    schemas
        .named()
        .forEach(
            (name, schema) -> {
              if (all.put(name, schema) != null) {
                throw new IllegalStateException(
                    name + " is the name of a schema that all services have");
              }
            });
    components.setSchemas(new LinkedHashMap<>(all));
    document.setComponents(components);
  }

  /** As JSON, for programs and people. */
  static byte[] written(OpenAPI document) {
    try {
      return Json31.pretty().writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
