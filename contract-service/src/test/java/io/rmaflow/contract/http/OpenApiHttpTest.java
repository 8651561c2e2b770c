package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.web.OpenApiDocument;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** That answers are as described, every test over HTTP finds out by the way. */
class OpenApiHttpTest extends ServiceTest {

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void everyCallIsInTheDocument_andEverythingInItCanBeCalled() {
    OpenApiDocument document = OpenApiDocument.of(mappings);

    assertThat(document.documented()).isEqualTo(document.mapped());
    assertThat(document.documented()).contains("POST /api/contracts", "GET /api/events");
  }

  @Test
  void referencesLeadSomewhere_andOperationsHaveNamesAndTheVariablesOfTheirPaths() {
    assertThat(get("/api/openapi.json").text("/openapi")).isEqualTo("3.1.0");
    assertThat(described().flaws()).isEmpty();
  }
}
