package io.rmaflow.kit.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The calls of the service as a document. */
@RestController
class OpenApiController {

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;

  /**
   * @param mappings asked for when the document is: they come after the controllers
   */
  OpenApiController(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  @WithoutToken
  @GetMapping("/api/openapi.json")
  JsonNode document() {
    return OpenApiDocument.of(mappings.getObject()).json();
  }
}
