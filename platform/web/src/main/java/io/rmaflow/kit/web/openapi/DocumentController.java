package io.rmaflow.kit.web.openapi;

import io.rmaflow.kit.web.WithoutToken;
import io.rmaflow.kit.web.api.InJapanese;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.swagger.v3.oas.models.OpenAPI;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of the service as a document. It is made when somebody first asks for it and kept: who
 * starts a service waits for nothing that most services are never asked for.
 */
@RestController
@Tag(name = "documents")
class DocumentController extends OpenApiResource {

  private @Nullable JsonNode made;
  private @Nullable RuntimeException unsaid;

  DocumentController(
      ObjectFactory<OpenAPIService> documents,
      AbstractRequestService requests,
      GenericResponseService responses,
      OperationService operations,
      SpringDocConfigProperties settings,
      SpringDocProviders providers,
      SpringDocCustomizers customizers) {
    super(documents, requests, responses, operations, settings, providers, customizers);
  }

  /** This document. */
  @InJapanese("この文書。")
  @WithoutToken
  @GetMapping("/api/openapi.json")
  synchronized JsonNode openApi() {
    if (unsaid != null) {
      // what springdoc had come to by then is no document
      throw unsaid;
    }
    JsonNode known = made;
    if (known == null) {
      known = make();
      made = known;
    }
    return known;
  }

  private JsonNode make() {
    try {
      OpenAPI document = getOpenApi(null, Locale.ROOT);
      return JsonMapper.shared().readTree(ApiDocument.written(document));
    } catch (RuntimeException failed) {
      unsaid = failed;
      throw failed;
    }
  }

  @Override
  protected String getServerUrl(HttpServletRequest request, String apiDocsUrl) {
    throw new UnsupportedOperationException("the document says it without a request");
  }
}
